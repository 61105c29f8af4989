namespace Penstock.Statistics.Drift.Detectors;

/// <summary>An <see cref="EwmaChart"/> as saved.</summary>
public sealed record EwmaChartState
{
    /// <summary>The options.</summary>
    public required EwmaChartOptions Options { get; init; }

    /// <summary>The observations and the last alarm.</summary>
    public required AlarmLogState Log { get; init; }

    /// <summary>The average minus the target, in standard deviations of an observation.</summary>
    public required double Average { get; init; }

    /// <summary>The part of the limit's variance that is still to come: (1 − λ) to the power of twice the observations since the start; 0 to 1.</summary>
    public required double Fading { get; init; }

    /// <summary>The observations since the average last crossed the target.</summary>
    public required long Run { get; init; }
}
