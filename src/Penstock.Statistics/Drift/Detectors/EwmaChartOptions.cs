namespace Penstock.Statistics.Drift.Detectors;

/// <summary>What an <see cref="EwmaChart"/> watches for.</summary>
public sealed record EwmaChartOptions
{
    /// <summary>The mean while all is well, in the unit of the observations.</summary>
    public double Target { get; init; }

    /// <summary>The standard deviation while all is well, above 0.</summary>
    public double StandardDeviation { get; init; } = 1;

    /// <summary>The weight λ of the newest observation, above 0 and at most 1. Small weights find small shifts.</summary>
    public double Weight { get; init; } = 0.1;

    /// <summary>The width L of the limits in standard deviations of the average, above 0; <see cref="EwmaChart.WidthFor"/> gives the one for an average run length. 2.814 at weight 0.1 stands for 500 observations.</summary>
    public double Width { get; init; } = 2.814;
}
