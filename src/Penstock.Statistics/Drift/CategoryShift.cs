using Penstock.Statistics.Comparisons.Counts;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>
/// Whether the shares of categories changed between two periods: Pearson's χ² test, with Cramér's V as effect size, 0 for equal shares and 1 for
/// nothing in common.
/// </summary>
/// <remarks>
/// <see cref="ChiSquared.Independence"/> of period and category, with categories that occur in neither period left out. Assumes independent observations and
/// expected counts of about 5 and more: pool rare categories first. With thousands of rows read V, not the p-value: a V of 0.1 is small, 0.3 is not.
/// </remarks>
public static class CategoryShift
{
    /// <summary>Tests for any change of the shares. O(k).</summary>
    /// <param name="reference">How often each category occurred in the reference; 0 where it did not.</param>
    /// <param name="current">How often each category occurred now, in the same order.</param>
    /// <param name="level">The confidence of the interval of V, above 0 and below 1.</param>
    /// <returns>χ² as statistic and V as effect. If only one category occurs, p is 1, V is 0 and its interval 0 to 1.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative, a side counts nothing, or the level is out of range.</exception>
    public static TestResult Test(ReadOnlySpan<long> reference, ReadOnlySpan<long> current, double level = 0.95)
    {
        Check.Level(level);
        var (before, after) = CategoryCounts.Totals(reference, current);
        var seen = CategoryCounts.Seen(reference, current);
        if (seen == 1)
        {
            const string method = "Pearson χ² test of independence";
            return new TestResult(1, 0, before + after, method)
            {
                DegreesOfFreedom = 0,
                Effect = new Estimate(0, new Interval(0, 1), level, before + after, "Cramér's V"),
            };
        }

        var table = new long[2 * seen];
        for (int index = 0, column = 0; index < reference.Length; index++)
        {
            if (reference[index] + current[index] > 0)
            {
                (table[column], table[seen + column]) = (reference[index], current[index]);
                column++;
            }
        }

        return ChiSquared.Independence(table, seen, level);
    }
}
