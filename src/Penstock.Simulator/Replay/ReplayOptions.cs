namespace Penstock.Simulator.Replay;

/// <summary>What a replay sends, where and how fast.</summary>
internal sealed record ReplayOptions
{
    public required string Trace { get; init; }

    /// <summary>The base URL, <c>/v1</c> included.</summary>
    public required Uri Url { get; init; }

    public string? Key { get; init; }

    public required string Model { get; init; }

    public double Speed { get; init; } = 1;

    /// <summary>How much of the trace, in the trace's own time.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.MaxValue;

    public bool Stream { get; init; }

    public bool IsAnthropic { get; init; }

    /// <summary>How many leading tokens all prompts share.</summary>
    public int SharedPrefix { get; init; }

    /// <summary>How long one request may take.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The engines whose totals are compared with what callers were told.</summary>
    public IReadOnlyList<Uri> Served { get; init; } = [];
}
