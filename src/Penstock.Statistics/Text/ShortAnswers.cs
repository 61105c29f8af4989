using System.Globalization;
using System.Text;

namespace Penstock.Statistics.Text;

/// <summary>Exact match and token F1 of a short answer, after the normalisation of the SQuAD evaluation.</summary>
/// <remarks>
/// Rajpurkar et al. (2016), EMNLP. Normalising: lower case, drop ASCII punctuation, drop the words a, an and the, squeeze white space. English; "don't" becomes "dont",
/// "3.5" becomes "35". With several right answers take the best over them. Do not use it for answers longer than a phrase. One pass, no regular expression: linear in the length.
/// </remarks>
public static class ShortAnswers
{
    private static readonly string[] Articles = ["a", "an", "the"];

    /// <summary>Whether two answers are the same after normalising.</summary>
    /// <param name="candidate">The answer that is judged.</param>
    /// <param name="reference">The answer that is right.</param>
    public static bool IsExactMatch(string candidate, string reference) =>
        string.Equals(Normalise(candidate), Normalise(reference), StringComparison.Ordinal);

    /// <summary>The overlap of the words of two answers, repeated words as often as both have them.</summary>
    /// <param name="candidate">The answer that is judged.</param>
    /// <param name="reference">The answer that is right.</param>
    /// <returns>Where neither has a word left (both say "no answer"), all figures are 1, as in SQuAD 2.0; where only one has none, 0.</returns>
    public static OverlapScore TokenF1(string candidate, string reference)
    {
        var (one, other) = (Split(Normalise(candidate)), Split(Normalise(reference)));
        return one.Length == 0 && other.Length == 0 ? new OverlapScore(1, 1, 1) : Rouge.N(one, other, 1);
    }

    /// <summary>The normalised text, words separated by one space.</summary>
    /// <param name="text">Any text.</param>
    public static string Normalise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsPunctuation(rune))
            {
                kept.Append(Rune.ToLowerInvariant(rune).ToString());
            }
        }

        return string.Join(' ', Split(WithoutArticles(kept.ToString())));
    }

    private static bool IsPunctuation(Rune rune) => rune.Value is (>= '!' and <= '/') or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~');

    // A word here is a run of letters and digits, as for \b: an article goes wherever it stands alone, also between dashes or quotes outside ASCII.
    private static string WithoutArticles(string text)
    {
        var kept = new StringBuilder(text.Length);
        var start = 0;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsLetterOrNumber(rune))
            {
                AppendWord(kept, text.AsSpan(start, at - start));
                kept.Append(rune.ToString());
                start = at + rune.Utf16SequenceLength;
            }

            at += rune.Utf16SequenceLength;
        }

        AppendWord(kept, text.AsSpan(start, at - start));
        return kept.ToString();
    }

    private static void AppendWord(StringBuilder kept, ReadOnlySpan<char> word)
    {
        foreach (var article in Articles)
        {
            if (word.SequenceEqual(article))
            {
                kept.Append(' ');
                return;
            }
        }

        kept.Append(word);
    }

    private static bool IsLetterOrNumber(Rune rune) =>
        Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
