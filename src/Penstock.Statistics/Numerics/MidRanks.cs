namespace Penstock.Statistics.Numerics;

/// <summary>Ranks from 1 upwards in which equal values share the middle of the ranks they take up.</summary>
internal static class MidRanks
{
    public static double[] Of(ReadOnlySpan<double> values) => Of(values, out _);

    /// <param name="values">The values to rank.</param>
    /// <param name="ties">The sum of t³ − t over all groups of t equal values.</param>
    public static double[] Of(ReadOnlySpan<double> values, out double ties)
    {
        var sorted = values.ToArray();
        var order = new int[sorted.Length];
        for (var index = 0; index < order.Length; index++)
        {
            order[index] = index;
        }

        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        ties = 0;
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            double size = end - start;
            ties += (size * size * size) - size;
            foreach (var index in order.AsSpan(start, end - start))
            {
                ranks[index] = (start + 1 + end) / 2.0;
            }

            start = end;
        }

        return ranks;
    }
}
