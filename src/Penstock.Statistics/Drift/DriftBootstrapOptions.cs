namespace Penstock.Statistics.Drift;

/// <summary>How <see cref="DriftBootstrap"/> resamples.</summary>
public sealed record DriftBootstrapOptions
{
    /// <summary>How many times both samples are drawn anew, 100 to 1,000,000.</summary>
    public int Resamples { get; init; } = 999;

    /// <summary>The confidence of the interval, above 0 and below 1.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The seed; the same seed gives the same interval.</summary>
    public ulong Seed { get; init; } = 1;
}
