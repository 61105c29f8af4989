using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>The area under the ROC curve and its variances from ranks, ties at their mean.</summary>
/// <param name="Auc">The chance that a positive scores above a negative, ties at half.</param>
/// <param name="High">The part of its variance that comes from the positives, by their placements among the negatives (DeLong).</param>
/// <param name="Low">The part that comes from the negatives.</param>
/// <param name="NullVariance">Its variance if scores say nothing, corrected for ties (Mann-Whitney).</param>
internal readonly record struct RocRanks(double Auc, double High, double Low, double NullVariance)
{
    /// <summary>Both classes must occur.</summary>
    public static RocRanks Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        var sorted = scores.ToArray();
        var order = new int[sorted.Length];
        for (var index = 0; index < order.Length; index++)
        {
            order[index] = index;
        }

        Array.Sort(sorted, order);
        var n = (double)sorted.Length;
        var positives = 0.0;
        foreach (var label in labels)
        {
            positives += label ? 1 : 0;
        }

        var negatives = n - positives;
        var (area, high, low) = (default(CompensatedSum), default(CompensatedSum), default(CompensatedSum));
        var (seenPositives, seenNegatives, ties) = (0.0, 0.0, 0.0);
        for (var start = 0; start < sorted.Length;)
        {
            var (end, tiedPositives) = Run(sorted, order, labels, start);
            var tiedNegatives = end - start - tiedPositives;
            var above = (seenNegatives + (tiedNegatives / 2)) / negatives;
            var below = (positives - seenPositives - (tiedPositives / 2)) / positives;
            area.Add(tiedPositives * above);
            high.Add(tiedPositives * above * above);
            low.Add(tiedNegatives * below * below);
            var tied = (double)(end - start);
            ties += (tied * tied * tied) - tied;
            seenPositives += tiedPositives;
            seenNegatives += tiedNegatives;
            start = end;
        }

        var auc = area.Value / positives;
        return new RocRanks(
            auc,
            Part(high.Value, positives, auc),
            Part(low.Value, negatives, auc),
            (n + 1 - (ties / (n * (n - 1)))) / (12 * positives * negatives));
    }

    private static (int End, double Positives) Run(double[] sorted, int[] order, ReadOnlySpan<bool> labels, int start)
    {
        var end = start;
        var positives = 0.0;
        while (end < sorted.Length && sorted[end] == sorted[start])
        {
            positives += labels[order[end]] ? 1 : 0;
            end++;
        }

        return (end, positives);
    }

    // The variance of the mean placement of one class; with a single member it is not known, and the widest possible one stands in.
    private static double Part(double squares, double count, double auc) =>
        count > 1 ? Math.Max(0, (squares / count) - (auc * auc)) / (count - 1) : auc * (1 - auc);
}
