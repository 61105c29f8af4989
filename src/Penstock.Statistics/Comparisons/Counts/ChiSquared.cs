using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Counts;

/// <summary>Pearson's χ² tests on counts: whether two classifications are independent, and whether counts follow given shares.</summary>
/// <remarks>
/// Counts must be of independent events. The χ² distribution is an approximation: good where every expected count is at least 5, cautious or
/// liberal by turns below that; then use <see cref="FisherExact"/> for 2 × 2 or merge rare categories.
/// </remarks>
public static class ChiSquared
{
    private const string IndependenceMethod = "Pearson χ² test of independence";
    private const string FitMethod = "Pearson χ² goodness-of-fit test";
    private const string CramerMethod = "Cramér's V (interval from noncentral χ²)";
    private const string CohenMethod = "Cohen's w (interval from noncentral χ²)";

    /// <summary>Tests whether the rows and columns of a table of counts are independent: whether refusal reasons differ between versions.</summary>
    /// <param name="counts">The table row by row; no count negative, no row or column without any.</param>
    /// <param name="columns">How many columns it has, at least 2; the counts must fill at least 2 rows.</param>
    /// <param name="level">Confidence of the interval of the effect, above 0 and below 1.</param>
    /// <returns>The test with (r − 1)(c − 1) degrees of freedom; its effect is Cramér's V, from 0 (independent) to 1.</returns>
    /// <exception cref="ArgumentException">The counts do not fill whole rows, one is negative, or a row or column holds none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 columns, or a level that is not between 0 and 1.</exception>
    /// <remarks>
    /// V of a sample is biased upwards: independent classifications give a V of about √(degrees of freedom/n/smaller side), not 0; its interval
    /// then starts at 0 and may even lie below the estimate. The interval is cautious: at a V of 0.3 a 95 % one misses in 4 % of cases.
    /// Time O(cells). Pearson (1900), Philosophical Magazine 50:157; V: Cramér (1946), "Mathematical methods of statistics", chapter 21;
    /// interval: Steiger and Fouladi (1997), in "What if there were no significance tests?".
    /// </remarks>
    public static TestResult Independence(ReadOnlySpan<long> counts, int columns, double level = 0.95)
    {
        if (columns < 2 || columns > counts.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(columns), columns, $"Must be from 2 to the number of counts, {counts.Length}.");
        }
        Check.Level(level);
        if (counts.Length < 2 * columns || counts.Length % columns != 0)
        {
            throw new ArgumentException($"Holds {counts.Length} counts, which is not two or more rows of {columns}.", nameof(counts));
        }

        var rows = counts.Length / columns;
        var (rowSums, columnSums) = Margins(counts, columns);
        var total = (double)Total(counts, nameof(counts));
        var statistic = 0.0;
        for (var cell = 0; cell < counts.Length; cell++)
        {
            var expected = rowSums[cell / columns] * (columnSums[cell % columns] / total);
            statistic += (counts[cell] - expected) * (counts[cell] - expected) / expected;
        }

        var freedom = (rows - 1) * (columns - 1);
        var scale = total * (Math.Min(rows, columns) - 1);
        var effect = Effect(statistic, freedom, scale, level) with { Count = (long)total, Method = CramerMethod };
        effect = effect with { Interval = new Interval(effect.Lower, Math.Min(1, effect.Upper)) };
        return Result(statistic, freedom, (long)total, IndependenceMethod, effect);
    }

    /// <summary>Tests whether counts follow given shares: whether today's categories are spread as last month's.</summary>
    /// <param name="observed">Counts of at least 2 categories; none negative, not all 0.</param>
    /// <param name="expectedShares">The share each category should have: above 0. They are divided by their sum, so weights do as well.</param>
    /// <param name="level">Confidence of the interval of the effect, above 0 and below 1.</param>
    /// <returns>The test with categories − 1 degrees of freedom; its effect is Cohen's w, √(χ²/n), from 0 upwards.</returns>
    /// <exception cref="ArgumentException">Unequal lengths, fewer than 2 categories, a negative count, no count at all, or a share that is not above 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>
    /// Not where the shares were estimated from a sample themselves: compare the two samples with <see cref="Independence"/>. Time O(categories).
    /// Pearson (1900), Philosophical Magazine 50:157; w: Cohen (1988), chapter 7.
    /// </remarks>
    public static TestResult GoodnessOfFit(
        ReadOnlySpan<long> observed, ReadOnlySpan<double> expectedShares, double level = 0.95)
    {
        Check.Level(level);
        var total = (double)Total(observed, nameof(observed));
        var statistic = FitStatistic(observed, expectedShares, total);
        var freedom = observed.Length - 1;
        var effect = Effect(statistic, freedom, total, level) with { Count = (long)total, Method = CohenMethod };
        return Result(statistic, freedom, (long)total, FitMethod, effect);
    }

    private const double LeastShare = 1e-12;

    private static double FitStatistic(ReadOnlySpan<long> observed, ReadOnlySpan<double> expectedShares, double total)
    {
        if (observed.Length != expectedShares.Length || observed.Length < 2)
        {
            throw new ArgumentException(
                $"Needs one share for each of 2 or more categories; there are {expectedShares.Length} for {observed.Length}.", nameof(expectedShares));
        }

        var sum = CompensatedSum.Of(expectedShares);
        var statistic = 0.0;
        for (var category = 0; category < expectedShares.Length; category++)
        {
            if (!(expectedShares[category] >= LeastShare * sum && expectedShares[category] > 0 && double.IsFinite(sum)))
            {
                throw new ArgumentException($"Every share must be above 0, at least {LeastShare} of their sum, and the sum finite.", nameof(expectedShares));
            }

            var expected = total * (expectedShares[category] / sum);
            statistic += (observed[category] - expected) * (observed[category] - expected) / expected;
        }

        return statistic;
    }

    private static TestResult Result(double statistic, int freedom, long count, string method, Estimate effect) =>
        new(Distributions.ChiSquaredUpper(statistic, freedom), statistic, count, method)
        {
            Effect = effect,
            DegreesOfFreedom = freedom,
        };

    // The size is √(χ²/scale). Its bounds are those noncentralities for which the statistic is at either end of what is likely.
    private static Estimate Effect(double statistic, int freedom, double scale, double level)
    {
        var tail = (1 - level) / 2;
        var lower = NoncentralChiSquared.Noncentrality(statistic, freedom, 1 - tail);
        var upper = NoncentralChiSquared.Noncentrality(statistic, freedom, tail);
        var interval = new Interval(Math.Sqrt(lower / scale), Math.Sqrt(upper / scale));
        return new Estimate(Math.Sqrt(statistic / scale), interval, level, 0, string.Empty);
    }

    private static (double[] Rows, double[] Columns) Margins(ReadOnlySpan<long> counts, int columns)
    {
        var rowSums = new double[counts.Length / columns];
        var columnSums = new double[columns];
        for (var cell = 0; cell < counts.Length; cell++)
        {
            rowSums[cell / columns] += counts[cell];
            columnSums[cell % columns] += counts[cell];
        }

        if (Array.Exists(rowSums, sum => sum <= 0) || Array.Exists(columnSums, sum => sum <= 0))
        {
            throw new ArgumentException("A row or column holds no counts; leave it out.", nameof(counts));
        }

        return (rowSums, columnSums);
    }

    private static long Total(ReadOnlySpan<long> counts, string name)
    {
        var total = 0L;
        foreach (var count in counts)
        {
            if (count < 0 || count > long.MaxValue - total)
            {
                throw new ArgumentException($"Counts must not be negative, nor their sum beyond 64 bits; one is {count}.", name);
            }

            total += count;
        }

        if (total == 0)
        {
            throw new ArgumentException("Holds no counts; at least one must be above 0.", name);
        }

        return total;
    }
}
