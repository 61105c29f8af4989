using System.Text.Json;
using CsCheck;
using Penstock.Statistics.Tests.Golden;
using Penstock.Statistics.Text;

namespace Penstock.Statistics.Tests.Text;

public sealed class ScoreTests
{
    private static readonly Gen<string[]> Tokens = Gen.Int[0, 4].Select(one => $"w{one}").Array[0, 90];

    [Fact]
    public void Rouge_agrees_with_the_reference_script()
    {
        foreach (var one in GoldenFile.Read("text").GetProperty("rouge").EnumerateArray())
        {
            var (candidate, reference) = (one.Text("candidate"), one.Text("reference"));

            Equal(one.Numbers("one"), Rouge.N(candidate, reference, 1));
            Equal(one.Numbers("two"), Rouge.N(candidate, reference, 2));
            Equal(one.Numbers("l"), Rouge.L(candidate, reference));
        }
    }

    [Theory]
    [InlineData("none", BleuSmoothing.None)]
    [InlineData("exp", BleuSmoothing.Exponential)]
    [InlineData("floor", BleuSmoothing.Floor)]
    [InlineData("add", BleuSmoothing.AddOne)]
    public void Bleu_agrees_with_the_reference_script_under_every_smoothing(string name, BleuSmoothing smoothing)
    {
        foreach (var one in GoldenFile.Read("text").GetProperty("bleu").EnumerateArray())
        {
            var (candidates, references) = Segments(one);

            Equal(one.GetProperty($"{name}_corpus"), Bleu.Corpus(candidates, references, smoothing));
            if (candidates.Length == 1)
            {
                Equal(one.GetProperty($"{name}_sentence"), Bleu.Sentence(candidates[0], references[0], smoothing));
            }
        }
    }

    [Fact]
    public void Bleu_of_the_sentences_in_the_paper_is_what_NLTK_documents()
    {
        var (candidates, references) = Segments(GoldenFile.Read("text").GetProperty("bleu")[0]);

        Assert.Equal(0.5045666840058485, Bleu.Sentence(candidates[0], references[0], BleuSmoothing.None).Value, 12);
        Assert.Equal(0.5920778868801042, Bleu.Corpus(candidates, references).Value, 12);
        Assert.Equal(0.4393939393939394, Gleu.Sentence(candidates[0], [references[0][0]]), 12);
        Assert.Equal(0.5673076923076923, Gleu.Corpus(candidates, references), 12);
    }

    [Fact]
    public void A_candidate_of_one_repeated_word_is_clipped()
    {
        // Papineni et al. (2002), section 2.1: "the" seven times has a clipped unigram precision of 2/7.
        var score = Bleu.Sentence(["the", "the", "the", "the", "the", "the", "the"], [["the", "cat", "is", "on", "the", "mat"], ["there", "is", "a", "cat", "on", "the", "mat"]]);

        Near.Equal(2 / 7.0, score.Precisions[0]);
        Assert.Equal(1, score.BrevityPenalty);
    }

    [Fact]
    public void Brevity_is_held_against_the_closest_reference_and_the_shorter_of_two()
    {
        var score = Bleu.Sentence(["a", "b", "c", "d"], [["a", "b", "c", "d", "e", "f"], ["a", "b"], ["a", "b", "c", "d", "e"], ["a", "b", "c"]]);

        Assert.Equal(3, score.ReferenceLength);
        Assert.Equal(1, score.BrevityPenalty);
    }

    [Fact]
    public void Gleu_agrees_with_the_reference_script()
    {
        foreach (var one in GoldenFile.Read("text").GetProperty("bleu").EnumerateArray())
        {
            var (candidates, references) = Segments(one);

            Near.Equal(one.Number("gleu"), Gleu.Corpus(candidates, references));
        }
    }

    [Fact]
    public void Short_answers_agree_with_the_SQuAD_script()
    {
        foreach (var one in GoldenFile.Read("text").GetProperty("squad").EnumerateArray())
        {
            var (candidate, reference) = (one.Text("candidate"), one.Text("reference"));

            Assert.Equal(one.Text("normal"), ShortAnswers.Normalise(candidate));
            Assert.Equal(one.GetProperty("match").GetBoolean(), ShortAnswers.IsExactMatch(candidate, reference));
            Near.Equal(one.Number("f1"), ShortAnswers.TokenF1(candidate, reference).F1);
        }
    }

    [Fact]
    public void Nothing_at_all_scores_nothing()
    {
        Assert.Equal(default, Rouge.L("", ""));
        Assert.Equal(default, Rouge.N("", "", 1));
        Assert.Equal(default, Rouge.N("a b", "a b", int.MaxValue));
        Assert.Equal(0, Gleu.Sentence([], [[]]));
        Assert.Equal(0, Bleu.Sentence([], [["a"]]).Value);
        Assert.Equal(0, Bleu.Sentence([], [[]]).BrevityPenalty);
        Assert.Equal(new OverlapScore(1, 1, 1), ShortAnswers.TokenF1("the", "A"));
    }

    [Fact]
    public void Letters_outside_ASCII_are_no_words_to_Rouge_of_strings_but_tokens_are_taken_as_they_are()
    {
        Assert.Equal(0, Rouge.N("東京 駅", "東京 駅", 1).F1);
        Assert.Equal(1, Rouge.N(["東京", "駅"], ["東京", "駅"], 2).F1);
        Assert.Equal(1, Rouge.N(Words.Of("Straße Ünder"), Words.Of("straße ünder"), 1).F1);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("size", () => Rouge.N("a", "b", 0));
        Assert.Throws<ArgumentException>("references", () => Bleu.Sentence(["a"], []));
        Assert.Throws<ArgumentException>("references", () => Bleu.Corpus([], []));
        Assert.Throws<ArgumentException>("references", () => Bleu.Corpus([["a"]], []));
        Assert.Throws<ArgumentOutOfRangeException>("maxSize", () => Bleu.Sentence(["a"], [["a"]], maxSize: 0));
        Assert.Throws<ArgumentOutOfRangeException>("smoothing", () => Bleu.Sentence(["a"], [["b"]], (BleuSmoothing)8));
        Assert.Throws<ArgumentException>("references", () => Gleu.Sentence(["a"], []));
        Assert.Throws<ArgumentException>("references", () => Gleu.Corpus([], []));
        Assert.Throws<ArgumentOutOfRangeException>("maxSize", () => Gleu.Sentence(["a"], [["a"]], 10));
    }

    [Fact]
    public void Every_score_of_a_text_against_itself_is_full_and_others_stay_between_none_and_full() =>
        Gen.Select(Tokens, Tokens).Sample((candidate, reference) =>
        {
            if (candidate.Length > 0)
            {
                Assert.Equal(1, Rouge.L(candidate, candidate).F1);
                Assert.Equal(1, Gleu.Sentence(candidate, [candidate]));
                Near.Equal(1, Bleu.Sentence(candidate, [candidate]).Value);
            }

            Assert.InRange(Bleu.Sentence(candidate, [reference]).Value, 0, 1);
            Assert.InRange(Gleu.Sentence(candidate, [reference]), 0, 1);
            Assert.InRange(Rouge.N(candidate, reference, 2).F1, 0, 1);
        });

    [Fact]
    public void Swapping_the_sides_swaps_precision_and_recall() =>
        Gen.Select(Tokens, Tokens).Sample((candidate, reference) =>
        {
            var (one, other) = (Rouge.L(candidate, reference), Rouge.L(reference, candidate));

            Assert.Equal(one.Precision, other.Recall);
            Assert.Equal(one.F1, other.F1);
            Assert.Equal(Rouge.N(candidate, reference, 3).Precision, Rouge.N(reference, candidate, 3).Recall);
            Assert.Equal(Gleu.Sentence(candidate, [reference]), Gleu.Sentence(reference, [candidate]));
        });

    private static (string[][] Candidates, string[][][] References) Segments(JsonElement one) =>
        ([.. one.GetProperty("candidates").EnumerateArray().Select(Split)],
         [.. one.GetProperty("references").EnumerateArray().Select(segment => segment.EnumerateArray().Select(Split).ToArray())]);

    private static string[] Split(JsonElement text) => (text.GetString() ?? string.Empty).Split(' ');

    private static void Equal(double[] expected, OverlapScore actual)
    {
        Near.Equal(expected[0], actual.Precision);
        Near.Equal(expected[1], actual.Recall);
        Near.Equal(expected[2], actual.F1);
    }

    private static void Equal(JsonElement expected, BleuScore actual)
    {
        Near.Equal(expected.Number("score"), actual.Value);
        Near.Equal(expected.Number("penalty"), actual.BrevityPenalty);
        foreach (var (one, other) in expected.Numbers("precisions").Zip(actual.Precisions))
        {
            Near.Equal(one, other);
        }
    }
}
