namespace Penstock.Statistics.Comparisons.Permutations;

/// <summary>Says in one number how two samples differ: a difference of medians, of 95th percentiles, of shares.</summary>
/// <param name="baseline">Values of the first sample, in no particular order.</param>
/// <param name="candidate">Values of the second sample, in no particular order.</param>
/// <returns>A finite number, greater the more the candidate exceeds the baseline. It must depend on nothing but the values.</returns>
public delegate double TwoSampleStatistic(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate);
