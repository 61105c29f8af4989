namespace Penstock.Statistics.Drift;

/// <summary>How <see cref="DomainClassifier"/> works.</summary>
public sealed record DomainClassifierOptions
{
    /// <summary>How many parts are held out in turn, 2 to 20.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>
    /// The ridge penalty on standardised weights, above 0. Null for the number of dimensions: as if the log odds were expected to spread by about 1 before any
    /// vector is seen.
    /// </summary>
    public double? Penalty { get; init; }

    /// <summary>The confidence of the interval, above 0 and below 1.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The seed of the split; the same seed gives the same result whatever the number of cores.</summary>
    public ulong Seed { get; init; } = 1;
}
