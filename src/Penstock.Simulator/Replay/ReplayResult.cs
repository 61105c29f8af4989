namespace Penstock.Simulator.Replay;

/// <summary>How one replayed request went. Times count from when it should have left.</summary>
internal sealed record ReplayResult
{
    /// <summary>Why it was not answered, in a few fixed words; <see langword="null"/> when it was.</summary>
    public string? Failure { get; init; }

    public ReplayUsage Usage { get; init; }

    /// <summary>How much later than intended it left.</summary>
    public TimeSpan Lateness { get; init; }

    public TimeSpan? FirstToken { get; init; }

    public TimeSpan Latency { get; init; }
}

/// <summary>Tokens as the answer reported them, the cached ones inside the prompt whatever the dialect.</summary>
internal readonly record struct ReplayUsage(long Prompt, long Cached, long Completion);
