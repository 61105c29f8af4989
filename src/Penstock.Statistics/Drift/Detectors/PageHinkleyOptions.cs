namespace Penstock.Statistics.Drift.Detectors;

/// <summary>What a <see cref="PageHinkley"/> test watches for.</summary>
public sealed record PageHinkleyOptions
{
    /// <summary>The change that is borne, δ, in the unit of the observations, at least 0: half the change that should be found soonest.</summary>
    public double Tolerance { get; init; } = 0.005;

    /// <summary>The threshold λ in the unit of the observations, above 0. Higher is slower and quieter.</summary>
    public double Threshold { get; init; } = 50;

    /// <summary>How many observations must be seen before an alarm, at least 1: the mean of the first few is no reference.</summary>
    public int Least { get; init; } = 30;
}
