using CsCheck;
using Penstock.Statistics.Tests.Golden;
using Penstock.Statistics.Text;

namespace Penstock.Statistics.Tests.Text;

public sealed class SimilarityTests
{
    private static readonly Gen<string[]> Items = Gen.Int[0, 60].Select(one => $"item {one}").Array[0, 50];

    [Fact]
    public void Sets_are_compared_by_what_they_share()
    {
        Assert.Equal(0.5, Jaccard.Of(new HashSet<int> { 1, 2, 3 }, new HashSet<int> { 2, 3, 4 }));
        Assert.Equal(1, Jaccard.Of(new HashSet<int>(), new HashSet<int>()));
        Assert.Equal(0, Jaccard.Of(new HashSet<int> { 1 }, new HashSet<int>()));
        Assert.Equal(1, Jaccard.Of(ShingleSet.OfWords(""), ShingleSet.OfWords("...")));
    }

    [Fact]
    public void Words_are_runs_of_letters_digits_and_marks_in_any_script()
    {
        Assert.Equal(["don", "t", "3", "5", "straße", "é", "東京"], Words.Of("Don't 3.5 STRAßE É—東京!"));
        Assert.Equal(["e\u0301a"], Words.Of("E\u0301A"));
        Assert.Equal(["caf", "na", "ve", "ok"], Words.OfAscii("Café NaïVE ok"));
    }

    [Fact]
    public void Shingles_are_distinct_runs_and_a_short_text_is_one()
    {
        Assert.Equal(3, ShingleSet.OfWords("a b a b a c", 2).Count);
        Assert.Equal(1, ShingleSet.OfWords("two words", 5).Count);
        Assert.Equal(0, ShingleSet.OfWords(" - ", 5).Count);
        Assert.Equal(2, ShingleSet.OfCharacters("😀a😀a", 2).Count);
        Assert.Equal(0, ShingleSet.OfCharacters("", 3).Count);
        Assert.Equal(1, ShingleSet.OfCharacters("abc", int.MaxValue).Count);
    }

    [Fact]
    public void Order_within_a_shingle_matters_but_not_the_order_of_shingles()
    {
        Assert.Equal(0, Jaccard.Of(ShingleSet.OfItems(["a", "b"], 2), ShingleSet.OfItems(["b", "a"], 2)));
        Assert.Equal(1, Jaccard.Of(ShingleSet.OfItems(["a", "b"]), ShingleSet.OfItems(["b", "a"])));
    }

    [Fact]
    public void Signatures_are_the_same_on_every_machine() =>
        Assert.Equal(GoldenFile.Read("text").Numbers("signature"), new MinHash(4, seed: 7).Sign(ShingleSet.OfWords("the quick brown fox jumps over the lazy dog", 3)).Select(place => (double)place));

    [Fact]
    public void Signatures_do_not_depend_on_how_many_places_fit_a_vector()
    {
        var shingles = ShingleSet.OfWords("the quick brown fox jumps over the lazy dog", 2);
        var signature = new MinHash(37, seed: 7).Sign(shingles);

        for (var places = 1; places < 37; places++)
        {
            Assert.Equal(signature[..places], new MinHash(places, seed: 7).Sign(shingles));
        }
    }

    [Fact]
    public void Hashed_shingles_have_the_similarity_of_the_sets() => Gen.Select(Items, Items).Sample((first, second) =>
        Jaccard.Of(ShingleSet.OfItems(first), ShingleSet.OfItems(second)) == Jaccard.Of(first.ToHashSet(), second.ToHashSet()));

    [Fact]
    public void A_signature_of_a_union_is_the_least_of_both() => Gen.Select(Items, Items, Gen.ULong).Sample((first, second, seed) =>
    {
        var minHash = new MinHash(20, seed);

        var union = minHash.Sign(ShingleSet.OfItems([.. first, .. second]));

        Assert.Equal(union, minHash.Sign(ShingleSet.OfItems(first)).Zip(minHash.Sign(ShingleSet.OfItems(second)), Math.Min));
    });

    [Fact]
    public void The_curve_rises_from_none_to_all_and_with_more_bands() => Gen.Select(Gen.Int[1, 40], Gen.Int[1, 20], Gen.Double[0, 0.99]).Sample((bands, rows, similarity) =>
    {
        var banding = new Banding(bands, rows);

        Assert.Equal(0, banding.CandidateProbability(0));
        Assert.Equal(1, banding.CandidateProbability(1));
        Assert.True(banding.CandidateProbability(similarity) <= banding.CandidateProbability(similarity + 0.01));
        Assert.True(banding.CandidateProbability(similarity) <= new Banding(bands + 1, rows).CandidateProbability(similarity));
    });

    [Fact]
    public void Near_copies_are_grouped_and_strangers_are_not()
    {
        var text = string.Join(' ', Enumerable.Range(0, 200).Select(word => $"w{word}"));
        ShingleSet[] texts =
        [
            ShingleSet.OfWords("something else entirely, about other matters, without any overlap"),
            ShingleSet.OfWords(text), ShingleSet.OfWords($"{text} the end"), ShingleSet.OfWords(text), ShingleSet.OfWords($"{text} that was it"),
        ];

        var groups = NearDuplicates.Group(texts, 0.8, new Banding(20, 5), seed: 1);

        Assert.Equal([0, 1, 1, 1, 1], groups);
    }

    [Fact]
    public void Candidates_that_are_less_alike_than_the_threshold_stay_apart()
    {
        ShingleSet[] texts = [ShingleSet.OfItems(["a", "b", "c"]), ShingleSet.OfItems(["b", "c", "d"])];
        var minHash = new MinHash(64, seed: 3);

        var candidates = NearDuplicates.CandidatePairs([minHash.Sign(texts[0]), minHash.Sign(texts[1])], new Banding(64, 1));

        Assert.Equal([(0, 1)], candidates);
        Assert.Equal([0, 1], NearDuplicates.Group(texts, 0.51, new Banding(64, 1), seed: 3));
        Assert.Equal([0, 0], NearDuplicates.Group(texts, 0.5, new Banding(64, 1), seed: 3));
    }

    [Fact]
    public void A_group_is_named_by_its_first_text_whatever_the_order() =>
        Gen.Int[0, 5].Array[1, 30].Sample(kinds =>
        {
            var texts = kinds.Select(kind => ShingleSet.OfItems([$"kind {kind}", "x"], 2)).ToArray();

            var groups = NearDuplicates.Group(texts, 1, new Banding(4, 4), seed: 1);

            Assert.Equal(kinds.Select(kind => Array.IndexOf(kinds, kind)), groups);
        });

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("size", () => ShingleSet.OfWords("a", 0));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => ShingleSet.OfCharacters("a", 0));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => ShingleSet.OfItems(["a"], -1));
        Assert.Throws<ArgumentOutOfRangeException>("places", () => new MinHash(0, 1));
        Assert.Throws<ArgumentException>("second", () => MinHash.Similarity([1], [1, 2]));
        Assert.Throws<ArgumentException>("second", () => MinHash.Similarity([], []));
        Assert.Throws<ArgumentOutOfRangeException>("bands", () => new Banding(0, 4));
        Assert.Throws<ArgumentOutOfRangeException>("rows", () => new Banding(4, 0));
        Assert.Throws<ArgumentOutOfRangeException>("bands", () => new Banding(4096, 4096));
        Assert.Throws<ArgumentOutOfRangeException>("similarity", () => new Banding(4, 4).CandidateProbability(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => NearDuplicates.Group([], 1.5, new Banding(4, 4), 1));
        Assert.Throws<ArgumentException>("banding", () => NearDuplicates.Group([], 0.5, default, 1));
        Assert.Throws<ArgumentException>("signatures", () => NearDuplicates.CandidatePairs([new uint[3]], new Banding(2, 2)));
        Assert.Equal(0, default(Banding).CandidateProbability(0.5));
    }
}
