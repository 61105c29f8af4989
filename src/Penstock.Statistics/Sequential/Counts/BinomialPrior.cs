using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Sequential.Counts;

/// <summary>
/// Where a beta-binomial mixture puts its bets: a beta distribution over the rate. It never changes what is valid, only where the
/// interval is narrowest, and must be chosen before the data.
/// </summary>
/// <param name="Successes">The first parameter, finite and above 0: successes that the bet imagines it has seen.</param>
/// <param name="Failures">The second parameter, finite and above 0: failures that it imagines.</param>
/// <param name="Hedge">The part of the stake, from 0 to below 1, that goes by <see cref="Jeffreys"/> instead, for rates far from the expected one.</param>
public readonly record struct BinomialPrior(double Successes, double Failures, double Hedge = 0)
{
    internal const double Least = 0.5;

    // Beyond this a prior cannot be told from a point, and rates of 1e-310 would make it infinite.
    internal const double Most = 1e15;
    internal const double MixtureVariance = 8;
    internal const double UsualHedge = 0.25;

    /// <summary>Half a success and half a failure (Jeffreys; Krichevsky and Trofimov): good at any rate, best at none.</summary>
    public static BinomialPrior Jeffreys => new(Least, Least);

    internal bool IsPossible => Possible(Successes) && Possible(Failures) && Hedge is >= 0 and < 1;

    /// <summary>
    /// A prior for which the interval is about as narrow as it can be at a rate and a count. A quarter of the stake is hedged, so that a rate far from the
    /// expected one costs less than a tenth of the width that <see cref="Jeffreys"/> has there.
    /// </summary>
    /// <param name="rate">The rate one expects, above 0 and below 1; or the limit that will be tested.</param>
    /// <param name="count">The number of observations at which the decision is expected, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not between 0 and 1, or the count is below 1.</exception>
    /// <remarks>
    /// A normal mixture is close to narrowest at n when its variance is (2 ln(1/α) + ln(2 ln(1/α) + 1)) times that of the mean of n (Howard, Ramdas,
    /// McAuliffe and Sekhon 2021, Annals of Statistics 49:1055, section 3.5), which is 8 at α = 0.05: hence a prior worth an eighth
    /// of the count, but at least half an observation of either kind.
    /// </remarks>
    public static BinomialPrior TightestAt(double rate, long count)
    {
        Check.Level(rate);
        Check.Count(count, 1);
        var worth = Math.Min(Most, Math.Max(count / MixtureVariance, Least / Math.Min(rate, 1 - rate)));
        return new BinomialPrior(rate * worth, (1 - rate) * worth, UsualHedge);
    }

    private static bool Possible(double parameter) => parameter is >= 1e-9 and <= 1e18;
}
