using System.Numerics.Tensors;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons;

/// <summary>All that a method built on means needs to know of a sample, so that a store can keep three numbers instead of every value.</summary>
/// <param name="Count">How many values there are; the methods need at least 2.</param>
/// <param name="Mean">Their mean; finite.</param>
/// <param name="Variance">Their variance with n − 1 in the denominator; finite, not negative.</param>
public readonly record struct SampleSummary(long Count, double Mean, double Variance)
{
    // Equal values leave a variance of a few bits when their mean is rounded. It must count as none.
    private const double Rounding = 4 * 2.220446049250313e-16;

    /// <summary>The variance of the mean: variance over count, the square of the standard error.</summary>
    public double VarianceOfMean => Variance / Count;

    /// <summary>Sums up a sample, in two passes so that a large mean does not eat the digits of a small variance.</summary>
    /// <param name="sample">At least two finite values.</param>
    /// <returns>Count, mean and variance; the variance is exactly 0 where all values are equal up to rounding.</returns>
    /// <exception cref="ArgumentException">Fewer than two values, NaN, infinite, or so large that their squares overflow.</exception>
    /// <remarks>Time O(n), no allocation.</remarks>
    public static SampleSummary Of(ReadOnlySpan<double> sample)
    {
        Check.Sample(sample, 2);
        return Of(sample, Math.Abs(TensorPrimitives.MaxMagnitude(sample)), nameof(sample));
    }

    /// <summary>The same for values that were worked out from others whose size, not their own, says what rounding may leave.</summary>
    internal static SampleSummary Of(ReadOnlySpan<double> values, double scale, string name)
    {
        var mean = CompensatedSum.Of(values) / values.Length;
        var squares = default(CompensatedSum);
        foreach (var value in values)
        {
            squares.Add((value - mean) * (value - mean));
        }

        var variance = squares.Value / (values.Length - 1);
        if (!double.IsFinite(variance) || !double.IsFinite(mean))
        {
            throw new ArgumentException("Holds values so large that their squares overflow; measure in a larger unit.", name);
        }

        return new SampleSummary(values.Length, mean, Math.Sqrt(variance) <= Rounding * scale ? 0 : variance);
    }

    /// <summary>Refuses what cannot be a summary of at least two values.</summary>
    internal void Require(string name)
    {
        if (Count is < 2 or > Check.MostCount || !double.IsFinite(Mean) || !(Variance >= 0 && double.IsFinite(Variance)))
        {
            throw new ArgumentException(
                $"Count must be at least 2, mean finite, variance finite and not negative; they are {Count}, {Mean} and {Variance}.", name);
        }
    }
}
