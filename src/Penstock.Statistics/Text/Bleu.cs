namespace Penstock.Statistics.Text;

/// <summary>BLEU: the geometric mean of the clipped precisions of runs of 1 to 4 tokens, times a penalty for brevity.</summary>
/// <remarks>
/// Papineni, Roukos, Ward and Zhu (2002), ACL, section 2. Works on tokens; scores of different tokenisations cannot be compared (Post 2018), so say which yours is. The numbers
/// agree with sacrebleu on tokens split in advance. A measure for a corpus of translations: for one sentence it is rough, for open-ended answers misleading. Time O(4 · tokens).
/// </remarks>
public static class Bleu
{
    /// <summary>BLEU of a corpus: matches and lengths are summed over all segments before any division.</summary>
    /// <param name="candidates">The tokens of each segment that is judged, at least one segment.</param>
    /// <param name="references">For each segment one or more references.</param>
    /// <param name="smoothing">What becomes of a precision of 0.</param>
    /// <param name="maxSize">The longest run, 1 to 9.</param>
    /// <returns>The score; 0 where no token matches, where nothing was said, or where no candidate is as long as the longest run.</returns>
    /// <exception cref="ArgumentException">There is no segment, the numbers differ, or a segment has no reference.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The longest run is not from 1 to 9.</exception>
    public static BleuScore Corpus(
        IReadOnlyList<IReadOnlyList<string>> candidates,
        IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> references,
        BleuSmoothing smoothing = BleuSmoothing.None,
        int maxSize = 4)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(references);
        if (candidates.Count == 0 || candidates.Count != references.Count)
        {
            throw new ArgumentException($"Each segment needs its references; there are {candidates.Count} segments and {references.Count} sets of references.", nameof(references));
        }

        var sums = new BleuSums(maxSize);
        for (var segment = 0; segment < candidates.Count; segment++)
        {
            sums.Add(candidates[segment], references[segment]);
        }

        return sums.Score(smoothing, shortenOrder: false);
    }

    /// <summary>BLEU of one sentence. A candidate shorter than the longest run is judged by the runs it has (sacrebleu's effective order).</summary>
    /// <param name="candidate">The tokens that are judged.</param>
    /// <param name="references">One or more references.</param>
    /// <param name="smoothing">What becomes of a precision of 0.</param>
    /// <param name="maxSize">The longest run, 1 to 9.</param>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The longest run is not from 1 to 9.</exception>
    public static BleuScore Sentence(
        IReadOnlyList<string> candidate,
        IReadOnlyList<IReadOnlyList<string>> references,
        BleuSmoothing smoothing = BleuSmoothing.Exponential,
        int maxSize = 4)
    {
        var sums = new BleuSums(maxSize);
        sums.Add(candidate, references);
        return sums.Score(smoothing, shortenOrder: true);
    }
}
