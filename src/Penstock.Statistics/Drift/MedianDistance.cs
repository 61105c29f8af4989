using System.Numerics.Tensors;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>The median heuristic for the bandwidth of a kernel. It does not look at the labels, so that a permutation test stays exact.</summary>
internal static class MedianDistance
{
    private const int MostVectors = 500;

    /// <summary>The median distance between different vectors among at most 500 drawn from both samples; 1 if all are equal.</summary>
    public static double Of(Vectors vectors, ulong seed)
    {
        var rows = new int[vectors.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
        }

        // Drawn without a look at the labels: a sample of the whole is as good as all of it here.
        new RandomStream(~seed).Shuffle<int>(rows);
        var chosen = Math.Min(MostVectors, rows.Length);
        var distances = new double[chosen * (chosen - 1) / 2];
        var found = 0;
        for (var first = 1; first < chosen; first++)
        {
            for (var second = 0; second < first; second++)
            {
                var distance = TensorPrimitives.Distance(vectors.Row(rows[first]), vectors.Row(rows[second]));
                distances[found] = distance;
                found += distance > 0 ? 1 : 0;
            }
        }

        var positive = distances.AsSpan(0, found);
        positive.Sort();
        return found == 0 ? 1 : (positive[(found - 1) / 2] + positive[found / 2]) / 2;
    }
}
