using Penstock.Statistics.Intervals;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>Plans for demonstrations: so many trials, at most so many failures (mostly none), and the failure rate is shown to be below a limit.</summary>
/// <remarks>
/// Assumes independent trials of equal failure rate and a number of trials fixed beforehand: no stopping early and no trying again after a
/// failure. Exact (binomial). A demonstration of zero failures passes seldom unless the true rate is far below the limit: look at <see cref="Power"/> first.
/// Not for rates that are estimated rather than bounded (<see cref="ProportionPlan"/>). Source: Clopper and Pearson (1934), Biometrika
/// 26:404; Meeker, Hahn and Escobar (2017), Statistical Intervals. Constant time, up to a root search when failures are allowed.
/// </remarks>
public static class ZeroFailurePlan
{
    private const string Method = "Exact binomial demonstration";

    /// <summary>How many trials show that the failure rate lies below the limit.</summary>
    /// <param name="limit">The failure rate to stay below: above 0 and below 1.</param>
    /// <param name="level">The confidence: above 0 and below 1.</param>
    /// <param name="failures">How many failures still pass: 0 or more.</param>
    /// <returns>The number of trials; with no failures ln(1−level)/ln(1−limit).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>Not to be extended after a failure: allow for it beforehand. Source: as the class.</remarks>
    public static PlannedSize SampleSize(double limit, double level = 0.95, long failures = 0)
    {
        Check.Level(limit);
        Check.Level(level);
        CheckFailures(failures);
        if (failures == 0)
        {
            return PlannedSize.Of(Precise.LogOnePlus(-level) / Precise.LogOnePlus(-limit), Method, least: 1);
        }

        var high = (failures + 2) / limit;
        while (Distributions.BetaUpper(limit, failures + 1, high - failures) > 1 - level)
        {
            high *= 2;
        }

        var exact = Root.Between(failures + 1e-9, high, count => Distributions.BetaUpper(limit, failures + 1, count - failures) - (1 - level));
        return PlannedSize.Of(exact, Method, least: failures + 1);
    }

    /// <summary>The chance that a system of a given failure rate passes.</summary>
    /// <param name="count">Trials: at least 1.</param>
    /// <param name="rate">The true failure rate: 0 to 1.</param>
    /// <param name="failures">How many failures still pass: 0 or more.</param>
    /// <returns>The chance of at most so many failures; (1−rate)^count with none allowed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>At the limit itself this is one minus the level. Source: the binomial distribution.</remarks>
    public static double Power(long count, double rate, long failures = 0)
    {
        Check.Count(count, 1);
        Check.Probability(rate);
        CheckFailures(failures);
        return failures == 0 ? Math.Exp(count * Precise.LogOnePlus(-rate)) : Distributions.BinomialLower(failures, count, rate);
    }

    /// <summary>The failure rate that so many trials with so many failures show to be an upper bound.</summary>
    /// <param name="count">Trials: at least 1.</param>
    /// <param name="level">The confidence: above 0 and below 1.</param>
    /// <param name="failures">How many failures were seen: 0 to <paramref name="count"/>.</param>
    /// <returns>The Clopper-Pearson upper bound: above 0, at most 1; 1 − (1−level)^(1/count) with none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>The same as <see cref="Proportions.ClopperPearsonUpper"/>, under the name that planning looks for. Source: as the class.</remarks>
    public static double DetectableRate(long count, double level = 0.95, long failures = 0)
    {
        Check.Count(count, 1);
        Check.Level(level);
        if (failures < 0 || failures > count)
        {
            throw new ArgumentOutOfRangeException(nameof(failures), failures, $"Must be from 0 to the number of trials, {count}.");
        }

        return Proportions.ExactUpper(failures, count, 1 - level);
    }

    // Beyond it the areas of the binomial distribution lose their digits; a plan that allows so many failures is a test of a rate.
    private static void CheckFailures(long failures)
    {
        if (failures is < 0 or > 1_000_000)
        {
            throw new ArgumentOutOfRangeException(nameof(failures), failures, "Must be from 0 to 1,000,000.");
        }
    }
}
