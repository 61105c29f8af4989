namespace Penstock.Statistics.Comparisons.Permutations;

/// <summary>All ways to split a pool of values into two samples of given sizes.</summary>
internal static class Arrangements
{
    /// <summary>How many there are; <see cref="long.MaxValue"/> where they are beyond counting.</summary>
    public static long Splits(int pool, int size)
    {
        var smaller = Math.Min(size, pool - size);
        var splits = 1L;
        for (var step = 1; step <= smaller; step++)
        {
            var factor = pool - smaller + step;
            if (splits > long.MaxValue / factor)
            {
                return long.MaxValue;
            }

            splits = splits * factor / step;
        }

        return splits;
    }

    /// <summary>Every split once, in one array that is written over: the first sample, then the second.</summary>
    public static IEnumerable<double[]> All(double[] pool, int size)
    {
        var chosen = new int[size];
        for (var place = 0; place < size; place++)
        {
            chosen[place] = place;
        }

        var split = new double[pool.Length];
        do
        {
            Fill(pool, chosen, split);
            yield return split;
        }
        while (Advance(chosen, pool.Length));
    }

    // The next choice in lexical order.
    private static bool Advance(int[] chosen, int pool)
    {
        var place = chosen.Length - 1;
        while (place >= 0 && chosen[place] == pool - chosen.Length + place)
        {
            place--;
        }

        if (place < 0)
        {
            return false;
        }

        chosen[place]++;
        for (var next = place + 1; next < chosen.Length; next++)
        {
            chosen[next] = chosen[next - 1] + 1;
        }

        return true;
    }

    private static void Fill(double[] pool, int[] chosen, double[] split)
    {
        var (first, second) = (0, chosen.Length);
        for (var index = 0; index < pool.Length; index++)
        {
            if (first < chosen.Length && chosen[first] == index)
            {
                split[first++] = pool[index];
                continue;
            }

            split[second++] = pool[index];
        }
    }
}
