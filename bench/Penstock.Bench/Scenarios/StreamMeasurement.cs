namespace Penstock.Bench.Scenarios;

/// <summary>What the streams of one system in one round showed.</summary>
internal sealed record StreamMeasurement
{
    public required string System { get; init; }

    public required int Round { get; init; }

    public required int Streams { get; init; }

    public required double FirstTokenP50Ms { get; init; }

    public required double FirstTokenP99Ms { get; init; }

    public required double GapP50Ms { get; init; }

    public required double GapP99Ms { get; init; }

    public required double GapMaxMs { get; init; }

    public required long LostChunks { get; init; }

    /// <summary>Streams with a gap longer than ten paces.</summary>
    public required int Stalled { get; init; }

    /// <summary>Streams that were refused, broke off, or ended without finish reason and terminator.</summary>
    public required int Failed { get; init; }

    /// <summary>All streams ask the same, so one text is right and more mean that some arrived altered.</summary>
    public required int DifferentTexts { get; init; }

    public double? ResidentMiB { get; init; }

    /// <summary>Processor time the system used, as a share of one core.</summary>
    public double? Cores { get; init; }

    public double OthersCores { get; init; }

    public bool Disturbed { get; init; }
}
