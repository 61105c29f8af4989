using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Clusters;

/// <summary>Adds up how far each cluster's observations lie from the mean: what a cluster-robust variance is made of.</summary>
internal sealed class ClusterSums<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _places = [];
    private CompensatedSum[] _sums = new CompensatedSum[16];

    public int Count => _places.Count;

    public void Add(ReadOnlySpan<double> values, ReadOnlySpan<TKey> clusters, double centre, double weight)
    {
        for (var index = 0; index < values.Length; index++)
        {
            var place = Place(clusters[index]);
            _sums[place].Add((values[index] - centre) * weight);
        }
    }

    public bool Contains(TKey cluster) => _places.ContainsKey(cluster);

    public double SumOfSquares()
    {
        var squares = default(CompensatedSum);
        foreach (var sum in _sums.AsSpan(0, Count))
        {
            squares.Add(sum.Value * sum.Value);
        }

        return squares.Value;
    }

    private int Place(TKey cluster)
    {
        if (_places.TryGetValue(cluster, out var place))
        {
            return place;
        }

        place = _places.Count;
        _places.Add(cluster, place);
        if (place == _sums.Length)
        {
            Array.Resize(ref _sums, 2 * place);
        }

        return place;
    }
}
