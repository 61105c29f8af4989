using MathNet.Numerics;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>
/// Pearson's χ² test of whether the shares of categories changed between two periods, with Cramér's V as effect size: 0 for equal shares, 1 for
/// nothing in common.
/// </summary>
/// <remarks>
/// Assumes independent observations and expected counts of about 5 and more: pool rare categories first. With thousands of rows read V, not the
/// p-value. The interval of V inverts the noncentral χ² distribution (Smithson 2003, "Confidence intervals", chapter 4).
/// Pearson (1900), Philosophical Magazine 50:157; Cramér (1946), "Mathematical methods of statistics", §21.9.
/// </remarks>
public static class CategoryShift
{
    private const string Method = "Pearson's χ² test of two sets of counts";
    private const string EffectMethod = "Cramér's V, noncentral χ² interval";

    /// <summary>Tests for any change of the shares. No continuity correction. O(k).</summary>
    /// <param name="reference">How often each category occurred in the reference; 0 where it did not.</param>
    /// <param name="current">How often each category occurred now, in the same order.</param>
    /// <param name="level">The confidence of the interval of V, above 0 and below 1.</param>
    /// <returns>χ² as statistic and V as effect. With one category p is 1 and V is 0; categories that occur in neither are left out.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative, a side counts nothing, or the level is out of range.</exception>
    public static TestResult Test(ReadOnlySpan<long> reference, ReadOnlySpan<long> current, double level = 0.95)
    {
        Check.Level(level);
        var (before, after) = CategoryCounts.Totals(reference, current);
        var statistic = 0.0;
        for (var index = 0; index < reference.Length; index++)
        {
            var both = reference[index] + current[index];
            if (both > 0)
            {
                // Of the share of the reference: both cells of a category in one term.
                var gap = ((double)reference[index] * after) - ((double)current[index] * before);
                statistic += gap / before * (gap / after) / both;
            }
        }

        var count = before + after;
        var degrees = CategoryCounts.Seen(reference, current) - 1;
        var p = degrees == 0 ? 1 : Distributions.ChiSquaredUpper(statistic, degrees);
        var interval = degrees == 0 ? new Interval(0, 1) : VInterval(statistic, degrees, count, level);
        return new TestResult(p, statistic, count, Method)
        {
            DegreesOfFreedom = degrees,
            Effect = new Estimate(Math.Min(1, Math.Sqrt(statistic / count)), interval, level, count, EffectMethod),
        };
    }

    private static Interval VInterval(double statistic, int degrees, long count, double level)
    {
        var tail = (1 - level) / 2;
        var high = statistic + (20 * Math.Sqrt(statistic + degrees)) + 100;
        var lower = NoncentralUpper(statistic, degrees, 0) >= tail
            ? 0
            : Root.Between(0, high, center => NoncentralUpper(statistic, degrees, center) - tail);
        var upper = 1 - NoncentralUpper(statistic, degrees, 0) <= tail
            ? 0
            : Root.Between(0, high, center => NoncentralUpper(statistic, degrees, center) - (1 - tail));
        return new Interval(Math.Min(1, Math.Sqrt(lower / count)), Math.Min(1, Math.Sqrt(upper / count)));
    }

    // A Poisson mixture of central tails (Johnson, Kotz and Balakrishnan 1995, equation 29.2); what lies 12 standard deviations out is nothing.
    // Each tail follows from the one before, Q(a + 1, x) = Q(a, x) + xᵃe⁻ˣ/Γ(a + 1), or large samples would take seconds.
    private static double NoncentralUpper(double statistic, int degrees, double center)
    {
        if (center == 0 || statistic == 0)
        {
            return Distributions.ChiSquaredUpper(statistic, degrees);
        }

        var rate = center / 2;
        var spread = (12 * Math.Sqrt(rate)) + 20;
        var first = Math.Floor(Math.Max(0, rate - spread));
        var tail = Distributions.ChiSquaredUpper(statistic, degrees + (2 * first));
        var half = statistic / 2;
        var weight = (first * Math.Log(rate)) - rate - SpecialFunctions.GammaLn(first + 1);
        var step = ((first + (degrees / 2.0)) * Math.Log(half)) - half - SpecialFunctions.GammaLn(first + (degrees / 2.0) + 1);
        var sum = 0.0;
        for (var k = first; k <= rate + spread; k++)
        {
            sum += Math.Exp(weight) * Math.Min(1, tail);
            tail += Math.Exp(step);
            weight += Math.Log(rate / (k + 1));
            step += Math.Log(half / (k + (degrees / 2.0) + 1));
        }

        return Math.Min(1, sum);
    }
}
