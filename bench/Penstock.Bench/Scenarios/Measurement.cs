namespace Penstock.Bench.Scenarios;

/// <summary>One figure set of one system in one round.</summary>
internal sealed record Measurement
{
    public required string System { get; init; }

    /// <summary>What varies inside a scenario: callers, or a rate.</summary>
    public required string Case { get; init; }

    public required int Round { get; init; }

    public double RequestsPerSecond { get; init; }

    public double P50Ms { get; init; }

    public double P90Ms { get; init; }

    public double P99Ms { get; init; }

    public double P999Ms { get; init; }

    public long Answered { get; init; }

    public long Failures { get; init; }

    /// <summary>Resident memory of the system at the end of the measurement.</summary>
    public double? ResidentMiB { get; init; }

    /// <summary>Processor time the system used, as a share of one core.</summary>
    public double? Cores { get; init; }

    /// <summary>Processor time that processes outside the run used, as a share of one core.</summary>
    public double OthersCores { get; init; }

    /// <summary>Whether others used so much that the figures say nothing.</summary>
    public bool Disturbed { get; init; }
}
