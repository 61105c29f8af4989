namespace Penstock.Statistics.Text;

/// <summary>GLEU: the runs of 1 to 4 tokens in common, divided by those of the longer side; the smaller of precision and recall. Made for single sentences.</summary>
/// <remarks>
/// Wu et al. (2016), "Google's Neural Machine Translation System", arXiv 1609.08144, section "Training Criteria"; the corpus form as in NLTK. Not the GLEU of grammatical error correction (Napoles et al.
/// 2015). Symmetric for one reference, and in need of neither smoothing nor a brevity penalty. Time O(4 · tokens).
/// </remarks>
public static class Gleu
{
    /// <summary>GLEU of one sentence: with several references the best.</summary>
    /// <param name="candidate">The tokens that are judged.</param>
    /// <param name="references">One or more references.</param>
    /// <param name="maxSize">The longest run, 1 to 9.</param>
    /// <returns>0 to 1; 0 where either side is empty, or both are.</returns>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The longest run is not from 1 to 9.</exception>
    public static double Sentence(IReadOnlyList<string> candidate, IReadOnlyList<IReadOnlyList<string>> references, int maxSize = 4)
    {
        var (common, total) = Best(candidate, references, maxSize);
        return total == 0 ? 0 : (double)common / total;
    }

    /// <summary>GLEU of a corpus: runs in common and runs at all are summed over segments before the division, each by its best reference.</summary>
    /// <param name="candidates">The tokens of each segment that is judged, at least one segment.</param>
    /// <param name="references">For each segment one or more references.</param>
    /// <param name="maxSize">The longest run, 1 to 9.</param>
    /// <exception cref="ArgumentException">There is no segment, the numbers differ, or a segment has no reference.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The longest run is not from 1 to 9.</exception>
    public static double Corpus(
        IReadOnlyList<IReadOnlyList<string>> candidates, IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> references, int maxSize = 4)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(references);
        if (candidates.Count == 0 || candidates.Count != references.Count)
        {
            throw new ArgumentException($"Each segment needs its references; there are {candidates.Count} segments and {references.Count} sets of references.", nameof(references));
        }

        var (common, total) = (0L, 0L);
        for (var segment = 0; segment < candidates.Count; segment++)
        {
            var best = Best(candidates[segment], references[segment], maxSize);
            common += best.Common;
            total += best.Total;
        }

        return total == 0 ? 0 : (double)common / total;
    }

    private static (long Common, long Total) Best(IReadOnlyList<string> candidate, IReadOnlyList<IReadOnlyList<string>> references, int maxSize)
    {
        ArgumentNullException.ThrowIfNull(references);
        if (maxSize is < 1 or > 9)
        {
            throw new ArgumentOutOfRangeException(nameof(maxSize), maxSize, "Must be from 1 to 9.");
        }

        if (references.Count == 0)
        {
            throw new ArgumentException("Holds no reference; at least one is needed.", nameof(references));
        }

        var best = Runs(candidate, references[0], maxSize);
        for (var reference = 1; reference < references.Count; reference++)
        {
            var next = Runs(candidate, references[reference], maxSize);
            best = next.Common * (double)best.Total > best.Common * (double)next.Total ? next : best;
        }

        return best;
    }

    private static (long Common, long Total) Runs(IReadOnlyList<string> candidate, IReadOnlyList<string> reference, int maxSize)
    {
        var tokens = NGrams.Number(candidate, reference);
        var runs = tokens.ToArray();
        var (common, ofCandidate, ofReference) = (0L, 0L, 0L);
        for (var length = 1; length <= maxSize; length++)
        {
            if (length > 1)
            {
                NGrams.Extend(runs, tokens, length);
            }

            common += NGrams.Common(NGrams.Count(runs[0]), NGrams.Count(runs[1]));
            ofCandidate += runs[0].Length;
            ofReference += runs[1].Length;
        }

        return (common, Math.Max(ofCandidate, ofReference));
    }
}
