using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Clusters;

/// <summary>Adds up by cluster how far the values of each arm lie from their mean: what a cluster-robust variance is made of.</summary>
internal sealed class ClusterSums<TKey>(params ClusterArm[] arms)
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _places = [];
    private CompensatedSum _squares;

    public int Count => _places.Count;

    /// <summary>The sums of a sample that is an arm by itself; refuses a single cluster.</summary>
    public static ClusterSums<TKey> Of(SampleSummary summary, ReadOnlySpan<double> values, ReadOnlySpan<TKey> clusters, string name)
    {
        var arm = new ClusterArm(sign: 1);
        var sums = new ClusterSums<TKey>(arm);
        sums.Add(arm, summary.Mean, values, clusters, name);
        sums.RequireTwo(name);
        return sums;
    }

    public void Add(ClusterArm arm, double mean, ReadOnlySpan<double> values, ReadOnlySpan<TKey> clusters, string name)
    {
        if (values.Length != clusters.Length)
        {
            throw new ArgumentException($"Must name one cluster per value; there are {clusters.Length} for {values.Length} values.", name);
        }

        for (var index = 0; index < values.Length; index++)
        {
            var residual = values[index] - mean;
            arm.Add(Place(clusters[index]), residual);
            _squares.Add(residual * residual);
        }
    }

    public void RequireTwo(string name)
    {
        if (Count < 2)
        {
            throw new ArgumentException($"Names {Count} cluster; at least 2 are needed to see how clusters vary.", name);
        }
    }

    public bool Contains(TKey cluster) => _places.ContainsKey(cluster);

    /// <summary>The variance of what is estimated: the difference of the arms, or the mean of the only one.</summary>
    /// <param name="correction">How it allows for few clusters.</param>
    /// <param name="spread">The variance of a single value, beside which a sum of rounding errors is none.</param>
    public ClusterVariance Variance(ClusterCorrection correction, double spread) =>
        ClusterVariance.Of(arms, Count, _squares.Value, correction).WithoutRounding(spread);

    private int Place(TKey cluster)
    {
        if (!_places.TryGetValue(cluster, out var place))
        {
            place = _places.Count;
            _places.Add(cluster, place);
        }

        return place;
    }
}
