using System.Text.Json;
using CsCheck;
using MathNet.Numerics.LinearAlgebra;
using Penstock.Statistics.Comparisons.Clusters;
using Penstock.Statistics.Comparisons.Independent;
using Penstock.Statistics.Intervals;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Comparisons.Clusters;

public sealed class BiasReducedClusterTests
{
    private static readonly ClusterCorrection[] Reduced = [ClusterCorrection.Cr2, ClusterCorrection.Cr2ImbensKolesar];

    // In steps: a correlation within clusters is a ratio of residuals, which differences near the last bit leave to rounding.
    private static readonly Gen<double> Value = Gen.Int[-10_000, 10_000].Select(step => step / 1_000d);

    /// <summary>Values that vary and, for each, its cluster: every cluster has a value.</summary>
    private static readonly Gen<(double[] Values, int[] Clusters)> Sample =
        Gen.Int[1, 6].Array[3, 7].SelectMany(sizes => Value.Array[sizes.Sum()].Where(values => values.Distinct().Count() > 1).Select(values => (values, Keys(sizes))));

    [Fact]
    public void Variances_and_degrees_of_freedom_are_those_of_clubSandwich_and_dfadjust()
    {
        foreach (var one in GoldenFile.Read("clusters").EnumerateArray())
        {
            var (keys, y) = (one.Numbers("keys"), one.Numbers("y"));
            var (mixed, whole) = (Split(y, keys, one.Numbers("mixed")), Split(y, keys, one.Numbers("whole")));

            Same(one, "mean", ClusterRobust.Mean<double>(y, keys, correction: ClusterCorrection.Cr2));
            Same(one, "paired", ClusterRobust.PairedDifference<double>(y, one.Numbers("candidate"), keys, correction: ClusterCorrection.Cr2));
            Same(one, "disjoint", ClusterRobust.Difference<double>(whole[0].Values, whole[0].Keys, whole[1].Values, whole[1].Keys, correction: ClusterCorrection.Cr2));
            Same(one, "crossed", ClusterRobust.CrossedDifference<double>(mixed[0].Values, mixed[0].Keys, mixed[1].Values, mixed[1].Keys, correction: ClusterCorrection.Cr2));
            var correlated = ClusterRobust.CrossedDifference<double>(
                mixed[0].Values, mixed[0].Keys, mixed[1].Values, mixed[1].Keys, correction: ClusterCorrection.Cr2ImbensKolesar);
            Near.Equal(one.Numbers("crossed_imbens_kolesar")[0], correlated.StandardError);
            Near.Equal(one.Numbers("crossed_imbens_kolesar")[1], correlated.Estimate.DegreesOfFreedom!.Value);
        }
    }

    [Fact]
    public void The_mean_agrees_with_full_matrices() => Sample.Sample(drawn =>
    {
        var dense = new DenseClusterVariance(Ones(drawn.Values.Length), drawn.Values, drawn.Clusters, [1]);

        foreach (var correction in Reduced)
        {
            var mean = ClusterRobust.Mean<int>(drawn.Values, drawn.Clusters, correction: correction);
            Near.Equal(Math.Sqrt(dense.Variance), mean.StandardError);
            Near.Equal(dense.Under(dense.Working(Correlation(dense, correction))).DegreesOfFreedom, mean.Estimate.DegreesOfFreedom!.Value);
        }
    });

    [Fact]
    public void The_difference_over_shared_clusters_agrees_with_full_matrices() =>
        Gen.Select(Sample, Gen.Bool.Array[60]).Where((drawn, arms) => Counts(drawn.Values.Length, arms) is ( > 1, > 1)).Sample((drawn, arms) =>
        {
            var (values, clusters) = drawn;
            var design = new double[values.Length, 2];
            for (var row = 0; row < values.Length; row++)
            {
                (design[row, 0], design[row, 1]) = (arms[row] ? 0 : 1, arms[row] ? 1 : 0);
            }

            var dense = new DenseClusterVariance(design, values, clusters, [-1, 1]);
            var split = Split(values, [.. clusters.Select(key => (double)key)], [.. arms.Take(values.Length).Select(arm => arm ? 1d : 0)]);
            foreach (var correction in Reduced)
            {
                var difference = ClusterRobust.CrossedDifference<double>(split[0].Values, split[0].Keys, split[1].Values, split[1].Keys, correction: correction);
                Near.Equal(Math.Sqrt(dense.Variance), difference.StandardError);
                if (difference.StandardError > 0)
                {
                    Near.Equal(dense.Under(dense.Working(Correlation(dense, correction))).DegreesOfFreedom, difference.Estimate.DegreesOfFreedom!.Value, Near.Fitted);
                }
            }
        });

    [Fact]
    public void The_difference_of_arms_agrees_with_full_matrices_where_each_arm_varies_by_itself() => Gen.Select(Sample, Sample).Sample((first, second) =>
    {
        var (one, other) = (Alone(first), Alone(second));
        int[] clusters = [.. first.Clusters, .. second.Clusters.Select(key => key + first.Clusters.Max() + 1)];
        var design = new double[clusters.Length, 2];
        for (var row = 0; row < clusters.Length; row++)
        {
            design[row, row < first.Values.Length ? 0 : 1] = 1;
        }

        var dense = new DenseClusterVariance(design, [.. first.Values, .. second.Values], clusters, [-1, 1]);
        foreach (var correction in Reduced)
        {
            // An arm's covariance is of such a size that it expects the variance that was found.
            var covariance = Matrix<double>.Build.Dense(clusters.Length, clusters.Length);
            covariance.SetSubMatrix(0, 0, Scaled(one, correction));
            covariance.SetSubMatrix(first.Values.Length, first.Values.Length, Scaled(other, correction));

            var difference = ClusterRobust.Difference<int>(
                first.Values, first.Clusters, second.Values, [.. second.Clusters.Select(key => key + 100)], correction: correction);
            Near.Equal(Math.Sqrt(dense.Variance), difference.StandardError);
            Near.Equal(dense.Under(covariance).DegreesOfFreedom, difference.Estimate.DegreesOfFreedom!.Value);
        }
    });

    [Fact]
    public void Clusters_of_one_size_need_no_reduction() =>
        Gen.Select(Gen.Int[2, 9], Gen.Int[1, 5]).SelectMany((clusters, size) => Value.Array[clusters * size].Select(values => (values, size))).Sample(drawn =>
        {
            int[] keys = [.. Enumerable.Range(0, drawn.values.Length).Select(index => index / drawn.size)];
            var plain = ClusterRobust.Mean<int>(drawn.values, keys);

            foreach (var correction in Reduced)
            {
                var reduced = ClusterRobust.Mean<int>(drawn.values, keys, correction: correction);
                Near.Equal(plain.StandardError, reduced.StandardError);
                Near.Equal(keys[^1], reduced.Estimate.DegreesOfFreedom!.Value);
            }
        });

    [Fact]
    public void One_value_per_cluster_is_the_case_of_independent_values_whatever_the_correction() =>
        Gen.Select(Value.Array[3, 30], Value.Array[3, 30]).Sample((one, other) =>
        {
            var keys = Enumerable.Range(0, one.Length + other.Length).ToArray();
            var (plain, mean) = (Welch.Difference(one, other).Effect!.Value, Means.Student(one));

            foreach (var correction in Reduced)
            {
                var clustered = ClusterRobust.Difference<int>(one, keys.AsSpan(0, one.Length), other, keys.AsSpan(one.Length), correction: correction);
                Near.Equal(plain.Lower, clustered.Estimate.Lower);
                Near.Equal(mean.Upper, ClusterRobust.Mean<int>(one, keys.AsSpan(0, one.Length), correction: correction).Estimate.Upper);
            }
        });

    [Fact]
    public void A_cluster_with_nearly_all_of_the_values_leaves_one_degree_of_freedom()
    {
        const int Many = 1_000_000;
        double[] values = [.. Enumerable.Range(0, Many).Select(index => (double)(index % 7)), 3, 8];
        int[] keys = [.. Enumerable.Repeat(0, Many), 1, 2];

        var mean = ClusterRobust.Mean<int>(values, keys, correction: ClusterCorrection.Cr2);

        // 1/ν = Σh² + 2·Σ a·b over pairs, with h = n/N and a = h²/(1 − h).
        decimal[] shares = [.. new decimal[] { Many, 1, 1 }.Select(size => size / (Many + 2))];
        decimal[] terms = [.. shares.Select(share => share * share / (1 - share))];
        var inverse = shares.Sum(share => share * share) + (2 * ((terms[0] * terms[1]) + (terms[0] * terms[2]) + (terms[1] * terms[2])));
        Near.Equal((double)(1 / inverse), mean.Estimate.DegreesOfFreedom!.Value);
    }

    [Fact]
    public void A_correction_that_does_not_exist_is_refused()
    {
        const ClusterCorrection None = (ClusterCorrection)7;

        Assert.Throws<ArgumentOutOfRangeException>(() => ClusterRobust.Mean([1, 2], [1, 2], correction: None));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClusterRobust.PairedDifference([1, 2], [1, 3], [1, 2], correction: None));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClusterRobust.Difference([1, 2], [1, 2], [3, 4], [3, 4], correction: None));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClusterRobust.CrossedDifference([1, 2], [1, 2], [3, 4], [1, 2], correction: None));
    }

    private static void Same(JsonElement one, string name, ClusteredEstimate actual)
    {
        var expected = one.Numbers(name);
        Near.Equal(expected[0], actual.Estimate.Value);
        Near.Equal(expected[1], actual.StandardError);
        Near.Equal(expected[2], actual.Estimate.DegreesOfFreedom!.Value);
    }

    private static double Correlation(DenseClusterVariance dense, ClusterCorrection correction) =>
        correction == ClusterCorrection.Cr2 ? 0 : dense.Correlation;

    private static DenseClusterVariance Alone((double[] Values, int[] Clusters) arm) => new(Ones(arm.Values.Length), arm.Values, arm.Clusters, [1]);

    private static Matrix<double> Scaled(DenseClusterVariance arm, ClusterCorrection correction)
    {
        var working = arm.Working(Correlation(arm, correction));
        return working * (arm.Variance / arm.Under(working).Expected);
    }

    private static double[,] Ones(int count)
    {
        var design = new double[count, 1];
        for (var row = 0; row < count; row++)
        {
            design[row, 0] = 1;
        }

        return design;
    }

    private static int[] Keys(int[] sizes) => [.. sizes.SelectMany((size, cluster) => Enumerable.Repeat(cluster, size))];

    private static (int, int) Counts(int count, bool[] arms) => (arms.Take(count).Count(arm => !arm), arms.Take(count).Count(arm => arm));

    private static (double[] Values, double[] Keys)[] Split(double[] values, double[] keys, double[] arms) =>
        [.. new[] { 0, 1 }.Select(arm => (Of(values, arms, arm), Of(keys, arms, arm)))];

    private static double[] Of(double[] values, double[] arms, int arm) => [.. values.Where((_, index) => arms[index] == arm)];
}
