using Penstock.Statistics.Comparisons.Clusters;
using Penstock.Statistics.Comparisons.Counts;
using Penstock.Statistics.Comparisons.Paired;
using Penstock.Statistics.Comparisons.Permutations;
using Penstock.Statistics.Comparisons.Ranks;
using Penstock.Statistics.Comparisons.VarianceReduction;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Independent;

/// <summary>Compares the means of two independent samples without assuming equal variances: cost or score of canary and baseline traffic.</summary>
public static class Welch
{
    private const string Method = "Welch t test";

    /// <summary>Estimates candidate mean minus baseline mean and tests whether it is 0.</summary>
    /// <param name="baseline">Finite values, at least 2.</param>
    /// <param name="candidate">Finite values, at least 2; independent of the baseline.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1. The interval has two sides whatever the alternative.</param>
    /// <param name="alternative"><see cref="Alternative.Greater"/> looks for a candidate with the greater mean.</param>
    /// <returns>The test; its effect is the difference in the unit of the values, its count that of both samples.</returns>
    /// <exception cref="ArgumentException">Fewer than 2 values, NaN, infinite, or too large to square.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>
    /// <para>Assumes independent observations whose means are about normal. With skewed values (cost, latency) and arms of very unequal size it
    /// needs hundreds of values in the smaller arm: with lognormal costs (σ = 1) and 20 against 500 values a 95 % interval misses in 12 % of cases, with
    /// 30 against 30 in 4 %. Below that winsorise first (<see cref="Winsorising"/>) or use
    /// <see cref="PermutationTest.MeanDifference"/> or <see cref="MannWhitney"/>.</para>
    /// <para>Not for the same items on both sides: use <see cref="PairedMeans"/>. Not for users with many requests each: use
    /// <see cref="ClusterRobust.Difference"/>. Not for rates of rare events: use <see cref="IndependentProportions"/>.</para>
    /// <para>Where neither sample varies the interval excludes nothing and p is 1. Time O(n), no allocation. Welch (1947), Biometrika 34:28.</para>
    /// </remarks>
    public static TestResult Difference(
        ReadOnlySpan<double> baseline,
        ReadOnlySpan<double> candidate,
        double level = 0.95,
        Alternative alternative = Alternative.TwoSided)
    {
        Check.Sample(baseline, 2);
        Check.Sample(candidate, 2);
        return Difference(SampleSummary.Of(baseline), SampleSummary.Of(candidate), level, alternative);
    }

    /// <summary>The same from counts, means and variances.</summary>
    /// <param name="baseline">Summary of at least 2 values.</param>
    /// <param name="candidate">Summary of at least 2 values, independent of the baseline.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <param name="alternative"><see cref="Alternative.Greater"/> looks for a candidate with the greater mean.</param>
    /// <returns>The test; its effect is the difference in the unit of the values, its count that of both samples.</returns>
    /// <exception cref="ArgumentException">A count below 2, or a mean or variance that no sample can have.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>Assumptions and limits are those of the form that takes samples. Time O(1).</remarks>
    public static TestResult Difference(
        SampleSummary baseline, SampleSummary candidate, double level = 0.95, Alternative alternative = Alternative.TwoSided)
    {
        baseline.Require(nameof(baseline));
        candidate.Require(nameof(candidate));
        Check.Level(level);

        var error = Math.Sqrt(baseline.VarianceOfMean + candidate.VarianceOfMean);
        var effect = Student.Estimate(
            candidate.Mean - baseline.Mean, error, Freedom(baseline, candidate), level, baseline.Count + candidate.Count, Method);
        return Student.Test(effect, Method, alternative);
    }

    internal static double Freedom(SampleSummary baseline, SampleSummary candidate) =>
        Student.Satterthwaite(baseline.VarianceOfMean, baseline.Count - 1, candidate.VarianceOfMean, candidate.Count - 1);
}
