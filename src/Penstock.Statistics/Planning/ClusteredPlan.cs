using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>Plans for observations that come in clusters: turns of a conversation, questions on one passage, requests of one user.</summary>
/// <remarks>
/// <para>Assumes clusters that are independent of each other and of about equal size. The mean of m observations of a cluster has the variance
/// σ²·(1 + (m−1)·ρ)/m, so the plan is one for cluster means. For other designs set <see cref="PlanOptions.DesignEffect"/> to
/// <see cref="DesignEffect"/>; that gives observations, to be divided by the cluster size.</para>
/// <para>Not when sizes differ much: use <see cref="DesignEffectUnequal"/>. Not for an arm with fewer than about 10 clusters except by the methods here,
/// whose t distribution has clusters − 1 degrees of freedom.</para>
/// Source: Kish (1965), Survey Sampling; Donner and Klar (2000), Cluster Randomization Trials. Constant time.
/// </remarks>
public static class ClusteredPlan
{
    private const string Method = "Noncentral t sample size of a clustered mean";

    /// <summary>How many times clustering multiplies the variance of a mean: 1 + (m − 1)·ρ.</summary>
    /// <param name="clusterSize">Observations in each cluster (their mean number): finite, at least 1.</param>
    /// <param name="correlation">The intra-cluster correlation, the share of the variance that lies between clusters: −1/(clusterSize−1) to 1.</param>
    /// <returns>The design effect: 1 without correlation, below 1 where the correlation is negative, never below 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for clusters of very different sizes: use <see cref="DesignEffectUnequal"/>. Source: Kish (1965).</remarks>
    public static double DesignEffect(double clusterSize, double correlation)
    {
        if (!(clusterSize is >= 1 and <= 1e15))
        {
            throw new ArgumentOutOfRangeException(nameof(clusterSize), clusterSize, "Must be from 1 to 1E+15.");
        }

        var effect = 1 + ((clusterSize - 1) * correlation);
        if (!(correlation <= 1 && effect >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "Must be at most 1 and at least -1/(clusterSize-1).");
        }

        return effect;
    }

    /// <summary>The design effect for clusters of unequal size: 1 + ((1 + v²)·m − 1)·ρ.</summary>
    /// <param name="clusterSize">The mean number of observations in a cluster: finite, at least 1.</param>
    /// <param name="variation">The standard deviation of the cluster sizes divided by their mean: finite, not negative.</param>
    /// <param name="correlation">The intra-cluster correlation: 0 to 1.</param>
    /// <returns>The design effect: at least 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>An upper estimate for variation above 0.7. Source: Eldridge, Ashby and Kerry (2006), International J. of Epidemiology 35:1292.</remarks>
    public static double DesignEffectUnequal(double clusterSize, double variation, double correlation)
    {
        Check.NotNegative(variation);
        Check.Probability(correlation);
        return DesignEffect(clusterSize, 0) + ((((1 + (variation * variation)) * clusterSize) - 1) * correlation);
    }

    /// <summary>How many clusters show a mean (or a mean difference within clusters) of the given size.</summary>
    /// <param name="effect">The difference to see, in the unit of the observations: finite, not 0; its sign does not matter.</param>
    /// <param name="standardDeviation">The standard deviation of single observations: finite, above 0.</param>
    /// <param name="clusterSize">Observations in each cluster (their mean number): finite, at least 1.</param>
    /// <param name="correlation">The intra-cluster correlation, the share of the variance that lies between clusters: −1/(clusterSize−1) to 1.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The number of clusters: at least 2.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would need more than 10^15 observations.</exception>
    /// <remarks>Not for clusters split into two arms: use <see cref="TwoMeansPlan"/> with the design effect. Source: as the class.</remarks>
    public static PlannedSize SampleSize(double effect, double standardDeviation, double clusterSize, double correlation, PlanOptions? options = null)
    {
        var size = MeanPlan.SampleSizeStudent(effect, Spread(standardDeviation, clusterSize, correlation), options);
        return size with { Method = Method };
    }

    /// <summary>The chance that so many clusters show the effect.</summary>
    /// <param name="count">Clusters: at least 2; need not be whole.</param>
    /// <param name="effect">The difference, in the unit of the observations: finite, not 0; its sign does not matter.</param>
    /// <param name="standardDeviation">The standard deviation of single observations: finite, above 0.</param>
    /// <param name="clusterSize">Observations in each cluster (their mean number): finite, at least 1.</param>
    /// <param name="correlation">The intra-cluster correlation, the share of the variance that lies between clusters: −1/(clusterSize−1) to 1.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The power: 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for clusters split into two arms. Source: as the class.</remarks>
    public static double Power(
        double count, double effect, double standardDeviation, double clusterSize, double correlation, PlanOptions? options = null) =>
        MeanPlan.PowerStudent(count, effect, Spread(standardDeviation, clusterSize, correlation), options);

    /// <summary>The smallest difference that so many clusters show with the power asked for.</summary>
    /// <param name="count">Clusters: at least 2; need not be whole.</param>
    /// <param name="standardDeviation">The standard deviation of single observations: finite, above 0.</param>
    /// <param name="clusterSize">Observations in each cluster (their mean number): finite, at least 1.</param>
    /// <param name="correlation">The intra-cluster correlation, the share of the variance that lies between clusters: −1/(clusterSize−1) to 1.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The minimum detectable effect, positive, in the unit of the observations.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for clusters split into two arms. Source: as the class.</remarks>
    public static double DetectableEffect(double count, double standardDeviation, double clusterSize, double correlation, PlanOptions? options = null) =>
        MeanPlan.DetectableEffectStudent(count, Spread(standardDeviation, clusterSize, correlation), options);

    private static double Spread(double standardDeviation, double clusterSize, double correlation)
    {
        Check.Positive(standardDeviation);
        var effect = DesignEffect(clusterSize, correlation);
        if (effect == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "Leaves the means of clusters no variance; nothing is to be planned.");
        }

        return standardDeviation * Math.Sqrt(effect / clusterSize);
    }
}
