using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>Checks and shares of two counts of the same categories.</summary>
internal static class CategoryCounts
{
    public static (long Reference, long Current) Totals(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        if (reference.Length != current.Length)
        {
            throw new ArgumentException(
                $"Both periods need a count for every category, 0 where it did not occur; there are {reference.Length} and {current.Length}.", nameof(current));
        }

        return (Total(reference, nameof(reference)), Total(current, nameof(current)));
    }

    private static long Total(ReadOnlySpan<long> counts, string name)
    {
        var total = 0L;
        foreach (var count in counts)
        {
            Check.NotNegative(count, name);
            total += count;
        }

        Check.Count(total, 1, name);
        return total;
    }

    /// <summary>How many categories occur in at least one of the two.</summary>
    public static int Seen(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var seen = 0;
        for (var index = 0; index < reference.Length; index++)
        {
            seen += reference[index] + current[index] > 0 ? 1 : 0;
        }

        return seen;
    }
}
