namespace Penstock.Statistics.Text;

/// <summary>Overlap of a summary with a reference: runs of n words (ROUGE-N) or the longest common subsequence of words (ROUGE-L).</summary>
/// <remarks>
/// Lin (2004), "ROUGE: A Package for Automatic Evaluation of Summaries". The forms for strings split as Google's rouge_score does without stemming (<see cref="Words.OfAscii"/>:
/// a–z and 0–9 alone) and agree with its numbers; for any other script hand the tokens over yourself, or every score is 0. ROUGE-L is at sentence level: the text is one
/// sequence. Where one side is empty, or both are, all figures are 0, as there. Surface overlap only: do not gate open-ended answers by it, which may be right in other words.
/// With several references take the best F1. A score is of one pair: for the mean over items put an interval around it.
/// </remarks>
public static class Rouge
{
    /// <summary>ROUGE-N of two texts.</summary>
    /// <param name="candidate">The text that is judged.</param>
    /// <param name="reference">The text that is right.</param>
    /// <param name="size">Words per run: 1 for ROUGE-1, 2 for ROUGE-2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public static OverlapScore N(string candidate, string reference, int size) => N(Words.OfAscii(candidate), Words.OfAscii(reference), size);

    /// <summary>ROUGE-N of two lists of tokens.</summary>
    /// <param name="candidate">The tokens that are judged.</param>
    /// <param name="reference">The tokens that are right.</param>
    /// <param name="size">Tokens per run, at least 1.</param>
    /// <remarks>Repeated runs count as often as both have them. Time O(size · tokens).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public static OverlapScore N(IReadOnlyList<string> candidate, IReadOnlyList<string> reference, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var tokens = NGrams.Number(candidate, reference);
        var runs = tokens.ToArray();
        for (var length = 2; length <= size && runs.Any(run => run.Length > 0); length++)
        {
            NGrams.Extend(runs, tokens, length);
        }

        return OverlapScore.Of(NGrams.Common(NGrams.Count(runs[0]), NGrams.Count(runs[1])), runs[0].Length, runs[1].Length);
    }

    /// <summary>ROUGE-L of two texts.</summary>
    /// <param name="candidate">The text that is judged.</param>
    /// <param name="reference">The text that is right.</param>
    public static OverlapScore L(string candidate, string reference) => L(Words.OfAscii(candidate), Words.OfAscii(reference));

    /// <summary>ROUGE-L of two lists of tokens.</summary>
    /// <param name="candidate">The tokens that are judged.</param>
    /// <param name="reference">The tokens that are right.</param>
    /// <remarks>Time O(m · n / 64), memory O(m + n): bit-parallel, Hyyrö (2004), "Bit-parallel LCS-length computation revisited".</remarks>
    public static OverlapScore L(IReadOnlyList<string> candidate, IReadOnlyList<string> reference)
    {
        var tokens = NGrams.Number(candidate, reference);
        return OverlapScore.Of(BitParallel.CommonSubsequence(tokens[0], tokens[1]), tokens[0].Length, tokens[1].Length);
    }
}
