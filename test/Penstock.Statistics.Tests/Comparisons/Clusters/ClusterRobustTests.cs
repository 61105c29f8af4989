using CsCheck;
using Penstock.Statistics.Comparisons.Clusters;
using Penstock.Statistics.Comparisons.Independent;
using Penstock.Statistics.Comparisons.Paired;

namespace Penstock.Statistics.Tests.Comparisons.Clusters;

public sealed class ClusterRobustTests
{
    private static readonly Gen<(double, int)[]> Grouped = Gen.Select(Gen.Double[-10, 10], Gen.Int[0, 6]).Array[20, 60];

    [Fact]
    public void Standard_errors_are_those_of_a_regression_with_clusters_in_statsmodels()
    {
        foreach (var one in ComparisonGolden.Cases("clusters"))
        {
            var (keys, baseline) = (one.Counts("keys"), one.Numbers("baseline"));

            Same(one.GetProperty("mean"), ClusterRobust.Mean(baseline, keys));
            Same(one.GetProperty("paired"), ClusterRobust.PairedDifference(baseline, one.Numbers("candidate"), keys));
            var (zero, zeroKeys, first, firstKeys) = Split(baseline, keys, one.Counts("arms"));
            Same(one.GetProperty("crossed"), ClusterRobust.CrossedDifference(zero, zeroKeys, first, firstKeys));
            (zero, zeroKeys, first, firstKeys) = Split(baseline, keys, one.Counts("whole"));
            Same(one.GetProperty("disjoint"), ClusterRobust.Difference(zero, zeroKeys, first, firstKeys));
        }
    }

    [Fact]
    public void One_value_per_cluster_is_the_case_of_independent_values() =>
        Gen.Select(Gen.Double[-10, 10].Array[3, 30], Gen.Double[-10, 10].Array[3, 30]).Sample((one, other) =>
        {
            var keys = Enumerable.Range(0, one.Length + other.Length).ToArray();
            var clustered = ClusterRobust.Difference<int>(one, keys.AsSpan(0, one.Length), other, keys.AsSpan(one.Length));
            var plain = Welch.Difference(one, other);
            Near.Equal(plain.Effect!.Value.Lower, clustered.Estimate.Lower);
            Near.Equal(plain.PValue, clustered.Test().PValue);
            Near.Equal(1, clustered.DesignEffect!.Value);
        });

    [Fact]
    public void Pairs_in_clusters_of_one_are_the_paired_t_test()
    {
        double[] baseline = [1, 4, 2, 8, 5];
        double[] candidate = [2, 4, 5, 9, 5];

        var clustered = ClusterRobust.PairedDifference(baseline, candidate, ["a", "b", "c", "d", "e"]);

        var paired = PairedMeans.Difference(baseline, candidate);
        Near.Equal(paired.Difference.Lower, clustered.Estimate.Lower);
        Near.Equal(paired.Test.PValue, clustered.Test().PValue);
        Near.Equal(paired.Test.Statistic, clustered.Test().Statistic);
    }

    [Fact]
    public void The_mean_over_requests_is_the_ratio_metric_over_users() =>
        Grouped.Sample(values =>
        {
            var groups = values.GroupBy(value => value.Item2).ToArray();
            if (groups.Length < 2)
            {
                return;
            }

            var clustered = ClusterRobust.Mean<int>(Values(values), Keys(values));
            var ratio = RatioMetric.Of(
                [.. groups.Select(group => group.Sum(value => value.Item1))], [.. groups.Select(group => (double)group.Count())]);
            Near.Equal(ratio.Value, clustered.Estimate.Value);
            Near.Equal(ratio.Upper, clustered.Estimate.Upper, 1e-7);
        });

    [Fact]
    public void Neither_the_order_of_values_nor_the_names_of_clusters_matter() =>
        Grouped.Sample(values =>
        {
            if (values.DistinctBy(value => value.Item2).Count() < 2)
            {
                return;
            }

            var turned = values.Reverse().ToArray();
            var plain = ClusterRobust.Mean<int>(Values(values), Keys(values));
            var named = ClusterRobust.Mean<string>(Values(turned), [.. turned.Select(value => $"user {value.Item2}")]);
            Near.Equal(plain.Estimate.Lower, named.Estimate.Lower);
            Near.Equal(plain.UncorrectedStandardError, named.UncorrectedStandardError);
        });

    [Fact]
    public void Repeating_every_value_of_a_cluster_makes_nothing_surer()
    {
        double[] values = [1, 5, 2, 9, 4, 3];
        int[] keys = [0, 1, 2, 3, 4, 5];

        var once = ClusterRobust.Mean<int>(values, keys);
        var thrice = ClusterRobust.Mean<int>([.. values, .. values, .. values], [.. keys, .. keys, .. keys]);

        Near.Equal(once.StandardError, thrice.StandardError);
        Assert.True(thrice.DesignEffect > 3);
    }

    [Fact]
    public void Clusters_without_spread_decide_nothing()
    {
        var constant = ClusterRobust.Mean([0.1, 0.1, 0.1], [1, 2, 3]);
        var cancelling = ClusterRobust.Mean([0.1, 0.3, 0.3, 0.1], [1, 1, 2, 2]);

        Assert.Equal(Interval.Everything, constant.Estimate.Interval);
        Assert.Null(constant.DesignEffect);
        Assert.Equal(Interval.Everything, cancelling.Estimate.Interval);
        Assert.Equal(1, cancelling.Test(0).PValue);
    }

    [Fact]
    public void What_cannot_be_clustered_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ClusterRobust.Mean([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => ClusterRobust.Mean([1, 2], [7, 7]));
        Assert.Throws<ArgumentException>(() => ClusterRobust.Mean([1, double.NaN], [7, 8]));
        Assert.Throws<ArgumentException>(() => ClusterRobust.Mean<int>([], []));
        Assert.Throws<ArgumentException>(() => ClusterRobust.PairedDifference([1, 2], [1], [1, 2]));
        Assert.Throws<ArgumentException>(() => ClusterRobust.CrossedDifference([1, 2], [1, 1], [1, 2], [1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClusterRobust.Mean([1, 2], [1, 2], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClusterRobust.Mean([1, 2], [1, 2]).Test(double.NaN));
    }

    [Fact]
    public void A_cluster_in_both_arms_is_refused_with_the_method_for_it()
    {
        var refused = Assert.Throws<ArgumentException>(() => ClusterRobust.Difference([1, 2], [1, 2], [3, 4], [2, 3]));

        Assert.Contains("CrossedDifference", refused.Message, StringComparison.Ordinal);
    }

    private static void Same(System.Text.Json.JsonElement expected, ClusteredEstimate actual)
    {
        Near.Equal(expected.Number("value"), actual.Estimate.Value);
        Near.Equal(expected.Number("cr0"), actual.UncorrectedStandardError);
        Assert.True(actual.StandardError > actual.UncorrectedStandardError);
    }

    private static (double[], long[], double[], long[]) Split(double[] values, long[] keys, long[] arms)
    {
        var (zero, one) = (Enumerable.Range(0, arms.Length).Where(i => arms[i] == 0).ToArray(), Enumerable.Range(0, arms.Length).Where(i => arms[i] == 1).ToArray());
        return ([.. zero.Select(i => values[i])], [.. zero.Select(i => keys[i])], [.. one.Select(i => values[i])], [.. one.Select(i => keys[i])]);
    }

    private static double[] Values((double, int)[] values) => [.. values.Select(value => value.Item1)];

    private static int[] Keys((double, int)[] values) => [.. values.Select(value => value.Item2)];
}
