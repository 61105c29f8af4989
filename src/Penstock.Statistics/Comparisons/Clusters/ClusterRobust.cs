using Penstock.Statistics.Comparisons.Means;
using Penstock.Statistics.Comparisons.Paired;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Clusters;

/// <summary>
/// Means and differences of means where observations come in groups that resemble each other: turns of one conversation, questions on one
/// passage, requests of one user, repeated samples of one item. Counting such observations as independent makes intervals too narrow.
/// </summary>
/// <remarks>
/// <para>All assume that clusters, not observations, are drawn independently. With clusters of one size the intervals hold their level from 10
/// clusters on. Unequal sizes make them too narrow: a 95 % interval of a mean misses in 5.7 % of cases with 30 clusters of 1 to 9 values, in
/// 5.3 % with 60, and in 17 % with 10 of which one holds half of the values; a rate of 20 % over 60 clusters of 5 in 5.8 %. Then compare the means of the
/// clusters with <see cref="Welch"/> or <see cref="PairedMeans"/> instead, which weighs every cluster alike. Not for 0 and 1 with a rate near
/// either end and few clusters: nothing keeps the interval inside 0 to 1.</para>
/// <para>With one observation per cluster they equal the methods for independent observations. Where the clusters show no spread the interval
/// excludes nothing. Time O(n), space O(clusters). Liang and Zeger (1986), Biometrika 73:13; for evaluations Miller (2024),
/// arXiv 2411.00640, equation 4; the factor C/(C − 1) and C − 1 degrees of freedom: Cameron and Miller (2015), Journal of Human
/// Resources 50:317, on few clusters.</para>
/// </remarks>
public static class ClusterRobust
{
    private const string MeanMethod = "Cluster-robust mean (CR1)";
    private const string PairedMethod = "Cluster-robust paired difference (CR1)";
    private const string DifferenceMethod = "Cluster-robust difference of means (CR1, Satterthwaite)";
    private const string CrossedMethod = "Cluster-robust difference of means over shared clusters (CR1)";

    /// <summary>Estimates the mean over all observations.</summary>
    /// <typeparam name="TKey">What names a cluster: a number, a string, an id.</typeparam>
    /// <param name="values">Finite values, at least 2.</param>
    /// <param name="clusters">The cluster of each value; at least 2 different ones.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <returns>The mean with C − 1 degrees of freedom, and the standard error that ignores clusters beside it.</returns>
    /// <exception cref="ArgumentException">Unequal lengths, fewer than 2 values or clusters, NaN, infinite, or too large to square.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static ClusteredEstimate Mean<TKey>(ReadOnlySpan<double> values, ReadOnlySpan<TKey> clusters, double level = 0.95)
        where TKey : notnull
    {
        Check.Level(level);
        Lengths(values, clusters, nameof(clusters));
        return OneSample(SampleSummary.Of(values), values, clusters, level, MeanMethod);
    }

    /// <summary>Estimates the mean of candidate minus baseline over pairs that come in clusters.</summary>
    /// <typeparam name="TKey">What names a cluster.</typeparam>
    /// <param name="baseline">One finite value per item; at least 2.</param>
    /// <param name="candidate">The value of the other system for the item at the same position.</param>
    /// <param name="clusters">The cluster of each item; at least 2 different ones.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <returns>The mean difference with C − 1 degrees of freedom.</returns>
    /// <exception cref="ArgumentException">Unequal lengths, fewer than 2 pairs or clusters, NaN, infinite, or too large to square.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static ClusteredEstimate PairedDifference<TKey>(
        ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, ReadOnlySpan<TKey> clusters, double level = 0.95)
        where TKey : notnull
    {
        Check.Paired(baseline, candidate, 2);
        Check.Level(level);
        Lengths(baseline, clusters, nameof(clusters));
        var differences = PairedMeans.Differences(baseline, candidate);
        return OneSample<TKey>(PairedMeans.Summary(differences, baseline, candidate), differences, clusters, level, PairedMethod);
    }

    /// <summary>Estimates candidate mean minus baseline mean where each cluster is in one arm only: users assigned to one version each.</summary>
    /// <typeparam name="TKey">What names a cluster.</typeparam>
    /// <param name="baseline">Finite values of the first arm, at least 2.</param>
    /// <param name="baselineClusters">The cluster of each; at least 2 different ones.</param>
    /// <param name="candidate">Finite values of the second arm, at least 2.</param>
    /// <param name="candidateClusters">The cluster of each; at least 2 different ones, none of them in the first arm.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <returns>The difference; its degrees of freedom combine clusters − 1 of each arm as Satterthwaite does, so that with one observation
    /// per cluster it is Welch's.</returns>
    /// <exception cref="ArgumentException">Unequal lengths, fewer than 2 values or clusters in an arm, a cluster in both arms, NaN, infinite,
    /// or too large to square.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static ClusteredEstimate Difference<TKey>(
        ReadOnlySpan<double> baseline,
        ReadOnlySpan<TKey> baselineClusters,
        ReadOnlySpan<double> candidate,
        ReadOnlySpan<TKey> candidateClusters,
        double level = 0.95)
        where TKey : notnull
    {
        Check.Level(level);
        var (one, oneSums) = Arm(baseline, baselineClusters, nameof(baselineClusters));
        var (other, otherSums) = Arm(candidate, candidateClusters, nameof(candidateClusters));
        foreach (var cluster in candidateClusters)
        {
            if (oneSums.Contains(cluster))
            {
                throw new ArgumentException(
                    $"Cluster {cluster} is in both arms; use {nameof(CrossedDifference)} for clusters that are.", nameof(candidateClusters));
            }
        }

        var (first, second) = (Corrected(oneSums, one.Variance), Corrected(otherSums, other.Variance));
        var freedom = Student.Satterthwaite(first, oneSums.Count - 1, second, otherSums.Count - 1);
        var estimate = Student.Estimate(
            other.Mean - one.Mean, Math.Sqrt(first + second), freedom, level, one.Count + other.Count, DifferenceMethod);

        return new ClusteredEstimate(
            estimate,
            oneSums.Count + otherSums.Count,
            Math.Sqrt(one.VarianceOfMean + other.VarianceOfMean),
            Math.Sqrt(oneSums.SumOfSquares() + otherSums.SumOfSquares()));
    }

    /// <summary>Estimates candidate mean minus baseline mean where clusters may be in both arms: requests assigned one by one, clustered by user.</summary>
    /// <typeparam name="TKey">What names a cluster.</typeparam>
    /// <param name="baseline">Finite values of the first arm, at least 2.</param>
    /// <param name="baselineClusters">The cluster of each.</param>
    /// <param name="candidate">Finite values of the second arm, at least 2.</param>
    /// <param name="candidateClusters">The cluster of each; at least 2 different ones over both arms.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <returns>The difference with C − 1 degrees of freedom, C counting the clusters of both arms together.</returns>
    /// <exception cref="ArgumentException">Unequal lengths, fewer than 2 values in an arm, fewer than 2 clusters, NaN, infinite, or too large
    /// to square.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>Not where whole clusters were assigned to an arm: <see cref="Difference"/> then counts the degrees of freedom of each arm.</remarks>
    public static ClusteredEstimate CrossedDifference<TKey>(
        ReadOnlySpan<double> baseline,
        ReadOnlySpan<TKey> baselineClusters,
        ReadOnlySpan<double> candidate,
        ReadOnlySpan<TKey> candidateClusters,
        double level = 0.95)
        where TKey : notnull
    {
        Check.Level(level);
        Lengths(baseline, baselineClusters, nameof(baselineClusters));
        Lengths(candidate, candidateClusters, nameof(candidateClusters));
        var (one, other) = (SampleSummary.Of(baseline), SampleSummary.Of(candidate));
        var sums = new ClusterSums<TKey>();
        sums.Add(baseline, baselineClusters, one.Mean, -1.0 / one.Count);
        sums.Add(candidate, candidateClusters, other.Mean, 1.0 / other.Count);
        Enough(sums.Count, nameof(candidateClusters));

        var variance = Corrected(sums, Math.Max(one.Variance, other.Variance));
        var estimate = Student.Estimate(
            other.Mean - one.Mean, Math.Sqrt(variance), sums.Count - 1, level, one.Count + other.Count, CrossedMethod);
        return new ClusteredEstimate(
            estimate, sums.Count, Math.Sqrt(one.VarianceOfMean + other.VarianceOfMean), Math.Sqrt(sums.SumOfSquares()));
    }

    private static ClusteredEstimate OneSample<TKey>(
        SampleSummary summary, ReadOnlySpan<double> values, ReadOnlySpan<TKey> clusters, double level, string method)
        where TKey : notnull
    {
        var sums = new ClusterSums<TKey>();
        sums.Add(values, clusters, summary.Mean, 1.0 / summary.Count);
        Enough(sums.Count, nameof(clusters));
        var error = Math.Sqrt(Corrected(sums, summary.Variance));
        return new ClusteredEstimate(
            Student.Estimate(summary.Mean, error, sums.Count - 1, level, summary.Count, method),
            sums.Count,
            Math.Sqrt(summary.VarianceOfMean),
            Math.Sqrt(sums.SumOfSquares()));
    }

    private static (SampleSummary Summary, ClusterSums<TKey> Sums) Arm<TKey>(
        ReadOnlySpan<double> values, ReadOnlySpan<TKey> clusters, string name)
        where TKey : notnull
    {
        Lengths(values, clusters, name);
        var summary = SampleSummary.Of(values);
        var sums = new ClusterSums<TKey>();
        sums.Add(values, clusters, summary.Mean, 1.0 / summary.Count);
        Enough(sums.Count, name);
        return (summary, sums);
    }

    // Sums of clusters that cancel, or values that do not vary, leave a few bits that are no variance.
    private static double Corrected<TKey>(ClusterSums<TKey> sums, double variance)
        where TKey : notnull
    {
        const double Rounding = 1e-28;
        var corrected = sums.SumOfSquares() * sums.Count / (sums.Count - 1);
        return variance == 0 || corrected <= Rounding * variance ? 0 : corrected;
    }

    private static void Lengths<TKey>(ReadOnlySpan<double> values, ReadOnlySpan<TKey> clusters, string name)
    {
        if (values.Length != clusters.Length)
        {
            throw new ArgumentException($"Must name one cluster per value; there are {clusters.Length} for {values.Length} values.", name);
        }
    }

    private static void Enough(int clusters, string name)
    {
        if (clusters < 2)
        {
            throw new ArgumentException($"Names {clusters} cluster; at least 2 are needed to see how clusters vary.", name);
        }
    }
}
