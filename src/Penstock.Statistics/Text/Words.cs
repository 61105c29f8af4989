using System.Globalization;
using System.Text;

namespace Penstock.Statistics.Text;

/// <summary>Splits text into the words that the measures compare. One pass, no regular expression, linear in the length.</summary>
/// <remarks>
/// Text is taken as it is, without Unicode normalisation: "é" as one code point and as "e" with an accent differ. Normalise to NFC first where sources differ.
/// Scripts that do not separate words by spaces (Chinese, Japanese, Thai) come out as one long word: compare characters there, or split by a segmenter of your own.
/// A lone surrogate counts as U+FFFD.
/// </remarks>
public static class Words
{
    /// <summary>The maximal runs of letters, digits and combining marks of any script, in lower case (invariant culture).</summary>
    /// <param name="text">Any text; an empty one has no words.</param>
    public static IReadOnlyList<string> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsWordPart(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else
            {
                Flush(word, words);
            }
        }

        Flush(word, words);
        return words;
    }

    /// <summary>The words of Google's rouge_score without stemming: lower case, then the maximal runs of a–z and 0–9. Letters of any other script are dropped.</summary>
    /// <param name="text">Any text.</param>
    public static IReadOnlyList<string> OfAscii(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var letter in text)
        {
            var lower = char.ToLowerInvariant(letter);
            if (char.IsAsciiLetterOrDigit(lower))
            {
                word.Append(lower);
            }
            else
            {
                Flush(word, words);
            }
        }

        Flush(word, words);
        return words;
    }

    private static bool IsWordPart(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static void Flush(StringBuilder word, List<string> words)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
