using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>
/// The population stability index: how far the shares of bins or categories have moved from a reference to a current sample,
/// Σ (current − reference) · ln(current / reference). It is 0 for equal shares and has no upper bound.
/// </summary>
/// <remarks>
/// The index is symmetric (it is Jeffreys' divergence, 1946). The customary marks 0.1 and 0.25 ignore the sample size: with 200 rows a side and
/// ten bins the index exceeds 0.1 by chance alone in one case of three, with 1,000 rows in one of ten million. Compare it with <see cref="Threshold"/>, or read the p-value; with
/// many thousands of rows read the index, because then every trifle is significant. A share below 0.0001 counts as 0.0001, so that an empty
/// bin gives a large number and not infinity. The null distribution is χ² scaled by 1/n + 1/m: Yurdakul (2018), "Statistical properties of
/// population stability index", Western Michigan University.
/// </remarks>
public static class PopulationStability
{
    private const string QuantileMethod = "Population stability index, bins from reference quantiles";
    private const string CategoryMethod = "Population stability index of categories";
    private const double LeastShare = 1e-4;

    /// <summary>The index of a number, with bins that hold equal shares of the reference. O(n log n).</summary>
    /// <param name="reference">The sample that is taken as normal; at least 2 values.</param>
    /// <param name="current">The sample to compare; at least 1 value.</param>
    /// <param name="bins">
    /// How many bins, 2 to 1,000; ten is customary. Equal quantiles are merged, so that fewer may be left. A reference with at most so many
    /// different values gets one bin for each of them; a reference of one value only gets three: below, equal, above.
    /// </param>
    /// <returns>The index as statistic; the chance of one as large without drift (approximate: of 5 % asked for it rejects 5.5 % at 100 rows a bin on both sides, and 15 % at 6).</returns>
    /// <exception cref="ArgumentException">A sample is too short or holds a value that is not finite, or the bins are out of range.</exception>
    public static TestResult OfQuantiles(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, int bins = 10)
    {
        Check.Sample(reference, 2);
        Check.Sample(current);
        Bins(bins);
        var (before, after) = ReferenceBins.Count(reference, current, bins);
        return Result(before, after, QuantileMethod);
    }

    /// <summary>The index of categories: languages, models, tools, finish reasons. O(k).</summary>
    /// <param name="reference">How often each category occurred in the reference; 0 where it did not.</param>
    /// <param name="current">How often each category occurred now, in the same order.</param>
    /// <returns>As <see cref="OfQuantiles"/>; categories that occur in neither are left out.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative, or a side counts nothing.</exception>
    public static TestResult OfCategories(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        CategoryCounts.Totals(reference, current);
        return Result(reference, current, CategoryMethod);
    }

    /// <summary>The index that samples of these sizes exceed by chance alone with probability 1 − <paramref name="level"/>.</summary>
    /// <param name="bins">The number of bins or categories, at least 2.</param>
    /// <param name="referenceCount">Rows of the reference, at least 1.</param>
    /// <param name="currentCount">Rows of the current sample, at least 1.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>χ²(bins − 1) at the level times (1/n + 1/m).</returns>
    /// <exception cref="ArgumentException">A count, the bins or the level is out of range.</exception>
    public static double Threshold(int bins, long referenceCount, long currentCount, double level = 0.95)
    {
        Bins(bins);
        Check.Count(referenceCount, 1);
        Check.Count(currentCount, 1);
        Check.Level(level);
        return Distributions.ChiSquaredUpperQuantile(1 - level, bins - 1) * ((1.0 / referenceCount) + (1.0 / currentCount));
    }

    internal static void Bins(int bins)
    {
        if (bins is < 2 or > 1_000)
        {
            throw new ArgumentOutOfRangeException(nameof(bins), bins, "Must be from 2 to 1,000; 10 is customary.");
        }
    }

    private static TestResult Result(ReadOnlySpan<long> reference, ReadOnlySpan<long> current, string method)
    {
        var (before, after) = CategoryCounts.Totals(reference, current);
        var index = 0.0;
        for (var bin = 0; bin < reference.Length; bin++)
        {
            if (reference[bin] + current[bin] > 0)
            {
                var old = Math.Max(LeastShare, (double)reference[bin] / before);
                var now = Math.Max(LeastShare, (double)current[bin] / after);
                index += (now - old) * Math.Log(now / old);
            }
        }

        var degrees = CategoryCounts.Seen(reference, current) - 1;
        var p = degrees == 0 ? 1 : Distributions.ChiSquaredUpper(index / ((1.0 / before) + (1.0 / after)), degrees);
        return new TestResult(p, index, before + after, method) { DegreesOfFreedom = degrees };
    }
}
