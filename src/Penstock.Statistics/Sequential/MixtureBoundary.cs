using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Sequential;

/// <summary>
/// The normal mixture behind the asymptotic confidence sequence and the mSPRT: the likelihood ratio of a mean against one drawn from a
/// normal distribution with ρ² times the variance of an observation, and the distance at which that ratio reaches 1/α.
/// </summary>
internal static class MixtureBoundary
{
    /// <summary>ln of the mixture likelihood ratio: 0 where nothing is known, finite always.</summary>
    public static double LogEvidence(double count, double distance, double variance, double rhoSquared, Alternative alternative)
    {
        // A variance that vanishes beside the mixing variance counts as none.
        if (!(variance > 0) || !double.IsFinite(count * rhoSquared))
        {
            return 0;
        }

        var growth = 1 + (count * rhoSquared);
        var z = count * distance * Math.Sqrt(rhoSquared / (variance * growth));
        var log = alternative switch
        {
            Alternative.TwoSided => z * z / 2,
            Alternative.Greater => OneSided(z),
            Alternative.Less => OneSided(-z),
        };
        return Math.Min(log - (0.5 * Math.Log(growth)), double.MaxValue);
    }

    /// <summary>The distance from the estimate to the bound.</summary>
    public static double HalfWidth(double count, double variance, double rhoSquared, double alpha, Alternative alternative)
    {
        var growth = 1 + (count * rhoSquared);
        var log = alternative == Alternative.TwoSided
            ? Math.Log(Math.Sqrt(growth) / alpha)
            : Precise.LogOnePlus(Math.Sqrt(growth) / (2 * alpha));
        return Math.Sqrt(variance * 2 * growth / (count * count * rhoSquared) * log);
    }

    /// <summary>The interval around an estimate, with the bounds that the alternative asks for.</summary>
    public static Interval Around(double estimate, double halfWidth, Alternative alternative) => alternative switch
    {
        Alternative.TwoSided => new Interval(estimate - halfWidth, estimate + halfWidth),
        Alternative.Greater => new Interval(estimate - halfWidth, double.PositiveInfinity),
        Alternative.Less => new Interval(double.NegativeInfinity, estimate + halfWidth),
    };

    /// <summary>The p-value that an e-value stands for.</summary>
    public static double PValue(double logEvidence) => Math.Exp(-Math.Max(0, logEvidence));

    // ln(2 Φ(z) exp(z²/2)); far below zero Φ underflows, and its tail expansion takes over.
    private static double OneSided(double z) => z > -30
        ? Math.Log(2 * Distributions.NormalLower(z)) + (z * z / 2)
        : -Math.Log(-z * Math.Sqrt(Math.PI / 2));
}
