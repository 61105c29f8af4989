using Penstock.Statistics.Numerics;
namespace Penstock.Statistics.Text;

/// <summary>The set of distinct shingles (overlapping runs of words or characters) of one text, each as a 64-bit hash that is the same on every machine.</summary>
/// <remarks>
/// Broder (1997), "On the resemblance and containment of documents". The hash has no secret: somebody who wants to can craft collisions, so do not use it to keep attackers out.
/// 8 bytes a shingle. Building takes O(length · size + shingles · log shingles).
/// </remarks>
public sealed class ShingleSet
{
    private readonly ulong[] _hashes;

    private ShingleSet(List<ulong> hashes)
    {
        hashes.Sort();
        _hashes = [.. hashes.Distinct()];
    }

    /// <summary>How many distinct shingles the text has.</summary>
    public int Count => _hashes.Length;

    /// <summary>The distinct hashes, ascending.</summary>
    internal ReadOnlySpan<ulong> Hashes => _hashes;

    /// <summary>Runs of words as <see cref="Words.Of"/> splits them: the usual choice for near-duplicate prose, with a size of 3 to 5.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="size">Words per shingle, at least 1. A shorter text is one shingle; a text without words has none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public static ShingleSet OfWords(string text, int size = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return OfItems(Words.Of(text), size);
    }

    /// <summary>Runs of code points, the text taken as it is, case and spaces included: for code, short texts and scripts without spaces.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="size">Code points per shingle, at least 1. A shorter text is one shingle; an empty one has none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public static ShingleSet OfCharacters(string text, int size = 9)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var items = new List<ulong>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            items.Add(Mixer.Mix((ulong)rune.Value));
        }

        return Runs(items, size);
    }

    /// <summary>Runs of items that you split yourself.</summary>
    /// <param name="items">The words, tokens or lines in order.</param>
    /// <param name="size">Items per shingle, at least 1; 1 gives the plain set of items.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public static ShingleSet OfItems(IReadOnlyList<string> items, int size = 1)
    {
        Check.Items(items);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return Runs([.. items.Select(Mixer.Hash)], size);
    }

    private static ShingleSet Runs(List<ulong> items, int size)
    {
        var runs = new List<ulong>(items.Count);
        var length = Math.Min(size, items.Count);
        for (var start = 0; length > 0 && start <= items.Count - length; start++)
        {
            var hash = 0UL;
            for (var place = start; place < start + length; place++)
            {
                hash = Mixer.Join(hash, items[place]);
            }

            runs.Add(hash);
        }

        return new ShingleSet(runs);
    }
}
