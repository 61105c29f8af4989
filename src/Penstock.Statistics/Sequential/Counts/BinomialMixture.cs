using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Sequential.Counts;

/// <summary>The beta-binomial mixture likelihood ratio against one probability, whole or cut to one side of it.</summary>
internal static class BinomialMixture
{
    private const double LeastMass = 1e-290;

    /// <summary>
    /// Natural logarithm of the e-value against "the probability is this" or, one-sided, "at most this" (greater) and "at least this" (less).
    /// The probability comes with its complement, as the one of the two that is tiny must keep its digits.
    /// </summary>
    public static double Log((long Successes, long Failures) counts, BinomialPrior prior, (double Yes, double No) probability, Alternative alternative)
    {
        var log = Single(counts, (prior.Successes, prior.Failures), probability, alternative);
        if (prior.Hedge == 0)
        {
            return log;
        }

        var hedge = Math.Log(prior.Hedge) + Single(counts, (BinomialPrior.Least, BinomialPrior.Least), probability, alternative);
        log += Precise.LogOnePlus(-prior.Hedge);
        var larger = Math.Max(log, hedge);
        return double.IsInfinity(larger) ? larger : larger + Precise.LogOnePlus(Math.Exp(Math.Min(log, hedge) - larger));
    }

    /// <summary>The probabilities whose e-value is below the threshold: they form an interval, as the logarithm is convex in the probability.</summary>
    public static Interval Between((long Successes, long Failures) counts, BinomialPrior prior, double logThreshold, Alternative alternative)
    {
        var lower = alternative == Alternative.Less ? 0 : Lower(counts, prior, logThreshold, alternative);
        var upper = alternative == Alternative.Greater ? 1 : Upper(counts, prior, logThreshold, alternative);
        return new Interval(lower, upper);
    }

    /// <summary>The lower end of these probabilities; 0 where nothing bounds them from below.</summary>
    public static double Lower((long Successes, long Failures) counts, BinomialPrior prior, double logThreshold, Alternative alternative)
    {
        var rate = (double)counts.Successes / (counts.Successes + counts.Failures);
        return counts.Successes == 0 ? 0 : Root.Between(0, rate, p => Near(Log(counts, prior, (p, 1 - p), alternative) - logThreshold));
    }

    /// <summary>The upper end of these probabilities; 1 where nothing bounds them from above.</summary>
    public static double Upper((long Successes, long Failures) counts, BinomialPrior prior, double logThreshold, Alternative alternative)
    {
        var rate = (double)counts.Successes / (counts.Successes + counts.Failures);
        return counts.Failures == 0 ? 1 : Root.Between(rate, 1, p => Near(Log(counts, prior, (p, 1 - p), alternative) - logThreshold));
    }

    // So near to the threshold the rest is rounding.
    private static double Near(double difference) => Math.Abs(difference) < 1e-10 ? 0 : difference;

    private static double Single(
        (long Successes, long Failures) counts, (double Successes, double Failures) prior, (double Yes, double No) probability,
        Alternative alternative) => alternative switch
    {
        Alternative.TwoSided => DirichletMixture.LogBayesFactor(counts, prior, probability),
        Alternative.Greater => Above(counts, prior, probability),
        Alternative.Less => Above((counts.Failures, counts.Successes), (prior.Failures, prior.Successes), (probability.No, probability.Yes)),
    };

    // The mixture over the larger probabilities alone: the whole one times posterior over prior mass above.
    private static double Above((long Successes, long Failures) counts, (double Successes, double Failures) prior, (double Yes, double No) probability)
    {
        var weight = Distributions.BetaLower(probability.No, prior.Failures, prior.Successes);
        if (weight < LeastMass)
        {
            // Too little prior mass is left above to be weighed, whatever the data: a gambler who does not bet.
            return 0;
        }

        var whole = DirichletMixture.LogBayesFactor(counts, prior, probability);
        if (double.IsPositiveInfinity(whole))
        {
            return counts.Successes > 0 && probability.Yes <= 0 ? whole : double.NegativeInfinity;
        }

        var mass = Distributions.BetaLower(probability.No, prior.Failures + counts.Failures, prior.Successes + counts.Successes);
        return whole + Math.Log(mass) - Math.Log(weight);
    }
}
