using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Sequential.Mixture;

/// <summary>How a mixture sequential probability ratio test is run. Choose all of it before the first look.</summary>
public sealed record MixtureSprtOptions
{
    /// <summary>
    /// τ², the variance of the effects that the test is tuned for, in the squared unit of the observations, above 0: the square of the effect
    /// you expect, or the variance of the true effects of past experiments. <see cref="MixtureSprt.MixingVariance"/> gives it from the count
    /// at which you expect to decide. Any value keeps the level; one that is far off costs observations.
    /// </summary>
    public required double MixingVariance { get; init; }

    /// <summary>θ₀, the mean under the null hypothesis, in the unit of the observations.</summary>
    public double NullValue { get; init; }

    /// <summary>
    /// V, the variance of one observation where it is known, above 0; null to estimate it from the observations. Too small a value breaks
    /// the guarantee. For the difference of two arms of equal size, observed as pairs, it is the sum of the variances of both.
    /// </summary>
    public double? Variance { get; init; }

    /// <summary>The confidence of the interval that goes with the test: above 0 and below 1.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>
    /// The count before which there is no evidence, at least 1. The test is valid from the first observation only if these are normal and
    /// their variance is known: set 1 then.
    /// </summary>
    public long FirstLook { get; init; } = 300;

    internal MixtureSprtOptions Checked()
    {
        Check.Positive(MixingVariance);
        Check.Finite(NullValue);
        Check.Level(Level);
        Check.Count(FirstLook, 1);
        if (Variance is { } variance)
        {
            Check.Positive(variance, nameof(Variance));
        }

        return this;
    }
}
