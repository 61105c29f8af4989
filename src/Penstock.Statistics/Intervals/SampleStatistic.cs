namespace Penstock.Statistics.Intervals;

/// <summary>One number that sums up a sample: a median, a trimmed mean, a ratio.</summary>
/// <param name="sample">The values in ascending order or a resample of them in any order. Only valid during the call.</param>
/// <returns>A finite number that depends on the values and not on their order.</returns>
public delegate double SampleStatistic(ReadOnlySpan<double> sample);
