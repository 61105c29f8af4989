namespace Penstock.Statistics.Drift.Detectors;

/// <summary>A <see cref="SeasonalBaseline"/> as saved.</summary>
public sealed record SeasonalBaselineState
{
    /// <summary>The options.</summary>
    public required SeasonalBaselineOptions Options { get; init; }

    /// <summary>The observations of each slot.</summary>
    public required long[] Counts { get; init; }

    /// <summary>The mean of each slot.</summary>
    public required double[] Means { get; init; }

    /// <summary>The variance of each slot, at least 0.</summary>
    public required double[] Variances { get; init; }

    /// <summary>The variance around the means of all slots, at least 0.</summary>
    public required double Pooled { get; init; }

    /// <summary>How many observations the pooled variance rests on.</summary>
    public required long PooledCount { get; init; }
}
