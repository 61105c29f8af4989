namespace Penstock.Statistics.Drift.Detectors;

/// <summary>What a <see cref="Cusum"/> watches for.</summary>
public sealed record CusumOptions
{
    /// <summary>The mean while all is well, in the unit of the observations.</summary>
    public double Target { get; init; }

    /// <summary>The standard deviation while all is well, above 0.</summary>
    public double StandardDeviation { get; init; } = 1;

    /// <summary>The slack k in standard deviations, above 0: half the shift that should be found soonest.</summary>
    public double Slack { get; init; } = 0.5;

    /// <summary>The threshold h in standard deviations, above 0; <see cref="Cusum.ThresholdFor"/> gives the one for an average run length. 4.77 stands for 370 observations, as a chart with 3σ limits has.</summary>
    public double Threshold { get; init; } = 4.77;
}
