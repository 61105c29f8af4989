using CsCheck;
using Penstock.Statistics.Tests.Golden;
using Penstock.Statistics.Text;

namespace Penstock.Statistics.Tests.Text;

public sealed class LevenshteinTests
{
    private static readonly Gen<string> Texts = Gen.Char["abc😀é"].Array[0, 300].Select(letters => new string(letters));

    [Fact]
    public void Distances_and_subsequences_agree_with_the_plain_programme()
    {
        foreach (var one in GoldenFile.Read("text").GetProperty("distance").EnumerateArray())
        {
            var (first, second) = (one.Text("first"), one.Text("second"));
            var (left, right) = (Letters(first), Letters(second));

            Assert.Equal(one.Count("edit"), Levenshtein.Distance(first, second));
            Assert.Equal(one.Count("edit"), Levenshtein.Distance(left, right));
            Near.Equal(left.Length == 0 ? 0 : (double)one.Count("lcs") / left.Length, Rouge.L(left, right).Precision);
        }
    }

    [Fact]
    public void A_code_point_outside_the_basic_plane_is_one_letter()
    {
        Assert.Equal(1, Levenshtein.Distance("a😀b", "a😁b"));
        Assert.Equal(2 / 3.0, Levenshtein.Similarity("a😀b", "a😁b"), 12);
        Assert.Equal(0, Levenshtein.Distance("\ud83d", "\ude00"));
    }

    [Fact]
    public void Composed_and_decomposed_letters_differ() => Assert.Equal(2, Levenshtein.Distance("é", "e\u0301"));

    [Fact]
    public void Empty_texts_are_equal_to_each_other_and_unlike_all_else()
    {
        Assert.Equal(0, Levenshtein.Distance("", ""));
        Assert.Equal(1, Levenshtein.Similarity("", ""));
        Assert.Equal(0, Levenshtein.Similarity("", "abc"));
    }

    [Fact]
    public void Missing_texts_are_refused()
    {
        Assert.Throws<ArgumentNullException>("first", () => Levenshtein.Distance(null!, "a"));
        Assert.Throws<ArgumentNullException>("second", () => Levenshtein.Similarity("a", null!));
    }

    [Fact]
    public void The_distance_is_that_of_the_table() => Gen.Select(Texts, Texts).Sample((first, second) =>
        Levenshtein.Distance(first, second) == Table([.. first.EnumerateRunes().Select(rune => rune.Value)], [.. second.EnumerateRunes().Select(rune => rune.Value)]));

    [Fact]
    public void The_distance_is_a_metric() => Gen.Select(Texts, Texts, Texts).Sample((first, second, third) =>
    {
        Assert.Equal(Levenshtein.Distance(first, second), Levenshtein.Distance(second, first));
        Assert.Equal(0, Levenshtein.Distance(first, first));
        Assert.True(Levenshtein.Distance(first, third) <= Levenshtein.Distance(first, second) + Levenshtein.Distance(second, third));
    });

    private static string[] Letters(string text) => [.. text.EnumerateRunes().Select(rune => rune.ToString())];

    private static int Table(int[] first, int[] second)
    {
        var row = Enumerable.Range(0, second.Length + 1).ToArray();
        for (var i = 0; i < first.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < second.Length; j++)
            {
                var best = Math.Min(Math.Min(row[j], row[j + 1]) + 1, diagonal + (first[i] == second[j] ? 0 : 1));
                diagonal = row[j + 1];
                row[j + 1] = best;
            }
        }

        return row[^1];
    }
}
