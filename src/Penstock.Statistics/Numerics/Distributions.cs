using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Penstock.Statistics.Numerics;

/// <summary>
/// Tail areas and quantiles of the distributions that the methods rest on. Tails are worked out as such, never as one minus the rest,
/// so that a p-value of 1e-100 has its digits. Quantiles invert these tails to the last bits: MathNet's own stop short of that in the far tail.
/// </summary>
internal static class Distributions
{
    /// <summary>Area of the standard normal distribution above <paramref name="z"/>.</summary>
    public static double NormalUpper(double z) => 0.5 * SpecialFunctions.Erfc(z / Constants.Sqrt2);

    /// <summary>Area of the standard normal distribution below <paramref name="z"/>.</summary>
    public static double NormalLower(double z) => NormalUpper(-z);

    /// <summary>The z below which a share of the standard normal distribution lies.</summary>
    public static double NormalQuantile(double share) => Normal.InvCDF(0, 1, share);

    /// <summary>The z that leaves the level between −z and z: 1.96 for 0.95.</summary>
    public static double NormalCritical(double level) => -NormalQuantile((1 - level) / 2);

    /// <summary>The p-value of a standard normal statistic.</summary>
    public static double NormalP(double z, Alternative alternative) => alternative switch
    {
        Alternative.Less => NormalLower(z),
        Alternative.Greater => NormalUpper(z),
        Alternative.TwoSided => Math.Min(1, 2 * NormalUpper(Math.Abs(z))),
    };

    /// <summary>Area of Student's t distribution above <paramref name="t"/>.</summary>
    public static double StudentUpper(double t, double degreesOfFreedom)
    {
        if (double.IsPositiveInfinity(degreesOfFreedom))
        {
            return NormalUpper(t);
        }

        var square = t * t;
        var tail = double.IsPositiveInfinity(square)
            ? 0
            : 0.5 * SpecialFunctions.BetaRegularized(degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + square));
        return t >= 0 ? tail : 1 - tail;
    }

    /// <summary>The p-value of a statistic with Student's t distribution.</summary>
    public static double StudentP(double t, double degreesOfFreedom, Alternative alternative) => alternative switch
    {
        Alternative.Less => StudentUpper(-t, degreesOfFreedom),
        Alternative.Greater => StudentUpper(t, degreesOfFreedom),
        Alternative.TwoSided => Math.Min(1, 2 * StudentUpper(Math.Abs(t), degreesOfFreedom)),
    };

    /// <summary>The t that leaves the level between −t and t.</summary>
    public static double StudentCritical(double level, double degreesOfFreedom) =>
        StudentUpperQuantile((1 - level) / 2, degreesOfFreedom);

    /// <summary>The t above which a share of Student's t distribution lies.</summary>
    public static double StudentUpperQuantile(double share, double degreesOfFreedom)
    {
        if (share > 0.5)
        {
            return -StudentUpperQuantile(1 - share, degreesOfFreedom);
        }

        var high = Math.Max(1, -NormalQuantile(share));
        while (StudentUpper(high, degreesOfFreedom) > share)
        {
            high *= 2;
        }

        return Root.Between(0, high, t => StudentUpper(t, degreesOfFreedom) - share);
    }

    /// <summary>Area of the χ² distribution above <paramref name="value"/>.</summary>
    public static double ChiSquaredUpper(double value, double degreesOfFreedom) =>
        value <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2, value / 2);

    /// <summary>The value above which a share of the χ² distribution lies.</summary>
    public static double ChiSquaredUpperQuantile(double share, double degreesOfFreedom)
    {
        var high = Math.Max(1, degreesOfFreedom);
        while (ChiSquaredUpper(high, degreesOfFreedom) > share)
        {
            high *= 2;
        }

        return Root.Between(0, high, value => ChiSquaredUpper(value, degreesOfFreedom) - share);
    }

    /// <summary>Area of the beta distribution below <paramref name="x"/>.</summary>
    public static double BetaLower(double x, double a, double b) => x <= 0 ? 0 : x >= 1 ? 1 : SpecialFunctions.BetaRegularized(a, b, x);

    /// <summary>Area of the beta distribution above <paramref name="x"/>.</summary>
    public static double BetaUpper(double x, double a, double b) => BetaLower(1 - x, b, a);

    /// <summary>The x below which a share of the beta distribution lies.</summary>
    public static double BetaQuantile(double share, double a, double b) =>
        share <= 0 ? 0 : share >= 1 ? 1 : Root.Between(0, 1, x => BetaLower(x, a, b) - share);

    /// <summary>Chance of at most <paramref name="successes"/> in so many trials of the given probability.</summary>
    public static double BinomialLower(long successes, long trials, double probability) =>
        successes < 0 ? 0 : successes >= trials ? 1 : BetaUpper(probability, successes + 1, trials - successes);

    /// <summary>Chance of at least <paramref name="successes"/> in so many trials of the given probability.</summary>
    public static double BinomialUpper(long successes, long trials, double probability) =>
        successes <= 0 ? 1 : successes > trials ? 0 : BetaLower(probability, successes, trials - successes + 1);

    /// <summary>Natural logarithm of the number of ways to choose <paramref name="chosen"/> of <paramref name="items"/>.</summary>
    public static double LogChoose(long items, long chosen) =>
        chosen == 0 || chosen == items
            ? 0
            : SpecialFunctions.GammaLn(items + 1d) - SpecialFunctions.GammaLn(chosen + 1d) - SpecialFunctions.GammaLn(items - chosen + 1d);

    /// <summary>Natural logarithm of the chance of exactly so many successes.</summary>
    public static double LogBinomial(long successes, long trials, double probability)
    {
        var hits = successes == 0 ? 0 : successes * Math.Log(probability);
        var misses = successes == trials ? 0 : (trials - successes) * Precise.LogOnePlus(-probability);
        return LogChoose(trials, successes) + hits + misses;
    }
}
