namespace Penstock.Simulator;

/// <summary>How long an engine takes for an answer.</summary>
/// <remarks>
/// An answer's first token leaves after <see cref="FirstToken"/> plus <see cref="PrefillPerToken"/> for every prompt
/// token that the prefix cache does not hold; an engine prefills one prompt at a time. Each further token follows
/// <see cref="PerToken"/> after the one before it. A whole answer leaves when its last token would have.
/// </remarks>
public sealed record EngineTiming
{
    /// <summary>No delay at all: what benchmarks and most tests want.</summary>
    public static EngineTiming Fast { get; } = new();

    /// <summary>Like a mid-sized model: 40 ms, then 20,000 prompt tokens and 80 answer tokens a second.</summary>
    public static EngineTiming Realistic { get; } = new()
    {
        FirstToken = TimeSpan.FromMilliseconds(40),
        PerToken = TimeSpan.FromMilliseconds(12.5),
        PrefillPerToken = TimeSpan.FromMicroseconds(50),
    };

    /// <summary>The fixed part of the time to first token.</summary>
    public TimeSpan FirstToken { get; init; }

    /// <summary>The time between two tokens of an answer.</summary>
    public TimeSpan PerToken { get; init; }

    /// <summary>The time to read one uncached token of the prompt.</summary>
    public TimeSpan PrefillPerToken { get; init; }
}
