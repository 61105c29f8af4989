namespace Penstock.Statistics.Drift.Detectors;

/// <summary>How a <see cref="SeasonalBaseline"/> learns.</summary>
public sealed record SeasonalBaselineOptions
{
    /// <summary>How many slots a season has, 1 to 100,000: 168 for the hours of a week.</summary>
    public int Slots { get; init; } = 168;

    /// <summary>The weight of the newest observation of a slot, above 0 and at most 0.5. Until a slot has seen 1/weight observations it takes their plain mean.</summary>
    public double Weight { get; init; } = 0.1;

    /// <summary>What lies further out than so many standard deviations counts as if it lay there, 1 to 10: an incident must not become normal at once.</summary>
    public double Clip { get; init; } = 3;

    /// <summary>How many observations a slot needs before it says what is normal, at least 2.</summary>
    public int Least { get; init; } = 3;
}
