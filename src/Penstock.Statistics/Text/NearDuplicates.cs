using System.Runtime.InteropServices;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Text;

/// <summary>Finds texts that are nearly the same among many, without comparing every pair.</summary>
/// <remarks>
/// Signatures cut by a <see cref="Banding"/> propose pairs, true similarities decide, and pairs join groups. A pair is missed with the chance
/// 1 − <see cref="Banding.CandidateProbability"/>; none is wrong. Groups chain: A may join C through B though A and C differ more than the threshold.
/// Time O(texts · (shingles + 1) · places) plus the verified pairs; texts with equal shingle sets are joined first, so that a thousand copies cost no million comparisons.
/// </remarks>
public static class NearDuplicates
{
    /// <summary>All pairs that agree in at least one band, each once, the smaller index first, in ascending order.</summary>
    /// <param name="signatures">Signatures of one <see cref="MinHash"/>, at least as long as the banding needs.</param>
    /// <param name="banding">How they are cut.</param>
    /// <remarks>Memory grows with the pairs: k equal signatures are k(k − 1)/2 pairs. <see cref="Group"/> does not have this cost.</remarks>
    /// <exception cref="ArgumentException">A signature is too short, or the banding is empty.</exception>
    public static IReadOnlyList<(int First, int Second)> CandidatePairs(IReadOnlyList<uint[]> signatures, Banding banding)
    {
        Check.Items(signatures);
        var pairs = new HashSet<(int First, int Second)>();
        foreach (var bucket in Buckets(signatures, banding))
        {
            for (var second = 1; second < bucket.Count; second++)
            {
                for (var first = 0; first < second; first++)
                {
                    pairs.Add((bucket[first], bucket[second]));
                }
            }
        }

        return [.. pairs.Order()];
    }

    /// <summary>For each text the index of the first text of its group; its own where it has no near duplicate before it.</summary>
    /// <param name="texts">The shingle sets, all of one kind and size. Empty sets are one group.</param>
    /// <param name="threshold">The least Jaccard similarity of a pair that joins, 0 to 1, such as 0.8. Choose the banding so that its own threshold is below it.</param>
    /// <param name="banding">How signatures are cut.</param>
    /// <param name="seed">Where the random numbers start.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not from 0 to 1.</exception>
    /// <exception cref="ArgumentException">The banding is empty.</exception>
    public static int[] Group(IReadOnlyList<ShingleSet> texts, double threshold, Banding banding, ulong seed)
    {
        Check.Items(texts);
        Check.Probability(threshold);
        Demand(banding);
        var groups = Enumerable.Range(0, texts.Count).ToArray();
        var distinct = JoinEqual(texts, groups);
        var minHash = new MinHash(banding.Places, seed);
        var signatures = distinct.Select(text => minHash.Sign(texts[text])).ToArray();
        foreach (var bucket in Buckets(signatures, banding))
        {
            JoinAlike(texts, [.. bucket.Select(place => distinct[place])], threshold, groups);
        }

        for (var text = 0; text < groups.Length; text++)
        {
            groups[text] = Root(groups, text);
        }

        return groups;
    }

    private static void Demand(Banding banding)
    {
        if (banding.Places == 0)
        {
            throw new ArgumentException("Has no bands; make one with bands and rows.", nameof(banding));
        }
    }

    private static IEnumerable<List<int>> Buckets(IReadOnlyList<uint[]> signatures, Banding banding)
    {
        Demand(banding);
        foreach (var signature in signatures)
        {
            if (signature.Length < banding.Places)
            {
                throw new ArgumentException($"A signature has {signature.Length} places; the banding needs {banding.Places}.", nameof(signatures));
            }
        }

        return Cut(signatures, banding);
    }

    private static IEnumerable<List<int>> Cut(IReadOnlyList<uint[]> signatures, Banding banding)
    {
        for (var band = 0; band < banding.Bands; band++)
        {
            var buckets = new Dictionary<ulong, List<int>>(signatures.Count);
            for (var text = 0; text < signatures.Count; text++)
            {
                var hash = 0UL;
                foreach (var place in signatures[text].AsSpan(band * banding.Rows, banding.Rows))
                {
                    hash = Mixer.Join(hash, place);
                }

                ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(buckets, hash, out _);
                (bucket ??= []).Add(text);
            }

            foreach (var bucket in buckets.Values.Where(bucket => bucket.Count > 1))
            {
                yield return bucket;
            }
        }
    }

    // The first of each set of equal texts stands for all of them from here on.
    private static List<int> JoinEqual(IReadOnlyList<ShingleSet> texts, int[] groups)
    {
        var firsts = new Dictionary<ulong, List<int>>();
        var distinct = new List<int>();
        for (var text = 0; text < texts.Count; text++)
        {
            var hash = (ulong)texts[text].Count;
            foreach (var shingle in texts[text].Hashes)
            {
                hash = Mixer.Join(hash, shingle);
            }

            ref var same = ref CollectionsMarshal.GetValueRefOrAddDefault(firsts, hash, out _);
            same ??= [];
            var first = Equal(texts, same, text);
            if (first < 0)
            {
                same.Add(text);
                distinct.Add(text);
            }
            else
            {
                groups[text] = first;
            }
        }

        return distinct;
    }

    private static int Equal(IReadOnlyList<ShingleSet> texts, List<int> candidates, int text)
    {
        foreach (var candidate in candidates)
        {
            if (texts[candidate].Hashes.SequenceEqual(texts[text].Hashes))
            {
                return candidate;
            }
        }

        return -1;
    }

    private static void JoinAlike(IReadOnlyList<ShingleSet> texts, int[] bucket, double threshold, int[] groups)
    {
        for (var second = 1; second < bucket.Length; second++)
        {
            for (var first = 0; first < second; first++)
            {
                var (one, other) = (Root(groups, bucket[first]), Root(groups, bucket[second]));
                if (one != other && Jaccard.Of(texts[bucket[first]], texts[bucket[second]]) >= threshold)
                {
                    groups[Math.Max(one, other)] = Math.Min(one, other);
                }
            }
        }
    }

    // Halves the path on the way, so that later walks are short.
    private static int Root(int[] groups, int text)
    {
        while (groups[text] != text)
        {
            groups[text] = groups[groups[text]];
            text = groups[text];
        }

        return text;
    }
}
