using Penstock.Statistics.Comparisons.Clusters;
using Penstock.Statistics.Comparisons.Independent;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>
/// Means and differences of observations that come in groups of one size: half of the variance lies between the clusters. Groups of
/// unequal size are <see cref="UnequalClusterHonesty"/>.
/// </summary>
internal static class ComparisonClusterHonesty
{
    private const double Alpha = 0.05;

    public static IEnumerable<HonestyCase> Cases =>
    [
        .. new[] { 10, 30, 60 }.Select(clusters => Case("Cluster-robust mean", $"{clusters} clusters of 5", Promise.Exact, stream => MeanMisses(stream, clusters, Equal))),
        Case("Cluster-robust mean", "60 clusters of 5 with a failure rate of 20 %", Promise.Broken, RateMisses) with { ShortRuns = 20_000 },
        Case("Cluster-robust difference", "60 and 60 clusters of 5 with a failure rate of 20 %", Promise.Exact, RateDifferenceMisses),
        Case("Cluster-robust paired difference", "30 clusters of 5", Promise.Exact, PairedMisses),
        Case("Cluster-robust difference", "10 and 10 clusters of 5", Promise.Exact, stream => DifferenceMisses(stream, 10, 10, Equal)),
        Case("Cluster-robust difference over shared clusters", "30 clusters of 6, three values in each arm", Promise.Exact, CrossedMisses),
        Case("Welch t test", "20 and 20 clusters of 5 taken as independent values", Promise.Broken, NaiveMisses),
    ];

    private static HonestyCase Case(string method, string setting, Promise promise, Func<RandomStream, bool> isWrong) =>
        new("Comparisons of clustered means", method, setting, Alpha, promise, isWrong);

    private static int Equal(RandomStream stream, int cluster) => 5;

    internal static (double[] Values, int[] Keys) Draw(RandomStream stream, int clusters, Func<RandomStream, int, int> size, int firstKey = 0)
    {
        var (values, keys) = (new List<double>(), new List<int>());
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            var common = stream.NextNormal();
            var count = size(stream, cluster);
            for (var index = 0; index < count; index++)
            {
                values.Add(common + stream.NextNormal());
                keys.Add(firstKey + cluster);
            }
        }

        return ([.. values], [.. keys]);
    }

    private static bool MeanMisses(RandomStream stream, int clusters, Func<RandomStream, int, int> size)
    {
        var (values, keys) = Draw(stream, clusters, size);
        return !ClusterRobust.Mean<int>(values, keys).Estimate.Interval.Contains(0);
    }

    private static bool RateMisses(RandomStream stream)
    {
        var (values, keys) = Draw(stream, 60, Equal);
        return !ClusterRobust.Mean<int>(Failures(values), keys).Estimate.Interval.Contains(0.2);
    }

    private static bool RateDifferenceMisses(RandomStream stream)
    {
        var (baseline, keys) = Draw(stream, 60, Equal);
        var (candidate, otherKeys) = Draw(stream, 60, Equal, 60);
        return ClusterRobust.Difference<int>(Failures(baseline), keys, Failures(candidate), otherKeys).Test().PValue <= Alpha;
    }

    // A fifth of the sums of two standard normals lies above the limit.
    private static double[] Failures(double[] values)
    {
        var limit = Math.Sqrt(2) * Distributions.NormalQuantile(0.8);
        return Array.ConvertAll(values, value => value > limit ? 1.0 : 0);
    }

    private static bool PairedMisses(RandomStream stream)
    {
        var (differences, keys) = Draw(stream, 30, Equal);
        var baseline = Array.ConvertAll(differences, _ => 5 * stream.NextNormal());
        var candidate = baseline.Zip(differences, (value, difference) => value + difference).ToArray();
        return ClusterRobust.PairedDifference<int>(baseline, candidate, keys).Test().PValue <= Alpha;
    }

    private static bool DifferenceMisses(RandomStream stream, int clusters, int others, Func<RandomStream, int, int> size)
    {
        var (baseline, keys) = Draw(stream, clusters, size);
        var (candidate, otherKeys) = Draw(stream, others, size, clusters);
        return !ClusterRobust.Difference<int>(baseline, keys, candidate, otherKeys).Estimate.Interval.Contains(0);
    }

    private static bool CrossedMisses(RandomStream stream)
    {
        var (values, keys) = Draw(stream, 30, (_, _) => 6);
        int[] even = [.. Enumerable.Range(0, values.Length / 2).Select(index => 2 * index)];
        double[] baseline = [.. even.Select(index => values[index])];
        double[] candidate = [.. even.Select(index => values[index + 1])];
        int[] half = [.. even.Select(index => keys[index])];
        return !ClusterRobust.CrossedDifference<int>(baseline, half, candidate, half).Estimate.Interval.Contains(0);
    }

    private static bool NaiveMisses(RandomStream stream) =>
        Welch.Difference(Draw(stream, 20, Equal).Values, Draw(stream, 20, Equal).Values).PValue <= Alpha;
}
