namespace Penstock.Statistics.Drift.Detectors;

/// <summary>What an <see cref="Adwin"/> watches for.</summary>
public sealed record AdwinOptions
{
    /// <summary>The chance δ of a false alarm at one check, above 0 and below 1.</summary>
    public double Delta { get; init; } = 0.002;

    /// <summary>
    /// The largest minus the smallest value that can occur, above 0: 1 for shares and verdicts. For values without a bound (latency) the width of what is usual; the guarantee is then approximate.
    /// </summary>
    public double Range { get; init; } = 1;

    /// <summary>Cuts are sought after every so many observations, 1 to 10,000.</summary>
    public int Clock { get; init; } = 32;
}
