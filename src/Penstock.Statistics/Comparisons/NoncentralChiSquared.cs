using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons;

/// <summary>The χ² distribution of a statistic whose null hypothesis is false: what the interval of an effect size inverts.</summary>
internal static class NoncentralChiSquared
{
    /// <summary>Area below a value: Poisson weights of half the noncentrality over central χ² with 2 more degrees of freedom each.</summary>
    public static double Lower(double value, double freedom, double noncentrality)
    {
        if (value <= 0)
        {
            return 0;
        }

        var mean = noncentrality / 2;
        var half = value / 2;
        var spread = 12 * Math.Sqrt(mean + 1);
        var last = (long)Math.Ceiling(mean + spread + 40);
        var first = (long)Math.Max(0, Math.Floor(mean - spread - 40));

        // Downwards, so that the central area grows by positive terms and loses no digits.
        var area = 1 - Distributions.ChiSquaredUpper(value, freedom + (2 * last));
        var shape = (freedom / 2) + last;
        var sum = 0.0;
        for (var term = last; term >= first; term--, shape--)
        {
            sum += Math.Exp(LogPoisson(term, mean)) * area;
            area += Math.Exp(((shape - 1) * Math.Log(half)) - half - MathNet.Numerics.SpecialFunctions.GammaLn(shape));
        }

        return Math.Min(1, sum);
    }

    /// <summary>The noncentrality at which the area below a value is the given share; 0 where even that leaves less.</summary>
    public static double Noncentrality(double value, double freedom, double share)
    {
        if (value <= 0 || Lower(value, freedom, 0) <= share)
        {
            return 0;
        }

        var high = value + 1;
        while (Lower(value, freedom, high) > share)
        {
            high *= 2;
        }

        return Root.Between(0, high, noncentrality => Lower(value, freedom, noncentrality) - share);
    }

    private static double LogPoisson(long count, double mean) =>
        mean == 0
            ? count == 0 ? 0 : double.NegativeInfinity
            : (count * Math.Log(mean)) - mean - MathNet.Numerics.SpecialFunctions.GammaLn(count + 1d);
}
