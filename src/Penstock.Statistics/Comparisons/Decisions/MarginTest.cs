using Penstock.Statistics.Comparisons.Clusters;
using Penstock.Statistics.Comparisons.Counts;
using Penstock.Statistics.Comparisons.Independent;
using Penstock.Statistics.Comparisons.Paired;
using Penstock.Statistics.Comparisons.VarianceReduction;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Decisions;

/// <summary>
/// Non-inferiority and equivalence: is the candidate at most so much worse, or as good as the same? A test of no difference that finds
/// nothing does not show it, a small sample finds nothing either. These hold the whole interval against a margin.
/// </summary>
/// <remarks>
/// <para>An interval of level 1 − 2α gives a test at α: 0.95 tests at 2.5 %, 0.90 at the customary 5 %. The margin is a decision about the
/// product and must be fixed before the data are seen.</para>
/// <para>Each takes any estimate of a difference, candidate minus baseline: of <see cref="PairedMeans"/>, <see cref="Welch"/>,
/// <see cref="RelativeLift"/>, <see cref="PairedProportions"/>, <see cref="IndependentProportions"/>, <see cref="ClusterRobust"/>,
/// <see cref="Cuped"/>, <see cref="RatioMetric"/>, or an always-valid one, which may be looked at again and again. The verdict is as
/// sound as the interval. Time O(1). Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15:657; Wellek (2010), "Testing statistical hypotheses
/// of equivalence and noninferiority".</para>
/// </remarks>
public static class MarginTest
{
    /// <summary>Whether the candidate is no worse than the baseline by more than a margin.</summary>
    /// <param name="difference">Candidate minus baseline.</param>
    /// <param name="margin">The loss that is still acceptable, in the unit of the difference: finite, not negative. 0 asks whether it is better.</param>
    /// <param name="better">Which way the metric should go.</param>
    /// <returns>Pass where the whole interval is better than the margin, fail where all of it is worse, else inconclusive.</returns>
    /// <exception cref="ArgumentException">The estimate is no estimate: a NaN, bounds the wrong way round, a level that is not between 0 and 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative, NaN or infinite.</exception>
    public static MarginDecision NonInferiority(Estimate difference, double margin, Better better = Better.Higher)
    {
        Check.NotNegative(margin);
        Check.Estimate(difference);
        var acceptable = better == Better.Higher
            ? new Interval(-margin, double.PositiveInfinity)
            : new Interval(double.NegativeInfinity, margin);
        return Decide(difference, acceptable);
    }

    /// <summary>Whether the candidate differs from the baseline by less than a margin in either direction.</summary>
    /// <param name="difference">Candidate minus baseline.</param>
    /// <param name="margin">The difference that does not matter, in the unit of the difference: finite, above 0.</param>
    /// <returns>Pass where the whole interval lies within the margins, fail where all of it lies outside, else inconclusive.</returns>
    /// <exception cref="ArgumentException">The estimate is no estimate: a NaN, bounds the wrong way round, a level that is not between 0 and 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not above 0, NaN or infinite.</exception>
    /// <remarks>The two one-sided tests (TOST) of Schuirmann (1987), read from the interval.</remarks>
    public static MarginDecision Equivalence(Estimate difference, double margin)
    {
        Check.Positive(margin);
        return Equivalence(difference, new Interval(-margin, margin));
    }

    /// <summary>Whether the difference lies between two margins that need not be alike.</summary>
    /// <param name="difference">Candidate minus baseline.</param>
    /// <param name="acceptable">The differences that do not matter: finite bounds, the lower below the upper.</param>
    /// <returns>Pass where the whole interval lies within the margins, fail where all of it lies outside, else inconclusive.</returns>
    /// <exception cref="ArgumentException">The estimate is no estimate, or the margins are not finite or the wrong way round.</exception>
    public static MarginDecision Equivalence(Estimate difference, Interval acceptable)
    {
        Check.Estimate(difference);
        if (!double.IsFinite(acceptable.Width) || !(acceptable.Width > 0))
        {
            throw new ArgumentException(
                $"Must have finite bounds, the lower below the upper; they are {acceptable.Lower} and {acceptable.Upper}.", nameof(acceptable));
        }

        return Decide(difference, acceptable);
    }

    private static MarginDecision Decide(Estimate difference, Interval acceptable)
    {
        var isInside = difference.Lower > acceptable.Lower && difference.Upper < acceptable.Upper;
        var isOutside = difference.Upper < acceptable.Lower || difference.Lower > acceptable.Upper;
        var verdict = isInside || IsOpen(difference, acceptable) ? Verdict.Pass : isOutside ? Verdict.Fail : Verdict.Inconclusive;
        return new MarginDecision(verdict, difference, acceptable, (1 - difference.Level) / 2)
        {
            PValue = PValue(difference, acceptable),
            CountNeeded = verdict == Verdict.Inconclusive ? CountNeeded(difference, acceptable) : null,
        };
    }

    // With one margin the other side is infinite, and so may be the bound on that side.
    private static bool IsOpen(Estimate difference, Interval acceptable) =>
        (double.IsPositiveInfinity(acceptable.Upper) && difference.Lower > acceptable.Lower)
        || (double.IsNegativeInfinity(acceptable.Lower) && difference.Upper < acceptable.Upper);

    private static double? PValue(Estimate difference, Interval acceptable)
    {
        if (difference is not { StandardError: { } error, DegreesOfFreedom: { } freedom })
        {
            return null;
        }

        if (error == 0)
        {
            return 1;
        }

        var above = double.IsFinite(acceptable.Lower)
            ? Distributions.StudentUpper((difference.Value - acceptable.Lower) / error, freedom)
            : 0;
        var below = double.IsFinite(acceptable.Upper)
            ? Distributions.StudentUpper((acceptable.Upper - difference.Value) / error, freedom)
            : 0;
        return Math.Max(above, below);
    }

    // Widths shrink with the root of the count, so the count must grow by the square of width needed over distance to go.
    private static long? CountNeeded(Estimate difference, Interval acceptable)
    {
        var value = difference.Value;
        var (down, up) = (value - difference.Lower, difference.Upper - value);
        var growth = acceptable.Contains(value)
            ? Math.Max(down / (value - acceptable.Lower), up / (acceptable.Upper - value))
            : value < acceptable.Lower ? up / (acceptable.Lower - value) : down / (value - acceptable.Upper);
        var needed = Math.Ceiling(difference.Count * growth * growth) + 1;
        return double.IsFinite(needed) && needed < long.MaxValue ? (long)needed : null;
    }
}
