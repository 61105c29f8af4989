using Penstock.Statistics.Comparisons.Independent;
using Penstock.Statistics.Comparisons.Paired;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Clusters;

/// <summary>
/// Means and differences of means where observations come in groups that resemble each other: turns of one conversation, questions on one
/// passage, requests of one user, repeated samples of one item. Counting such observations as independent makes intervals too narrow.
/// </summary>
/// <remarks>
/// <para>All assume that clusters, not observations, are drawn independently. With clusters of one size the intervals hold their level from 10
/// clusters on, and every <see cref="ClusterCorrection"/> gives the same mean. Unequal sizes: 95 % intervals of CR1 miss in 5.7 % of cases with 30 clusters
/// of 1 to 9 values, in 6.6 % with 10, in 17 % with 10 of which one holds half of the values; of CR2 in 5.2, 5.4 and 4.8 %; of CR2 with Imbens and
/// Kolesár's degrees in 4.8, 4.7 and 2.2 %: decide by that one. None mends an arm of few clusters: a difference of 5 and 30 clusters of 1 to 9 is missed
/// in 8.1, 6.5 and 6.1 %. Then compare the means of the clusters with <see cref="Welch"/> or <see cref="PairedMeans"/>, which weighs every
/// cluster alike. Not for 0 and 1 with a rate near either end and few clusters: nothing keeps the interval inside 0 to 1, and a rate of 20 % over 60
/// clusters of 5 is missed in 5.8 % of cases by any correction.</para>
/// <para>With one observation per cluster they equal the methods for independent observations. Where the clusters show no spread the interval
/// excludes nothing. Time O(n), space O(clusters). Liang and Zeger (1986), Biometrika 73:13; for evaluations Miller (2024),
/// arXiv 2411.00640, equation 4; CR1: Cameron and Miller (2015), Journal of Human Resources 50:317, on few clusters; CR2: Bell and McCaffrey
/// (2002), Survey Methodology 28:169; Imbens and Kolesár (2016), Review of Economics and Statistics 98:701; Pustejovsky and Tipton (2018),
/// Journal of Business and Economic Statistics 36:672.</para>
/// </remarks>
public static class ClusterRobust
{
    /// <summary>Estimates the mean over all observations.</summary>
    /// <typeparam name="TKey">What names a cluster: a number, a string, an id.</typeparam>
    /// <param name="values">Finite values, at least 2.</param>
    /// <param name="clusters">The cluster of each value; at least 2 different ones.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <param name="correction">How few clusters and unequal ones are allowed for.</param>
    /// <returns>The mean with the degrees of freedom of the correction, C − 1 for CR1, and the standard error that ignores clusters beside it.</returns>
    /// <exception cref="ArgumentException">Unequal lengths, fewer than 2 values or clusters, NaN, infinite, or too large to square.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or there is no such correction.</exception>
    public static ClusteredEstimate Mean<TKey>(ReadOnlySpan<double> values, ReadOnlySpan<TKey> clusters, double level = 0.95, ClusterCorrection correction = ClusterCorrection.Cr1)
        where TKey : notnull
    {
        Check.Level(level);
        var method = $"Cluster-robust mean ({correction.Name()})";
        return OneSample(SampleSummary.Of(values), values, clusters, level, correction, method);
    }

    /// <summary>Estimates the mean of candidate minus baseline over pairs that come in clusters.</summary>
    /// <typeparam name="TKey">What names a cluster.</typeparam>
    /// <param name="baseline">One finite value per item; at least 2.</param>
    /// <param name="candidate">The value of the other system for the item at the same position.</param>
    /// <param name="clusters">The cluster of each item; at least 2 different ones.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <param name="correction">How few clusters and unequal ones are allowed for.</param>
    /// <returns>The mean difference with the degrees of freedom of the correction, C − 1 for CR1.</returns>
    /// <exception cref="ArgumentException">Unequal lengths, fewer than 2 pairs or clusters, NaN, infinite, or too large to square.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or there is no such correction.</exception>
    public static ClusteredEstimate PairedDifference<TKey>(
        ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, ReadOnlySpan<TKey> clusters, double level = 0.95, ClusterCorrection correction = ClusterCorrection.Cr1)
        where TKey : notnull
    {
        Check.Paired(baseline, candidate, 2);
        Check.Level(level);
        var method = $"Cluster-robust paired difference ({correction.Name()})";
        var differences = PairedMeans.Differences(baseline, candidate);
        return OneSample<TKey>(PairedMeans.Summary(differences, baseline, candidate), differences, clusters, level, correction, method);
    }

    /// <summary>Estimates candidate mean minus baseline mean where each cluster is in one arm only: users assigned to one version each.</summary>
    /// <typeparam name="TKey">What names a cluster.</typeparam>
    /// <param name="baseline">Finite values of the first arm, at least 2.</param>
    /// <param name="baselineClusters">The cluster of each; at least 2 different ones.</param>
    /// <param name="candidate">Finite values of the second arm, at least 2.</param>
    /// <param name="candidateClusters">The cluster of each; at least 2 different ones, none of them in the first arm.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <param name="correction">How few clusters and unequal ones are allowed for.</param>
    /// <returns>The difference; its degrees of freedom combine those of each arm (clusters − 1 for CR1) as Satterthwaite does, so that with one
    /// observation per cluster it is Welch's.</returns>
    /// <exception cref="ArgumentException">Unequal lengths, fewer than 2 values or clusters in an arm, a cluster in both arms, NaN, infinite,
    /// or too large to square.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or there is no such correction.</exception>
    public static ClusteredEstimate Difference<TKey>(
        ReadOnlySpan<double> baseline,
        ReadOnlySpan<TKey> baselineClusters,
        ReadOnlySpan<double> candidate,
        ReadOnlySpan<TKey> candidateClusters,
        double level = 0.95,
        ClusterCorrection correction = ClusterCorrection.Cr1)
        where TKey : notnull
    {
        Check.Level(level);
        var method = $"Cluster-robust difference of means ({correction.Name()}, Satterthwaite)";
        var (one, other) = (SampleSummary.Of(baseline), SampleSummary.Of(candidate));
        var oneSums = ClusterSums<TKey>.Of(one, baseline, baselineClusters, nameof(baselineClusters));
        var otherSums = ClusterSums<TKey>.Of(other, candidate, candidateClusters, nameof(candidateClusters));
        foreach (var cluster in candidateClusters)
        {
            if (oneSums.Contains(cluster))
            {
                throw new ArgumentException(
                    $"Cluster {cluster} is in both arms; use {nameof(CrossedDifference)} for clusters that are.", nameof(candidateClusters));
            }
        }

        var (first, second) = (oneSums.Variance(correction, one.Variance), otherSums.Variance(correction, other.Variance));
        var freedom = Student.Satterthwaite(first.Value, first.DegreesOfFreedom, second.Value, second.DegreesOfFreedom);
        return new ClusteredEstimate(
            Student.Estimate(other.Mean - one.Mean, Math.Sqrt(first.Value + second.Value), freedom, level, one.Count + other.Count, method),
            oneSums.Count + otherSums.Count,
            Math.Sqrt(one.VarianceOfMean + other.VarianceOfMean),
            Math.Sqrt(first.Uncorrected + second.Uncorrected));
    }

    /// <summary>Estimates candidate mean minus baseline mean where clusters may be in both arms: requests assigned one by one, clustered by user.</summary>
    /// <typeparam name="TKey">What names a cluster.</typeparam>
    /// <param name="baseline">Finite values of the first arm, at least 2.</param>
    /// <param name="baselineClusters">The cluster of each.</param>
    /// <param name="candidate">Finite values of the second arm, at least 2.</param>
    /// <param name="candidateClusters">The cluster of each; at least 2 different ones over both arms.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <param name="correction">How few clusters and unequal ones are allowed for.</param>
    /// <returns>The difference with the degrees of freedom of the correction: C − 1 for CR1, C counting the clusters of both arms together.</returns>
    /// <exception cref="ArgumentException">Unequal lengths, fewer than 2 values in an arm, fewer than 2 clusters, NaN, infinite, or too large
    /// to square.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or there is no such correction.</exception>
    /// <remarks>Not where whole clusters were assigned to an arm: <see cref="Difference"/> then counts the degrees of freedom of each arm.</remarks>
    public static ClusteredEstimate CrossedDifference<TKey>(
        ReadOnlySpan<double> baseline,
        ReadOnlySpan<TKey> baselineClusters,
        ReadOnlySpan<double> candidate,
        ReadOnlySpan<TKey> candidateClusters,
        double level = 0.95,
        ClusterCorrection correction = ClusterCorrection.Cr1)
        where TKey : notnull
    {
        Check.Level(level);
        var method = $"Cluster-robust difference of means over shared clusters ({correction.Name()})";
        var (one, other) = (SampleSummary.Of(baseline), SampleSummary.Of(candidate));
        var (first, second) = (new ClusterArm(sign: -1), new ClusterArm(sign: 1));
        var sums = new ClusterSums<TKey>(first, second);
        sums.Add(first, one.Mean, baseline, baselineClusters, nameof(baselineClusters));
        sums.Add(second, other.Mean, candidate, candidateClusters, nameof(candidateClusters));
        sums.RequireTwo(nameof(candidateClusters));

        var variance = sums.Variance(correction, Math.Max(one.Variance, other.Variance));
        return new ClusteredEstimate(
            Student.Estimate(other.Mean - one.Mean, Math.Sqrt(variance.Value), variance.DegreesOfFreedom, level, one.Count + other.Count, method),
            sums.Count,
            Math.Sqrt(one.VarianceOfMean + other.VarianceOfMean),
            Math.Sqrt(variance.Uncorrected));
    }

    private static ClusteredEstimate OneSample<TKey>(
        SampleSummary summary, ReadOnlySpan<double> values, ReadOnlySpan<TKey> clusters, double level, ClusterCorrection correction, string method)
        where TKey : notnull
    {
        var sums = ClusterSums<TKey>.Of(summary, values, clusters, nameof(clusters));
        var variance = sums.Variance(correction, summary.Variance);
        return new ClusteredEstimate(
            Student.Estimate(summary.Mean, Math.Sqrt(variance.Value), variance.DegreesOfFreedom, level, summary.Count, method),
            sums.Count,
            Math.Sqrt(summary.VarianceOfMean),
            Math.Sqrt(variance.Uncorrected));
    }
}
