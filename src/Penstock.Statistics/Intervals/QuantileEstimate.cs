namespace Penstock.Statistics.Intervals;

/// <summary>A quantile, its interval between two order statistics, and how sure that interval really is.</summary>
/// <param name="Estimate">The quantile (Hyndman-Fan type 7) and the interval; <see cref="Statistics.Estimate.Level"/> is the confidence that was asked for.</param>
/// <param name="Coverage">The confidence that the interval has for a continuous distribution: at least the one that was asked for. Counting comes in steps, so it is seldom equal.</param>
/// <param name="LowerRank">The rank of the observation that is the lower bound, 1 for the smallest; 0 where that side is infinite.</param>
/// <param name="UpperRank">The rank of the observation that is the upper bound; one more than the number of observations where that side is infinite.</param>
public readonly record struct QuantileEstimate(Estimate Estimate, double Coverage, long LowerRank, long UpperRank);
