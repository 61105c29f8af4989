namespace Penstock.Statistics.Drift;

/// <summary>Bins that a reference sample defines: equal shares of it, so that no bin of the reference is rare.</summary>
internal static class ReferenceBins
{
    /// <summary>Counts of both samples in bins cut at the quantiles of the reference.</summary>
    public static (long[] Reference, long[] Current) Count(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, int bins)
    {
        var edges = Edges(reference, bins);
        return (Fill(reference, edges), Fill(current, edges));
    }

    /// <summary>The inner edges, rising. A value equal to an edge lies above it.</summary>
    internal static double[] Edges(ReadOnlySpan<double> reference, int bins)
    {
        var sorted = reference.ToArray();
        Array.Sort(sorted);
        if (sorted[0] == sorted[^1])
        {
            return [sorted[0], Math.BitIncrement(sorted[0])];
        }

        // Quantiles of a sample with few values (a flag, a rating) fall together and would leave one bin that sees nothing.
        return FewValues(sorted, bins) ?? Quantiles(sorted, bins);
    }

    private static double[]? FewValues(double[] sorted, int bins)
    {
        var edges = new List<double>(bins);
        for (var index = 1; index < sorted.Length; index++)
        {
            if (sorted[index] == sorted[index - 1])
            {
                continue;
            }

            if (edges.Count == bins - 1)
            {
                return null;
            }

            edges.Add(sorted[index - 1] + ((sorted[index] - sorted[index - 1]) / 2));
        }

        return [.. edges];
    }

    private static double[] Quantiles(double[] sorted, int bins)
    {
        var edges = new List<double>(bins);
        for (var bin = 1; bin < bins; bin++)
        {
            var edge = Quantile(sorted, (double)bin / bins);
            if (edge > sorted[0] && edge < sorted[^1] && (edges.Count == 0 || edge > edges[^1]))
            {
                edges.Add(edge);
            }
        }

        return [.. edges];
    }

    // Type 7 of Hyndman and Fan (1996), from the nearer end so that an edge equals a sample value where the position is whole.
    private static double Quantile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var index = Math.Min((int)position, sorted.Length - 2);
        var part = position - index;
        var (low, high) = (sorted[index], sorted[index + 1]);
        return part < 0.5 ? low + (part * (high - low)) : high - ((1 - part) * (high - low));
    }

    private static long[] Fill(ReadOnlySpan<double> sample, double[] edges)
    {
        var counts = new long[edges.Length + 1];
        foreach (var value in sample)
        {
            var found = Array.BinarySearch(edges, value);
            counts[found >= 0 ? found + 1 : ~found]++;
        }

        return counts;
    }
}
