using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Paired;

/// <summary>Pass or fail of two systems on the same items, counted by who passed.</summary>
/// <param name="Both">Items that both passed.</param>
/// <param name="OnlyBaseline">Items that only the baseline passed: what the candidate breaks.</param>
/// <param name="OnlyCandidate">Items that only the candidate passed: what it repairs.</param>
/// <param name="Neither">Items that neither passed.</param>
public readonly record struct PairedTable(long Both, long OnlyBaseline, long OnlyCandidate, long Neither)
{
    /// <summary>How many items there are.</summary>
    public long Count => Both + OnlyBaseline + OnlyCandidate + Neither;

    /// <summary>How many items only one of the two passed. These alone say which is better.</summary>
    public long Discordant => OnlyBaseline + OnlyCandidate;

    /// <summary>Counts the items.</summary>
    /// <param name="baseline">Whether the baseline passed each item.</param>
    /// <param name="candidate">Whether the candidate passed the item at the same position.</param>
    /// <exception cref="ArgumentException">No items, or unequal lengths.</exception>
    /// <remarks>Time O(n), no allocation.</remarks>
    public static PairedTable Of(ReadOnlySpan<bool> baseline, ReadOnlySpan<bool> candidate)
    {
        if (baseline.Length != candidate.Length || baseline.IsEmpty)
        {
            throw new ArgumentException(
                $"Both sides must hold one answer per item, and at least one item; there are {baseline.Length} and {candidate.Length}.",
                nameof(candidate));
        }

        long both = 0, onlyBaseline = 0, onlyCandidate = 0;
        for (var item = 0; item < baseline.Length; item++)
        {
            both += baseline[item] && candidate[item] ? 1 : 0;
            onlyBaseline += baseline[item] && !candidate[item] ? 1 : 0;
            onlyCandidate += !baseline[item] && candidate[item] ? 1 : 0;
        }

        return new PairedTable(both, onlyBaseline, onlyCandidate, baseline.Length - both - onlyBaseline - onlyCandidate);
    }

    private static bool Possible(long count) => count is >= 0 and <= Check.MostCount;

    internal void Require(string name)
    {
        if (!(Possible(Both) && Possible(OnlyBaseline) && Possible(OnlyCandidate) && Possible(Neither) && Count > 0))
        {
            throw new ArgumentException($"Counts must be from 0 to {Check.MostCount}, and at least one must be above 0: {this}.", name);
        }
    }
}
