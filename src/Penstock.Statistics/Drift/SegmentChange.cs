using Penstock.Statistics.Numerics;
using Penstock.Statistics.Sequential.Accumulators;

namespace Penstock.Statistics.Drift;

/// <summary>One segment in two periods: its number of observations, mean and spread in each. A count of 0 says that it did not occur.</summary>
/// <param name="Segment">What the segment is called.</param>
/// <param name="Before">The segment in the first period.</param>
/// <param name="After">The segment in the second period.</param>
public sealed record SegmentChange(string Segment, MeanState Before, MeanState After)
{
    /// <summary>A segment of which successes are counted, such as passed evaluations.</summary>
    /// <param name="segment">What the segment is called.</param>
    /// <param name="before">Successes and trials of the first period; 0 of 0 where it did not occur.</param>
    /// <param name="after">Successes and trials of the second period; 0 of 0 where it did not occur.</param>
    /// <exception cref="ArgumentException">There are more successes than trials, or a count is negative.</exception>
    public static SegmentChange OfRates(string segment, (long Successes, long Trials) before, (long Successes, long Trials) after) =>
        new(segment, Rate(before.Successes, before.Trials), Rate(after.Successes, after.Trials));

    private static MeanState Rate(long successes, long trials)
    {
        if (trials == 0 && successes == 0)
        {
            return new MeanState(0, 0, 0);
        }

        Check.Successes(successes, trials);
        var rate = (double)successes / trials;
        return new MeanState(trials, rate, successes * (1 - rate));
    }
}
