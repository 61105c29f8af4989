namespace Penstock.Server.Snapshots.Sources;

/// <summary>
/// Looks at the file's content at short intervals. Watching for events would miss links that are switched underneath
/// (as Kubernetes does with mounted configuration) and network folders; a look at a small file costs microseconds.
/// </summary>
internal sealed class ConfigFileWatcher(
    SnapshotService snapshots, SnapshotOptions options, TimeProvider clock, ILogger<ConfigFileWatcher> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (snapshots.File is not { } file)
        {
            return;
        }

        // Compiled once more at the first look: the file may have changed between the start and now.
        var (handled, seen) = ("", "");
        using var timer = new PeriodicTimer(options.PollInterval, clock);
        do
        {
            try
            {
                var now = await file.LookAsync(stoppingToken);

                // Two equal looks in a row: an editor that writes in place is done, and not caught halfway.
                if (now == seen && now != handled)
                {
                    await snapshots.ReloadFileAsync(stoppingToken);
                    handled = now;
                }

                seen = now;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                logger.WatchFailed(file.Path, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
