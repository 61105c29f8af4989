using Penstock.Statistics.Intervals;

namespace Penstock.Statistics.Comparisons.Counts;

/// <summary>How far the Wilson limits of a rate lie below and above it: the material of Newcombe's intervals.</summary>
internal static class WilsonLimits
{
    public static (double Below, double Above) Of(long successes, long trials, double level)
    {
        var rate = Proportions.Wilson(successes, trials, level);
        return (rate.Value - rate.Lower, rate.Upper - rate.Value);
    }
}
