namespace Penstock.Statistics.Comparisons.Ranks;

/// <summary>The exact distribution of U without ties when both samples come from one population.</summary>
internal static class MannWhitneyDistribution
{
    /// <summary>The chances of U = 0 … first × second.</summary>
    /// <remarks>
    /// Mann and Whitney's recursion on chances, not counts, so that every term is positive and none overflows: the largest value belongs to
    /// the first sample with chance first/(first + second), and then exceeds every value of the second. Time O(first² × second²).
    /// </remarks>
    public static double[] Chances(int first, int second)
    {
        var row = new double[second + 1][];
        Array.Fill(row, [1.0]);
        for (var size = 1; size <= first; size++)
        {
            for (var other = 1; other <= second; other++)
            {
                row[other] = Step(row[other], row[other - 1], size, other);
            }
        }

        return row[second];
    }

    // The chances at (size, other) from those at (size − 1, other) and (size, other − 1).
    private static double[] Step(double[] without, double[] shorter, int size, int other)
    {
        var chances = new double[(size * other) + 1];
        var share = (double)size / (size + other);
        for (var u = 0; u < without.Length; u++)
        {
            chances[u + other] += share * without[u];
        }

        for (var u = 0; u < shorter.Length; u++)
        {
            chances[u] += (1 - share) * shorter[u];
        }

        return chances;
    }
}
