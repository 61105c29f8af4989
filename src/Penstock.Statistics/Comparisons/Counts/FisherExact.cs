using Penstock.Statistics.Comparisons.Paired;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Counts;

/// <summary>Compares two rates from independent trials by an exact test: the one for rare events and small groups.</summary>
public static class FisherExact
{
    private const string Method = "Fisher exact test";
    private const string OddsMethod = "Odds ratio (conditional maximum likelihood, exact interval)";

    /// <summary>Tests whether two rates are equal and estimates the ratio of their odds.</summary>
    /// <param name="pair">Successes and trials of the two groups.</param>
    /// <param name="level">Confidence of the interval of the odds ratio, above 0 and below 1. It has two sides whatever the alternative.</param>
    /// <param name="alternative"><see cref="Alternative.Greater"/> looks for a candidate with the higher rate.</param>
    /// <returns>
    /// The test; its statistic is the successes of the candidate. Its effect is the odds of success of the candidate over those of the
    /// baseline: 1 where they are equal, positive infinity or 0 where the counts are as far apart as the totals allow, with an infinite
    /// bound on that side. Where both groups only failed or only succeeded, 1 with an interval from 0 to infinity, and p is 1.
    /// </returns>
    /// <exception cref="ArgumentException">A group has no trials or more successes than trials, or more than ten million tables have these totals.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>
    /// <para>Assumes independent trials. Never wrong more often than it says; with few events wrong far less often, so it misses more real
    /// differences than <see cref="IndependentProportions.Test"/>. Both tails together: all tables no likelier than the one observed. The interval
    /// is of equal tails, so it may contain 1 where p is slightly below the level.</para>
    /// <para>Not for the same items on both sides: use <see cref="McNemar"/>. Time and space are O(the smaller of all successes, all
    /// failures and the trials of either group), gone through some hundred times.</para>
    /// <para>Fisher (1935), Journal of the Royal Statistical Society 98:39; interval: Cornfield (1956), 3rd Berkeley Symposium 4:135; the
    /// conditional estimate: Breslow and Day (1980).</para>
    /// </remarks>
    public static TestResult Test(ProportionPair pair, double level = 0.95, Alternative alternative = Alternative.TwoSided)
    {
        pair.Require(nameof(pair));
        Check.Level(level);

        var tables = new Hypergeometric(pair);
        var observed = pair.CandidateSuccesses;
        var p = alternative switch
        {
            Alternative.Less => tables.AtMost(observed, 0),
            Alternative.Greater => tables.AtLeast(observed, 0),
            Alternative.TwoSided => tables.NoLikelier(observed),
        };
        return new TestResult(Math.Min(1, p), observed, pair.Count, Method) { Effect = OddsRatio(tables, observed, level, pair.Count) };
    }

    private static Estimate OddsRatio(Hypergeometric tables, long observed, double level, long count)
    {
        var tail = (1 - level) / 2;
        var (isLeast, isMost) = (observed == tables.Least, observed == tables.Most);
        var lower = isLeast ? 0 : Solve(logOdds => tables.AtLeast(observed, logOdds) - tail);
        var upper = isMost ? double.PositiveInfinity : Solve(logOdds => tail - tables.AtMost(observed, logOdds));
        var value = (isLeast, isMost) switch
        {
            (true, true) => 1,
            (true, false) => 0,
            (false, true) => double.PositiveInfinity,
            (false, false) => Solve(logOdds => tables.Mean(logOdds) - observed),
        };
        return new Estimate(value, new Interval(lower, upper), level, count, OddsMethod);
    }

    // The odds at which a function that rises with them crosses zero, searched on their logarithm.
    private static double Solve(Func<double, double> rising)
    {
        var reach = 1.0;
        while (reach < 512 && (rising(-reach) > 0 || rising(reach) < 0))
        {
            reach *= 2;
        }

        return Math.Exp(Root.Between(-reach, reach, rising));
    }
}
