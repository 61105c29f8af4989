using Penstock.Statistics.Intervals;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.VarianceReduction;

/// <summary>
/// Pulls extreme values in to a limit, so that one request of a hundred dollars does not decide a comparison of means. What is compared
/// afterwards is the winsorised mean: say so beside the figure.
/// </summary>
/// <remarks>
/// The limits must not depend on the arm: limits of each arm's own would hide a difference in the tail and make tests too sure. Take them
/// from earlier data (<see cref="LimitsOf"/>), from both arms together (<see cref="PooledLimits"/>), or fix them by hand. Not where the tail
/// itself matters, as for a bill: there compare totals, or quantiles. Dixon and Tukey (1968), Technometrics 10:83.
/// </remarks>
public static class Winsorising
{
    /// <summary>The quantiles of a reference sample as limits.</summary>
    /// <param name="reference">Finite values, at least 1: best from before the experiment.</param>
    /// <param name="lowerShare">Share of the reference below the lower limit: 0 to leave the lower tail alone, below <paramref name="upperShare"/>.</param>
    /// <param name="upperShare">Share of the reference below the upper limit: 0.99 to pull in the highest per cent, 1 to leave the upper tail alone.</param>
    /// <returns>The limits; infinite where a tail is left alone.</returns>
    /// <exception cref="ArgumentException">An empty sample, NaN or infinite values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A share outside 0 to 1, or a lower share that is not below the upper.</exception>
    /// <remarks>Quantiles by linear interpolation between order statistics (Hyndman and Fan 1996, definition 7). Time O(n log n), space O(n).</remarks>
    public static WinsorLimits LimitsOf(ReadOnlySpan<double> reference, double lowerShare, double upperShare)
    {
        Check.Sample(reference);
        return Limits(reference.ToArray(), lowerShare, upperShare);
    }

    /// <summary>The quantiles of both arms together as limits.</summary>
    /// <param name="baseline">Finite values, at least 1.</param>
    /// <param name="candidate">Finite values, at least 1.</param>
    /// <param name="lowerShare">Share of all values below the lower limit: 0 to leave the lower tail alone, below <paramref name="upperShare"/>.</param>
    /// <param name="upperShare">Share of all values below the upper limit: 1 to leave the upper tail alone.</param>
    /// <returns>The limits; infinite where a tail is left alone.</returns>
    /// <exception cref="ArgumentException">An empty sample, NaN or infinite values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A share outside 0 to 1, or a lower share that is not below the upper.</exception>
    /// <remarks>Not for arms of very unequal size, where the larger sets the limits alone: take earlier data. Time O(n log n), space O(n).</remarks>
    public static WinsorLimits PooledLimits(
        ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, double lowerShare, double upperShare)
    {
        Check.Sample(baseline);
        Check.Sample(candidate);
        return Limits([.. baseline, .. candidate], lowerShare, upperShare);
    }

    /// <summary>Pulls a sample in to limits.</summary>
    /// <param name="sample">Finite values, at least 1.</param>
    /// <param name="limits">The limits: of a reference, of both arms, or your own such as 0 to 60 seconds. Not NaN, the lower not above the upper.</param>
    /// <returns>The new values and what was clipped.</returns>
    /// <exception cref="ArgumentException">An empty sample, values that are NaN, infinite or beyond 1e100 in magnitude, or limits that are NaN or the wrong way round.</exception>
    /// <remarks>Time O(n), space O(n).</remarks>
    public static WinsorisedSample Clip(ReadOnlySpan<double> sample, WinsorLimits limits)
    {
        Check.Sample(sample);
        Check.Squarable(sample);
        if (!(limits.Lower <= limits.Upper) || double.IsPositiveInfinity(limits.Lower) || double.IsNegativeInfinity(limits.Upper))
        {
            throw new ArgumentException($"The lower limit must not be above the upper; they are {limits.Lower} and {limits.Upper}.", nameof(limits));
        }

        Check.Squarable([.. new[] { limits.Lower, limits.Upper }.Where(double.IsFinite)], nameof(limits));
        var values = new double[sample.Length];
        long raised = 0, lowered = 0;
        var shift = default(CompensatedSum);
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = Math.Clamp(sample[index], limits.Lower, limits.Upper);
            raised += sample[index] < limits.Lower ? 1 : 0;
            lowered += sample[index] > limits.Upper ? 1 : 0;
            shift.Add((values[index] - sample[index]) / values.Length);
        }

        return new WinsorisedSample(values, limits, raised, lowered, shift.Value);
    }

    private static WinsorLimits Limits(double[] values, double lowerShare, double upperShare)
    {
        Check.Probability(lowerShare);
        Check.Probability(upperShare);
        if (lowerShare >= upperShare)
        {
            throw new ArgumentOutOfRangeException(nameof(lowerShare), lowerShare, $"Must be below the upper share, {upperShare}.");
        }

        Array.Sort(values);
        return new WinsorLimits(
            lowerShare == 0 ? double.NegativeInfinity : Quantiles.OfSorted(values, lowerShare),
            upperShare == 1 ? double.PositiveInfinity : Quantiles.OfSorted(values, upperShare));
    }
}
