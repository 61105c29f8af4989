namespace Penstock.Statistics.Sequential.Counts;

/// <summary>The state of a <see cref="SampleRatioSequence"/>.</summary>
/// <param name="Shares">The share of each arm, above 0, together 1.</param>
/// <param name="Concentration">The concentration of the prior, above 0.</param>
/// <param name="Counts">How many units each arm has.</param>
/// <param name="LargestLogEValue">The largest logarithm of the e-value at any look so far, 0 or more.</param>
public sealed record SampleRatioState(double[] Shares, double Concentration, long[] Counts, double LargestLogEValue);
