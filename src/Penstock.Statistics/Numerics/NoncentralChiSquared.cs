using MathNet.Numerics;

namespace Penstock.Statistics.Numerics;

/// <summary>The χ² distribution of a statistic whose null hypothesis is false: what the interval of an effect size inverts.</summary>
internal static class NoncentralChiSquared
{
    // The sum has some root of this many terms. Beyond it the normal approximation is right to 6 digits.
    private const double Large = 1e5;
    private const double Longest = 1e9;

    /// <summary>Area below a value: Poisson weights of half the noncentrality over central χ² with 2 more degrees of freedom each.</summary>
    public static double Lower(double value, double freedom, double noncentrality)
    {
        if (value <= 0)
        {
            return 0;
        }

        if (noncentrality > Longest)
        {
            // The sum would be long, and the root of the statistic is as good as normal.
            var spread = (freedom + (2 * noncentrality)) / (2 * (freedom + noncentrality));
            return Distributions.NormalLower((Math.Sqrt(value) - Math.Sqrt(freedom + noncentrality - spread)) / Math.Sqrt(spread));
        }

        var mean = noncentrality / 2;
        if (mean == 0)
        {
            return 1 - Distributions.ChiSquaredUpper(value, freedom);
        }

        // Beyond 9 standard deviations of the Poisson weights nothing is left that a double would show.
        var half = value / 2;
        var reach = (9 * Math.Sqrt(mean)) + 30;
        var last = (long)Math.Ceiling(mean + reach);
        var first = (long)Math.Max(0, Math.Floor(mean - reach));
        var shape = (freedom / 2) + last;
        var (logMean, logHalf) = (Math.Log(mean), Math.Log(half));
        var logWeight = (last * logMean) - mean - SpecialFunctions.GammaLn(last + 1d);
        var logStep = ((shape - 1) * logHalf) - half - SpecialFunctions.GammaLn(shape);

        // Downwards, so that the central area grows by positive terms and loses no digits.
        var area = 1 - Distributions.ChiSquaredUpper(value, freedom + (2 * last));
        var sum = 0.0;
        for (var term = last; term >= first; term--, shape--)
        {
            sum += Math.Exp(logWeight) * area;
            area += Math.Exp(logStep);
            logWeight += Math.Log(term) - logMean;
            logStep += Math.Log(shape - 1) - logHalf;
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

        if (value > Large)
        {
            // The root of the statistic is then normal about the root of noncentrality + freedom − 1, with variance 1.
            var root = Math.Sqrt(value) - Distributions.NormalQuantile(share);
            return Math.Max(0, (root * root) - freedom + 1);
        }

        var high = value + 1;
        while (Lower(value, freedom, high) > share)
        {
            high *= 2;
        }

        return Root.Between(0, high, noncentrality => Lower(value, freedom, noncentrality) - share);
    }
}
