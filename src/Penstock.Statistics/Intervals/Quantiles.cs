using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Intervals;

/// <summary>
/// Quantiles of independent observations, such as a latency p95, with intervals between two observations of the sample that hold for
/// every distribution.
/// </summary>
/// <remarks>
/// The interval rests on counting alone: how many of n observations lie below the true quantile is binomial. Exact for continuous
/// distributions, at least its coverage for those with ties. Not for a figure that is read repeatedly while it grows (use a
/// sequential bound), for values out of a histogram whose buckets are wider than the interval, or for correlated requests in a
/// burst. Sorting a copy takes O(n log n) time and O(n) memory; choosing the ranks O(log n).
/// Source: Conover (1999), Practical Nonparametric Statistics; David and Nagaraja (2003), Order Statistics.
/// </remarks>
public static class Quantiles
{
    private const string TwoSidedMethod = "Order-statistic interval of a quantile";
    private const string LowerMethod = "Order-statistic lower bound of a quantile";
    private const string UpperMethod = "Order-statistic upper bound of a quantile";

    /// <summary>The point estimate alone: linear between order statistics, at rank 1 + (n−1)·share.</summary>
    /// <param name="sample">The observations: at least one, all finite, in any order and unit.</param>
    /// <param name="share">The share of the distribution below the quantile: 0 to 1, 0.95 for p95. 0 gives the smallest value and 1 the largest.</param>
    /// <returns>The quantile in the unit of the observations.</returns>
    /// <exception cref="ArgumentException">The sample is empty or holds NaN or an infinite value.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside 0 to 1.</exception>
    /// <remarks>
    /// Not as a decision: without an interval nobody can tell a change from chance. Source: Hyndman and Fan (1996), American
    /// Statistician 50:361, definition 7 (the default of NumPy, R and Excel). O(n log n).
    /// </remarks>
    public static double Point(ReadOnlySpan<double> sample, double share)
    {
        Check.Sample(sample);
        Check.Probability(share);
        return OfSorted(Sorted(sample), share);
    }

    /// <summary>The quantile with a two-sided interval, at most half of the doubt on each side.</summary>
    /// <param name="sample">Independent observations: at least one, all finite, in any order and unit.</param>
    /// <param name="share">The share of the distribution below the quantile: above 0 and below 1.</param>
    /// <param name="level">The confidence that the interval must reach: above 0 and below 1.</param>
    /// <returns>The quantile, the interval, the coverage that it really has and the ranks it lies between. A side that no observation can bound at this level is infinite.</returns>
    /// <exception cref="ArgumentException">The sample is empty or holds NaN or an infinite value.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share or the level is outside its range.</exception>
    /// <remarks>A p95 at 95 % has an upper bound from n = 72 on, a p99 from n = 368 on. Not for one-sided questions: use <see cref="Upper"/> or <see cref="Lower"/>. Source: as the class.</remarks>
    public static QuantileEstimate TwoSided(ReadOnlySpan<double> sample, double share, double level = 0.95)
    {
        Check.Sample(sample);
        CheckShare(share);
        Check.Level(level);
        var tail = (1 - level) / 2;
        var ranks = (LowerRank(sample.Length, share, tail), UpperRank(sample.Length, share, tail));
        return Of(Sorted(sample), share, level, ranks, TwoSidedMethod);
    }

    /// <summary>The quantile with a bound below it: for a floor.</summary>
    /// <param name="sample">Independent observations: at least one, all finite, in any order and unit.</param>
    /// <param name="share">The share of the distribution below the quantile: above 0 and below 1.</param>
    /// <param name="level">The confidence that the one bound must reach: above 0 and below 1.</param>
    /// <returns>The quantile and the interval from the bound to positive infinity.</returns>
    /// <exception cref="ArgumentException">The sample is empty or holds NaN or an infinite value.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share or the level is outside its range.</exception>
    /// <remarks>Not when both ends matter: use <see cref="TwoSided"/>. Source: as the class.</remarks>
    public static QuantileEstimate Lower(ReadOnlySpan<double> sample, double share, double level = 0.95)
    {
        Check.Sample(sample);
        CheckShare(share);
        Check.Level(level);
        var ranks = (LowerRank(sample.Length, share, 1 - level), sample.Length + 1);
        return Of(Sorted(sample), share, level, ranks, LowerMethod);
    }

    /// <summary>The quantile with a bound above it: for a ceiling such as "p95 below 800 ms".</summary>
    /// <param name="sample">Independent observations: at least one, all finite, in any order and unit.</param>
    /// <param name="share">The share of the distribution below the quantile: above 0 and below 1.</param>
    /// <param name="level">The confidence that the one bound must reach: above 0 and below 1.</param>
    /// <returns>The quantile and the interval from negative infinity to the bound; the bound too is infinite while n is too small (a p95 at 95 %: below 59 observations).</returns>
    /// <exception cref="ArgumentException">The sample is empty or holds NaN or an infinite value.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share or the level is outside its range.</exception>
    /// <remarks>Not when both ends matter: use <see cref="TwoSided"/>. Source: as the class; also known as a tolerance bound, Wilks (1941), Annals of Mathematical Statistics 12:91.</remarks>
    public static QuantileEstimate Upper(ReadOnlySpan<double> sample, double share, double level = 0.95)
    {
        Check.Sample(sample);
        CheckShare(share);
        Check.Level(level);
        var ranks = (0, UpperRank(sample.Length, share, 1 - level));
        return Of(Sorted(sample), share, level, ranks, UpperMethod);
    }

    /// <summary>Type 7 of values that are in order already.</summary>
    internal static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        var at = (sorted.Length - 1) * share;
        var below = (int)at;
        var part = at - below;
        if (part == 0 || sorted[below] == sorted[below + 1])
        {
            return sorted[below];
        }

        return ((1 - part) * sorted[below]) + (part * sorted[below + 1]);
    }

    private static void CheckShare(double share)
    {
        if (!(share > 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "Must be above 0 and below 1, such as 0.95 for p95; no sample bounds the ends of a distribution.");
        }
    }

    private static double[] Sorted(ReadOnlySpan<double> sample)
    {
        var sorted = sample.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    private static QuantileEstimate Of(double[] sorted, double share, double level, (int Lower, int Upper) ranks, string method)
    {
        var interval = new Interval(
            ranks.Lower == 0 ? double.NegativeInfinity : sorted[ranks.Lower - 1],
            ranks.Upper > sorted.Length ? double.PositiveInfinity : sorted[ranks.Upper - 1]);
        var estimate = new Estimate(OfSorted(sorted, share), interval, level, sorted.Length, method);
        return new QuantileEstimate(estimate, Coverage(sorted.Length, share, ranks), ranks.Lower, ranks.Upper);
    }

    private static double Coverage(int count, double share, (int Lower, int Upper) ranks)
    {
        var below = ranks.Lower == 0 ? 0 : Distributions.BinomialLower(ranks.Lower - 1, count, share);
        var above = ranks.Upper > count ? 0 : Distributions.BinomialUpper(ranks.Upper, count, share);
        return 1 - below - above;
    }

    // The r-th observation lies above the quantile when fewer than r lie below it; the largest r for which that is rare enough.
    private static int LowerRank(int count, double share, double tail)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            if (Distributions.BinomialLower(middle - 1, count, share) <= tail)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    // The s-th observation lies below the quantile when s or more lie below it; the smallest s for which that is rare enough.
    private static int UpperRank(int count, double share, double tail)
    {
        var (low, high) = (1, count + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Distributions.BinomialUpper(middle, count, share) <= tail)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
