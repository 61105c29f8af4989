using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons;

/// <summary>How far the Wilson limits of a rate lie below and above it: the material of Newcombe's intervals.</summary>
internal static class WilsonLimits
{
    public static (double Below, double Above) Of(long successes, long trials, double level)
    {
        var z = Distributions.NormalCritical(level);
        double n = trials, rate = (double)successes / trials, square = z * z;
        var centre = (rate + (square / (2 * n))) / (1 + (square / n));
        var half = z * Math.Sqrt((rate * (1 - rate) / n) + (square / (4 * n * n))) / (1 + (square / n));
        var lower = successes == 0 ? 0 : centre - half;
        var upper = successes == trials ? 1 : centre + half;
        return (rate - lower, upper - rate);
    }
}
