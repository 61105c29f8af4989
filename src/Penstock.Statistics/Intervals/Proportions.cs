using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Intervals;

/// <summary>
/// Intervals of a probability from independent trials that each succeed or fail: a pass rate, a share of refusals, an error rate.
/// </summary>
/// <remarks>
/// <para>All assume independent trials of equal probability and a number of trials that was fixed beforehand. Not for clustered
/// trials (several items of one conversation or user: use a cluster-robust mean), for a figure that is read again and again while
/// it grows (use a confidence sequence), or for scores between 0 and 1 that are not counts (use <see cref="Means"/>).</para>
/// <para>Which: <see cref="Wilson"/> to show, since it is covered at its level on average over the true probability;
/// <see cref="ClopperPearson"/> to decide, since it is never wrong more often than its level says, whatever the probability.
/// Counts are taken as sufficient; the order of the trials does not matter. All run in constant time.</para>
/// <para>The standard error of the results is √(p̂(1−p̂)/n). It is 0 where none or all succeeded and says nothing there; the interval does.</para>
/// </remarks>
public static class Proportions
{
    internal const long MostExact = 10_000_000_000;
    private const string WilsonMethod = "Wilson score interval";
    private const string WilsonLowerMethod = "Wilson score lower bound";
    private const string WilsonUpperMethod = "Wilson score upper bound";
    private const string ClopperPearsonMethod = "Clopper-Pearson exact interval";
    private const string ClopperPearsonLowerMethod = "Clopper-Pearson exact lower bound";
    private const string ClopperPearsonUpperMethod = "Clopper-Pearson exact upper bound";
    private const string AgrestiCoullMethod = "Agresti-Coull interval";
    private const string RuleOfThreeMethod = "Rule of three";
    private const string ZeroEventsMethod = "Exact upper bound for zero events";

    /// <summary>The interval of all probabilities that a score test would not reject: the default to show beside a rate.</summary>
    /// <param name="successes">How many trials succeeded: 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many trials there were: at least 1.</param>
    /// <param name="level">The confidence: above 0 and below 1.</param>
    /// <returns>The rate and its interval, within 0 and 1. It never has width zero, not even at 0 of n.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The counts or the level are outside their range.</exception>
    /// <remarks>
    /// Not when n·p or n·(1−p) may be below 1, as with an error rate of 0.1 % in 100 requests: there it is wrong in 9.5 % of cases
    /// at a level of 95 %, and in up to 17 % at the worst p (about 0.17/n); use <see cref="ClopperPearson"/>.
    /// Source: Wilson (1927), JASA 22:209; Brown, Cai and DasGupta (2001), Statistical Science 16:101, equation 4.
    /// </remarks>
    public static Estimate Wilson(long successes, long trials, double level = 0.95)
    {
        Check.Successes(successes, trials);
        Check.Level(level);
        var z = Distributions.NormalCritical(level);
        var interval = new Interval(ScoreLower(successes, trials, z), 1 - ScoreLower(trials - successes, trials, z));
        return Of(successes, trials, interval, level, WilsonMethod);
    }

    /// <summary>A value that the probability exceeds with confidence <paramref name="level"/>, by the score test: all the doubt is put below.</summary>
    /// <param name="successes">How many trials succeeded: 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many trials there were: at least 1.</param>
    /// <param name="level">The confidence of the one bound. The lower end of a two-sided interval of 95 % is the bound of level 97.5 %.</param>
    /// <returns>The rate and the interval from the bound to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The counts or the level are outside their range.</exception>
    /// <remarks>
    /// Not for a gate: it is too high too often, near 1 (n = 30 and p = 0.916: wrong in 7.2 % of cases at level 95 %) and far more near 0 (up to 20 %);
    /// use <see cref="ClopperPearsonLower"/>. Source: Wilson (1927), JASA 22:209; its one-sided error: Cai (2005), J. Statistical
    /// Planning and Inference 131:63.
    /// </remarks>
    public static Estimate WilsonLower(long successes, long trials, double level = 0.95)
    {
        Check.Successes(successes, trials);
        Check.Level(level);
        var lower = ScoreLower(successes, trials, -Distributions.NormalQuantile(1 - level));
        return Of(successes, trials, new Interval(lower, 1), level, WilsonLowerMethod);
    }

    /// <summary>A value that the probability stays below with confidence <paramref name="level"/>, by the score test: all the doubt is put above.</summary>
    /// <param name="successes">How many trials succeeded: 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many trials there were: at least 1.</param>
    /// <param name="level">The confidence of the one bound.</param>
    /// <returns>The rate and the interval from 0 to the bound.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The counts or the level are outside their range.</exception>
    /// <remarks>Not for a ceiling on a rate, for the mirrored reason (n = 100 and p = 2.7 %: wrong in 6.5 % of cases at level 95 %); use <see cref="ClopperPearsonUpper"/>. Source: as <see cref="WilsonLower"/>.</remarks>
    public static Estimate WilsonUpper(long successes, long trials, double level = 0.95)
    {
        Check.Successes(successes, trials);
        Check.Level(level);
        var upper = 1 - ScoreLower(trials - successes, trials, -Distributions.NormalQuantile(1 - level));
        return Of(successes, trials, new Interval(0, upper), level, WilsonUpperMethod);
    }

    /// <summary>The interval of all probabilities that neither one-sided exact binomial test would reject: the one to decide by.</summary>
    /// <param name="successes">How many trials succeeded: 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many trials there were: 1 to 10^10; beyond, rounding would reach the bound.</param>
    /// <param name="level">The confidence: above 0 and below 1.</param>
    /// <returns>The rate and its interval, within 0 and 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The counts or the level are outside their range.</exception>
    /// <remarks>
    /// Covers the truth at least as often as the level says at every n and p, so it is wider than needed on average, most of all
    /// for rare events; where that costs too much and an occasional excess is bearable use <see cref="Wilson"/>.
    /// Source: Clopper and Pearson (1934), Biometrika 26:404, by quantiles of the beta distribution.
    /// </remarks>
    public static Estimate ClopperPearson(long successes, long trials, double level = 0.95)
    {
        CheckExact(successes, trials);
        Check.Level(level);
        var tail = (1 - level) / 2;
        var interval = new Interval(ExactLower(successes, trials, tail), ExactUpper(successes, trials, tail));
        return Of(successes, trials, interval, level, ClopperPearsonMethod);
    }

    /// <summary>A value that the probability exceeds with confidence at least <paramref name="level"/>: the bound for a gate on a pass rate.</summary>
    /// <param name="successes">How many trials succeeded: 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many trials there were: 1 to 10^10; beyond, rounding would reach the bound.</param>
    /// <param name="level">The confidence of the one bound. The lower end of a two-sided interval of 95 % is the bound of level 97.5 %.</param>
    /// <returns>The rate and the interval from the bound to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The counts or the level are outside their range.</exception>
    /// <remarks>Not when both ends matter: use <see cref="ClopperPearson"/>. Source: as <see cref="ClopperPearson"/>.</remarks>
    public static Estimate ClopperPearsonLower(long successes, long trials, double level = 0.95)
    {
        CheckExact(successes, trials);
        Check.Level(level);
        return Of(successes, trials, new Interval(ExactLower(successes, trials, 1 - level), 1), level, ClopperPearsonLowerMethod);
    }

    /// <summary>A value that the probability stays below with confidence at least <paramref name="level"/>: the bound for a ceiling on an error rate.</summary>
    /// <param name="successes">How many trials succeeded: 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many trials there were: 1 to 10^10; beyond, rounding would reach the bound.</param>
    /// <param name="level">The confidence of the one bound.</param>
    /// <returns>The rate and the interval from 0 to the bound.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The counts or the level are outside their range.</exception>
    /// <remarks>Not when both ends matter: use <see cref="ClopperPearson"/>. Source: as <see cref="ClopperPearson"/>.</remarks>
    public static Estimate ClopperPearsonUpper(long successes, long trials, double level = 0.95)
    {
        CheckExact(successes, trials);
        Check.Level(level);
        return Of(successes, trials, new Interval(0, ExactUpper(successes, trials, 1 - level)), level, ClopperPearsonUpperMethod);
    }

    /// <summary>The plain interval p̃ ± z·√(p̃(1−p̃)/ñ) after adding z² trials, half of them successes: Wilson's by hand.</summary>
    /// <param name="successes">How many trials succeeded: 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many trials there were: at least 1.</param>
    /// <param name="level">The confidence: above 0 and below 1.</param>
    /// <returns>The observed rate (not p̃) and the interval, cut to 0 and 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The counts or the level are outside their range.</exception>
    /// <remarks>
    /// Here so that figures of others can be reproduced. Contains Wilson's interval and is never narrower; for new work use
    /// <see cref="Wilson"/>. Source: Agresti and Coull (1998), American Statistician 52:119; Brown et al. (2001), equation 5.
    /// </remarks>
    public static Estimate AgrestiCoull(long successes, long trials, double level = 0.95)
    {
        Check.Successes(successes, trials);
        Check.Level(level);
        var z = Distributions.NormalCritical(level);
        var count = trials + (z * z);
        var centre = (successes + (z * z / 2)) / count;
        var half = z * Math.Sqrt(centre * (1 - centre) / count);
        return Of(successes, trials, new Interval(Math.Max(0, centre - half), Math.Min(1, centre + half)), level, AgrestiCoullMethod);
    }

    /// <summary>The upper bound 3/n for the rate of an event that was never seen, at about 95 %: for the back of an envelope.</summary>
    /// <param name="trials">How many trials there were, all without the event: at least 1.</param>
    /// <returns>The rate 0 and the interval from 0 to 3/n, at most 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no trials.</exception>
    /// <remarks>
    /// Slightly above the exact bound (10 % against 9.5 % at n = 30). For any other level, or for few trials, use
    /// <see cref="RuleOfThreeExact"/>; once the event was seen, <see cref="ClopperPearsonUpper"/>. Source: Hanley and Lippman-Hand (1983), JAMA 249:1743.
    /// </remarks>
    public static Estimate RuleOfThree(long trials)
    {
        Check.Count(trials, 1);
        return Of(0, trials, new Interval(0, Math.Min(1, 3d / trials)), 0.95, RuleOfThreeMethod);
    }

    /// <summary>The upper bound 1 − (1−level)^(1/n) for the rate of an event that was never seen.</summary>
    /// <param name="trials">How many trials there were, all without the event: at least 1.</param>
    /// <param name="level">The confidence of the one bound: above 0 and below 1.</param>
    /// <returns>The rate 0 and the interval from 0 to the bound: what <see cref="ClopperPearsonUpper"/> gives for 0 of n.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no trials or the level is outside its range.</exception>
    /// <remarks>
    /// Not for a rate whose number of trials was chosen by its outcome ("the last 30 since the fault"), which it then understates.
    /// Source: Hanley and Lippman-Hand (1983), JAMA 249:1743.
    /// </remarks>
    public static Estimate RuleOfThreeExact(long trials, double level = 0.95)
    {
        Check.Count(trials, 1);
        Check.Level(level);
        return Of(0, trials, new Interval(0, ExactUpper(0, trials, 1 - level)), level, ZeroEventsMethod);
    }

    private static void CheckExact(long successes, long trials)
    {
        Check.Successes(successes, trials);
        if (trials > MostExact)
        {
            throw new ArgumentOutOfRangeException(nameof(trials), trials, $"Must be at most {MostExact:N0} for an exact bound: beyond, rounding reaches it.");
        }
    }

    /// <summary>The lower end of the score interval; the upper end is one minus that of the failures, so that both ends swap exactly with the labels.</summary>
    internal static double ScoreLower(double successes, double trials, double z)
    {
        if (successes <= 0 && z >= 0)
        {
            return 0;
        }

        var square = z * z;
        var root = z * Math.Sqrt((successes * (trials - successes) / trials) + (square / 4));
        return Math.Clamp((successes + (square / 2) - root) / (trials + square), 0, 1);
    }

    /// <summary>The probability at which as many successes or more have the chance <paramref name="tail"/>.</summary>
    internal static double ExactLower(long successes, long trials, double tail)
    {
        if (successes == 0)
        {
            return 0;
        }

        return successes == trials
            ? Math.Exp(Math.Log(tail) / trials)
            : Distributions.BetaQuantile(tail, successes, trials - successes + 1);
    }

    /// <summary>The probability at which as many successes or fewer have the chance <paramref name="tail"/>.</summary>
    internal static double ExactUpper(long successes, long trials, double tail)
    {
        if (successes == trials)
        {
            return 1;
        }

        return successes == 0
            ? -Precise.ExpMinusOne(Math.Log(tail) / trials)
            : Distributions.BetaQuantile(1 - tail, successes + 1, trials - successes);
    }

    private static Estimate Of(long successes, long trials, Interval interval, double level, string method)
    {
        var rate = (double)successes / trials;
        var ordered = interval with { Upper = Math.Max(interval.Lower, interval.Upper) };
        return new Estimate(rate, ordered, level, trials, method) { StandardError = Math.Sqrt(rate * (1 - rate) / trials) };
    }
}
