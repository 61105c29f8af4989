namespace Penstock.Server.Storage.Traces;

/// <summary>Opens the trace store, writes what waits, retains, and writes the rest when the server stops.</summary>
internal sealed class TraceService(TraceOptions options, TraceWriter writer, TraceRetention retention, TimeProvider clock)
    : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await writer.OpenAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await writer.FlushAsync(CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(WriteLoopAsync(stoppingToken), ProbeLoopAsync(stoppingToken), RetainLoopAsync(stoppingToken), RestLoopAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: StopAsync writes what is left.
        }
    }

    private async Task WriteLoopAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.WriteEvery, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await writer.FlushAsync(cancellationToken);
        }
    }

    private async Task ProbeLoopAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.ProbeEvery, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await writer.ProbeAsync(cancellationToken);
        }
    }

    private async Task RestLoopAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.RestEvery, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await writer.RestAsync(cancellationToken);
        }
    }

    private async Task RetainLoopAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.RetainEvery, clock);
        do
        {
            await Task.Yield(); // the first run must not hold up the start
            await retention.RunAsync(cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
