using Penstock.Statistics.Numerics;
using Penstock.Statistics.Sequential.Bounded;
using Penstock.Statistics.Sequential.Counts;
using Penstock.Statistics.Sequential.QuantileBounds;

namespace Penstock.Statistics.Sequential;

/// <summary>The difference of two arms, first minus second, from one always-valid sequence for each. Holds at every look at once.</summary>
/// <remarks>
/// Assumes what the sequences assume, and that the arms are independent of each other: different requests, not two answers to the same one (for
/// pairs, put the differences into one <see cref="BettingConfidenceSequence"/> from −1 to 1). The arms may have any sizes and grow in any order.
/// </remarks>
public static class SequentialDifference
{
    /// <summary>The name of the method for rates.</summary>
    public const string RateMethod = "Difference of rates by the mean of beta-binomial e-processes and their product";

    /// <summary>The name of the method for bounded means.</summary>
    public const string MeanMethod = "Difference of means by two betting confidence sequences (union bound)";

    /// <summary>The name of the method for quantiles.</summary>
    public const string QuantileMethod = "Difference of quantiles by two sequential bounds (union bound)";

    private const double GoldenShare = 0.38196601125010515;

    // The reach is flat at its largest, so half the digits in the part are all the digits in the reach.
    private const double GoldenWidth = 1e-6;

    /// <summary>The difference of two rates.</summary>
    /// <param name="first">The first arm, with at least one outcome.</param>
    /// <param name="second">The second arm, with at least one outcome.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>First rate minus second, with its interval within −1 to 1; the count is that of both arms.</returns>
    /// <exception cref="ArgumentNullException">An arm is missing.</exception>
    /// <exception cref="InvalidOperationException">An arm has no outcome yet.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>
    /// The e-process of each arm is one for the pair of rates, and so are their product and the mean of the three; the interval holds the
    /// differences of all pairs where that mean is below 1/α. The pairs form a convex set, so a search finds its ends. With arms of equal size
    /// this is narrower than combining two intervals, with a small canary about as wide. Some 3,000 evaluations.
    /// For rare failures <see cref="RareEventComparison"/> decides sooner.
    /// </remarks>
    public static Estimate OfRates(BinomialConfidenceSequence first, BinomialConfidenceSequence second, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var value = first.Read(level).Value - second.Read(level).Value;
        var interval = new Interval(Math.Min(value, -Largest(second, first, level)), Math.Max(value, Largest(first, second, level)));
        return new Estimate(value, interval, level, first.Count + second.Count, RateMethod);
    }

    /// <summary>The difference of the means of two arms with bounded values.</summary>
    /// <param name="first">The first arm, with at least one observation.</param>
    /// <param name="second">The second arm, with at least one observation.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>First mean minus second, with its interval; the count is that of both arms.</returns>
    /// <exception cref="ArgumentNullException">An arm is missing.</exception>
    /// <exception cref="InvalidOperationException">An arm has no observation yet.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>Each arm's interval misses with half the chance (Bonferroni). Where both arms have thousands of observations, the asymptotic sequence of the difference is narrower.</remarks>
    public static Estimate OfMeans(BettingConfidenceSequence first, BettingConfidenceSequence second, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Check.Level(level);
        return Combined(first.Read(HalfMissing(level)), second.Read(HalfMissing(level)), level, MeanMethod);
    }

    /// <summary>The difference of a quantile between two arms.</summary>
    /// <param name="first">The first arm, with at least one value.</param>
    /// <param name="second">The second arm, with at least one value.</param>
    /// <param name="quantile">Which quantile, above 0 and below 1.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>First quantile minus second, with its interval, infinite where an arm has too few values for a bound; the count is that of both arms.</returns>
    /// <exception cref="ArgumentNullException">An arm is missing.</exception>
    /// <exception cref="InvalidOperationException">An arm has no value yet.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The quantile or the level is not between 0 and 1.</exception>
    /// <remarks>Each arm's interval misses with half the chance (Bonferroni; the intervals: Howard and Ramdas 2022, Bernoulli 28:1704).</remarks>
    public static Estimate OfQuantiles(
        QuantileConfidenceSequence first, QuantileConfidenceSequence second, double quantile, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Check.Level(level);
        return Combined(first.Read(quantile, HalfMissing(level)), second.Read(quantile, HalfMissing(level)), level, QuantileMethod);
    }

    private static double HalfMissing(double level) => 1 - ((1 - level) / 2);

    private static Estimate Combined(Estimate first, Estimate second, double level, string method)
    {
        var interval = new Interval(first.Lower - second.Upper, first.Upper - second.Lower);
        return new Estimate(first.Value - second.Value, interval, level, first.Count + second.Count, method);
    }

    // With the e-value of the first arm at exp(part), the second may reach what keeps the mean of both and their product at the threshold. The
    // difference that they reach together is concave in that part, as the e-processes are log-convex, so the golden section finds the largest.
    private static double Largest(BinomialConfidenceSequence first, BinomialConfidenceSequence second, double level)
    {
        var most = 3 / (1 - level);
        double Reach(double part) =>
            BinomialMixture.Upper(first.Counts, first.Prior, part, Alternative.TwoSided)
            - BinomialMixture.Lower(second.Counts, second.Prior, Rest(most, part), Alternative.TwoSided);

        var (low, high) = (Smallest(first), Rest(most, Smallest(second)));
        var (left, right) = (low + (GoldenShare * (high - low)), high - (GoldenShare * (high - low)));
        var (atLeft, atRight) = (Reach(left), Reach(right));
        var largest = Math.Max(Math.Max(atLeft, atRight), Math.Max(Reach(low), Reach(high)));
        while (high - low > GoldenWidth)
        {
            if (atLeft > atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = low + (GoldenShare * (high - low));
                atLeft = Reach(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = high - (GoldenShare * (high - low));
                atRight = Reach(right);
            }

            largest = Math.Max(largest, Math.Max(atLeft, atRight));
        }

        return largest;
    }

    // a + b + ab = most, solved for ln b; nothing is left for b where a alone is beyond it.
    private static double Rest(double most, double logOther) => Math.Log(Math.Max(0, most - Math.Exp(logOther)) / (1 + Math.Exp(logOther)));

    private static double Smallest(BinomialConfidenceSequence arm)
    {
        var (successes, failures) = arm.Counts;
        return BinomialMixture.Log(arm.Counts, arm.Prior, ((double)successes / arm.Count, (double)failures / arm.Count), Alternative.TwoSided);
    }
}
