namespace Penstock.Server.Storage;

/// <summary>What the last write to one store came to. Its writer tells; readiness and metrics read it.</summary>
internal sealed class WriteState
{
    private Exception? _failure;

    /// <summary>Why the last write failed, or <see langword="null"/> when it went well or none was tried yet.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <returns>Whether this is news: the write before went well.</returns>
    public bool Fails(Exception failure) => Interlocked.Exchange(ref _failure, failure) is null;

    /// <returns>Whether this is news: the write before failed.</returns>
    public bool Works() => Failure is not null && Interlocked.Exchange(ref _failure, null) is not null;
}
