namespace Penstock.Statistics.Sequential.QuantileBounds;

/// <summary>The state of a <see cref="QuantileConfidenceSequence"/>.</summary>
/// <param name="TightestAt">The number of values at which the bounds are narrowest, at least 1.</param>
/// <param name="Bins">The occupied bins of the histogram by their number, ascending.</param>
/// <param name="Counts">How many values each of them holds, at least 1.</param>
public sealed record QuantileState(long TightestAt, int[] Bins, long[] Counts);
