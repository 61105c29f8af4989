namespace Penstock.Statistics.Text;

/// <summary>How much two sets overlap: |A ∩ B| / |A ∪ B|, from 0 (nothing in common) to 1 (the same set).</summary>
/// <remarks>Jaccard (1901), Bulletin de la Société vaudoise des sciences naturelles 37:547. Two empty sets are the same: 1. Counts of repeated members are ignored.</remarks>
public static class Jaccard
{
    /// <summary>The exact similarity of two sets.</summary>
    /// <param name="first">One set.</param>
    /// <param name="second">The other, with the same equality of members.</param>
    /// <remarks>Time O(size of the smaller).</remarks>
    public static double Of<T>(IReadOnlySet<T> first, IReadOnlySet<T> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (small, large) = first.Count <= second.Count ? (first, second) : (second, first);
        return Ratio(small.Count(large.Contains), first.Count, second.Count);
    }

    /// <summary>The similarity of two texts by their shingles.</summary>
    /// <param name="first">The shingles of one text.</param>
    /// <param name="second">The shingles of the other, of the same kind and size.</param>
    /// <returns>0 to 1; exact but for two different shingles with one 64-bit hash, which a pair of texts of 100,000 shingles has with a chance below 1e-8.</returns>
    /// <remarks>Time O(sum of sizes).</remarks>
    public static double Of(ShingleSet first, ShingleSet second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var one = first.Hashes;
        var other = second.Hashes;
        var (i, j, common) = (0, 0, 0);
        while (i < one.Length && j < other.Length)
        {
            if (one[i] == other[j])
            {
                common++;
            }

            var step = one[i].CompareTo(other[j]);
            i += step <= 0 ? 1 : 0;
            j += step >= 0 ? 1 : 0;
        }

        return Ratio(common, one.Length, other.Length);
    }

    private static double Ratio(int common, int first, int second) => first + second == 0 ? 1 : (double)common / (first + (long)second - common);
}
