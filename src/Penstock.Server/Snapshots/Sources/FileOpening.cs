namespace Penstock.Server.Snapshots.Sources;

/// <summary>Opens a file without waiting for ever: a pipe opens only when somebody writes to it, a file of a network only when its server answers.</summary>
/// <remarks>
/// The system offers no way to ask first that .NET has a name for. So the opening runs beside, and of one file that does not open there is never a second
/// attempt: it would hold a second thread. Not thread-safe; whoever looks at the file does so one look at a time.
/// </remarks>
internal sealed class FileOpening(TimeSpan patience)
{
    private Task<FileStream>? _waiting;
    private FileStamp _waitingFor;

    /// <summary>Opens a file for reading.</summary>
    /// <returns>The file, or <see langword="null"/> when it did not open in time.</returns>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public async Task<FileStream?> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var stamp = FileStamp.Of(path);
        if (_waiting is { IsCompleted: false } && _waitingFor == stamp)
        {
            return null;
        }

        var opening = Task.Run(() => Open(path), CancellationToken.None);
        (_waiting, _waitingFor) = (opening, stamp);
        try
        {
            return await opening.WaitAsync(patience, cancellationToken);
        }
        catch (Exception gaveUp) when (gaveUp is TimeoutException or OperationCanceledException && !opening.IsCompleted)
        {
            _ = CloseAsync(opening);
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    // Nobody waits for it any more; should it open one day, it is closed.
    private static async Task CloseAsync(Task<FileStream> opening)
    {
        await opening.ContinueWith(static _ => { }, TaskScheduler.Default);
        if (opening.IsCompletedSuccessfully)
        {
            await (await opening).DisposeAsync();
        }
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, useAsync: true);

    /// <summary>What tells that another file has the name now; looking at it does not open the file.</summary>
    private readonly record struct FileStamp(string Target, DateTime Made, DateTime Written)
    {
        public static FileStamp Of(string path)
        {
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            return new FileStamp(target, File.GetCreationTimeUtc(target), File.GetLastWriteTimeUtc(target));
        }
    }
}
