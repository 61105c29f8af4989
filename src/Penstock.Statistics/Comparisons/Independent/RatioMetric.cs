using System.Numerics.Tensors;
using Penstock.Statistics.Comparisons.Clusters;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Independent;

/// <summary>
/// Ratios of sums where the unit that was drawn is not the unit that is counted: errors per request over users, tokens per answer over
/// conversations. The sum of numerators over the sum of denominators, each unit bringing one of both.
/// </summary>
/// <remarks>
/// All assume that units are independent and that the mean denominator is known well (standard error below a tenth of it). Below about 30
/// units, or with few units that bring most of the denominator, the intervals are too narrow. Where the ratio does not vary over the units
/// the interval excludes nothing. Time O(n), space O(n). Deng, Knoblich and Lu (2018), KDD, "Applying the delta
/// method in metric analytics", arXiv 1803.06336.
/// </remarks>
public static class RatioMetric
{
    private const string OneMethod = "Ratio of sums (delta method)";
    private const string TwoMethod = "Difference of ratios of sums (delta method, Welch t)";

    /// <summary>Estimates the sum of numerators over the sum of denominators.</summary>
    /// <param name="numerators">One finite value per unit; at least 2 units.</param>
    /// <param name="denominators">The denominator of the unit at the same position: not negative, not all 0.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <returns>The ratio with n − 1 degrees of freedom; its count is the number of units.</returns>
    /// <exception cref="ArgumentException">Unequal lengths, fewer than 2 units, NaN, infinite, negative denominators or only zeros.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>Not the mean of the ratios of the units, which weighs a user with one request like one with a thousand.</remarks>
    public static Estimate Of(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, double level = 0.95)
    {
        Check.Level(level);
        var ratio = Linear(numerators, denominators);
        return Student.Estimate(ratio.Mean, Math.Sqrt(ratio.VarianceOfMean), ratio.Count - 1, level, ratio.Count, OneMethod);
    }

    /// <summary>Estimates the candidate's ratio minus the baseline's, of independent units, and tests whether it is 0.</summary>
    /// <param name="baselineNumerators">One finite value per unit of the first arm; at least 2 units.</param>
    /// <param name="baselineDenominators">Their denominators: not negative, not all 0.</param>
    /// <param name="candidateNumerators">One finite value per unit of the second arm; at least 2 units.</param>
    /// <param name="candidateDenominators">Their denominators: not negative, not all 0.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <param name="alternative"><see cref="Alternative.Greater"/> looks for a candidate with the greater ratio.</param>
    /// <returns>The test; its effect is the difference of the ratios, its count the units of both arms.</returns>
    /// <exception cref="ArgumentException">Unequal lengths, fewer than 2 units, NaN, infinite, negative denominators or only zeros.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>Not for units that are in both arms: take <see cref="ClusterRobust.CrossedDifference"/> over the requests, clustered by unit.</remarks>
    public static TestResult Difference(
        ReadOnlySpan<double> baselineNumerators,
        ReadOnlySpan<double> baselineDenominators,
        ReadOnlySpan<double> candidateNumerators,
        ReadOnlySpan<double> candidateDenominators,
        double level = 0.95,
        Alternative alternative = Alternative.TwoSided)
    {
        Check.Level(level);
        var one = Linear(baselineNumerators, baselineDenominators);
        var other = Linear(candidateNumerators, candidateDenominators);
        var effect = Student.Estimate(
            other.Mean - one.Mean,
            Math.Sqrt(one.VarianceOfMean + other.VarianceOfMean),
            Welch.Freedom(one, other),
            level,
            one.Count + other.Count,
            TwoMethod);
        return Student.Test(effect, TwoMethod, alternative);
    }

    /// <summary>The standard deviation per unit that a plan for this metric needs, from a pilot: of (numerator − ratio · denominator) over the mean denominator.</summary>
    /// <param name="numerators">One finite value per unit of the pilot; at least 2 units.</param>
    /// <param name="denominators">The denominator of the unit at the same position: not negative, not all 0.</param>
    /// <returns>In the unit of the ratio: not negative; 0 where the ratio does not vary over the units, which no plan takes.</returns>
    /// <exception cref="ArgumentException">Unequal lengths, fewer than 2 units, NaN, infinite, negative denominators or only zeros.</exception>
    /// <remarks>
    /// Give it to TwoMeansPlan, for both arms, or for one ratio against a fixed value to MeanPlan; the sizes then count units (users, conversations), not requests.
    /// The standard error of <see cref="Of"/> is this over √n. Assumes a pilot of units as they will come, at least about 100: a few heavy
    /// users make it jump. A rate that rises spreads more: for a rise from 20 % to 23 % with the pilot's deviation in both arms a plan for 80 % reached 77 %;
    /// give the second arm this times √(p₂q₂/p₁q₁). Not the deviation of the units' own ratios. Source: Deng, Knoblich and Lu (2018), section 3.
    /// </remarks>
    public static double UnitDeviation(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators) =>
        Math.Sqrt(Linear(numerators, denominators).Variance);

    /// <summary>The ratio as if it were the mean of values that each unit brings: what is left of the ratio after its first-order expansion.</summary>
    internal static SampleSummary Linear(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators)
    {
        Check.Paired(numerators, denominators, 2);
        var sum = CompensatedSum.Of(denominators);
        if (TensorPrimitives.Min(denominators) < 0 || !(sum > 0 && double.IsFinite(sum)))
        {
            throw new ArgumentException("Must not be negative, and their sum must be above 0 and finite.", nameof(denominators));
        }

        var ratio = CompensatedSum.Of(numerators) / sum;
        var scale = sum / denominators.Length;
        var residuals = new double[numerators.Length];
        for (var unit = 0; unit < residuals.Length; unit++)
        {
            residuals[unit] = (numerators[unit] - (ratio * denominators[unit])) / scale;
        }

        var largest = Math.Abs(TensorPrimitives.MaxMagnitude(numerators)) / scale;
        return SampleSummary.Of(residuals, largest, nameof(numerators)) with { Mean = ratio };
    }
}
