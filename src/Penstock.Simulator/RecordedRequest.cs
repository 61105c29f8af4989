namespace Penstock.Simulator;

/// <summary>A request as it arrived at an engine.</summary>
public sealed class RecordedRequest
{
    private readonly TaskCompletionSource<RequestEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal RecordedRequest(int number, DateTimeOffset arrived) => (Number, Arrived) = (number, arrived);

    /// <summary>1 for the engine's first recorded request, and so on.</summary>
    public int Number { get; }

    /// <summary>When it arrived.</summary>
    public DateTimeOffset Arrived { get; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path with its query.</summary>
    public required string Path { get; init; }

    /// <summary>The headers; several values of one name are joined by commas. Names ignore case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body, byte for byte.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// Completes when the engine's work on the request ended. <see cref="RequestEnd.Abandoned"/> comes as soon as the
    /// engine sees the peer go away.
    /// </summary>
    public Task<RequestEnd> Ended => _ended.Task;

    internal void End(RequestEnd end) => _ended.TrySetResult(end);
}
