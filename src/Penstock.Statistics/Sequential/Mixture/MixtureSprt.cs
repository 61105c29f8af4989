using Penstock.Statistics.Numerics;
using Penstock.Statistics.Sequential.Asymptotic;

namespace Penstock.Statistics.Sequential.Mixture;

/// <summary>
/// The mixture sequential probability ratio test of a mean with a normal mixture: a p-value that may be read after every observation and
/// acted on the first time it is small. These functions work at one look; <see cref="MixtureSprtSequence"/> follows a stream.
/// </summary>
/// <remarks>
/// <para>
/// Johari, Koomen, Pekelis and Walsh (2022), Always Valid Inference: Continuous Monitoring of A/B Tests, Operations Research 70:1806,
/// with its normal mixture for normal data; p is the running minimum of 1/Λ. The asymptotic confidence sequence with the same ρ² = τ²/V is
/// the same mixture: take that one if no effect size suggests itself.
/// </para>
/// <para>
/// Exact for normal observations of known variance. With an estimated variance it is an approximation that is wrong too often early (in
/// 18 % of runs instead of 5 % from the second observation on, for normal data with τ a tenth of the deviation): keep
/// <see cref="MixtureSprtOptions.FirstLook"/>. Do not use it for rare binary outcomes (take a beta-binomial or betting sequence) or
/// for tails heavier than lognormal with σ = 1.
/// </para>
/// </remarks>
public static class MixtureSprt
{
    /// <summary>The name of the method.</summary>
    public const string Method = "Mixture sequential probability ratio test (normal mixture)";

    /// <summary>ln Λ, the evidence against a mean of zero at one look: p at this look alone is min(1, 1/Λ).</summary>
    /// <param name="count">n, how many observations, at least 1.</param>
    /// <param name="effect">Their mean minus the mean under the null hypothesis, finite.</param>
    /// <param name="variance">V, the variance of one observation, above 0.</param>
    /// <param name="mixingVariance">τ², the variance of the effects that the test is tuned for, above 0.</param>
    /// <returns>½ ln(V/(V + nτ²)) + n²τ²θ̂²/(2V(V + nτ²)). O(1).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double LogLikelihoodRatio(long count, double effect, double variance, double mixingVariance)
    {
        Check.Count(count, 1);
        Check.Finite(effect);
        Check.Positive(variance);
        Check.Positive(mixingVariance);
        return MixtureBoundary.LogEvidence(count, effect, variance, mixingVariance / variance, Alternative.TwoSided);
    }

    /// <summary>The τ² at which the test is most sensitive about a given count.</summary>
    /// <param name="variance">V, the variance of one observation, above 0.</param>
    /// <param name="tightestAt">The count at which you expect to decide, at least 1.</param>
    /// <param name="level">The confidence, 1 − α: above 0 and below 1.</param>
    /// <returns>V·(−2 ln α + ln(−2 ln α + 1))/n, in the squared unit of the observations. O(1).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double MixingVariance(double variance, long tightestAt, double level = 0.95)
    {
        Check.Positive(variance);
        return variance * new AsymptoticOptions { Level = level, TightestAt = tightestAt }.Checked().RhoSquared;
    }

    /// <summary>Runs the test over a whole stream that was looked at after every observation.</summary>
    /// <param name="sample">The observations in the order they came, at least one.</param>
    /// <param name="options">Null value, variance, mixture, level and first look.</param>
    /// <returns>What <see cref="MixtureSprtSequence.Read"/> says after the last observation. O(n).</returns>
    /// <exception cref="ArgumentNullException">There are no options.</exception>
    /// <exception cref="ArgumentException">The sample is empty or holds NaN or infinite values, or an option is out of range.</exception>
    public static TestResult Test(ReadOnlySpan<double> sample, MixtureSprtOptions options)
    {
        Check.Sample(sample);
        var sequence = new MixtureSprtSequence(options);
        foreach (var value in sample)
        {
            sequence.Add(value);
        }

        return sequence.Read();
    }
}
