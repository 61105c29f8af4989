using Penstock.Statistics.Text;

namespace Penstock.Statistics.Tests.Worked;

public sealed class TextExamples
{
    [Fact]
    public void A_summary_against_a_reference()
    {
        // docs: overlap
        var rouge = Rouge.L("The order was shipped on Monday.", "Your order has shipped on Monday morning.");
        var bleu = Bleu.Sentence(["the", "order", "was", "shipped", "on", "monday"], [["your", "order", "has", "shipped", "on", "monday", "morning"]]);

        Assert.Equal(0.667, rouge.Precision, 3);
        Assert.Equal(0.571, rouge.Recall, 3);
        Assert.Equal(0.615, rouge.F1, 3);
        Assert.Equal(0.275, bleu.Value, 3);
        // docs: end
    }

    [Fact]
    public void A_short_answer()
    {
        // docs: answers
        Assert.True(ShortAnswers.IsExactMatch("The Eiffel Tower.", "eiffel tower"));
        Assert.Equal(0.889, ShortAnswers.TokenF1("in the city of Paris", "city of Paris, in France").F1, 3);
        Assert.Equal(3, Levenshtein.Distance("kitten", "sitting"));
        Assert.Equal(0.571, Levenshtein.Similarity("kitten", "sitting"), 3);
        // docs: end
    }

    [Fact]
    public void Prompts_that_are_nearly_the_same()
    {
        // docs: duplicates
        string[] prompts =
        [
            "Summarise the following ticket in two sentences and name the product that it is about.",
            "Translate this reply into French and keep its tone.",
            "Please summarise the following ticket in two sentences and name the product that it is about.",
        ];
        var banding = new Banding(bands: 20, rows: 5);
        var groups = NearDuplicates.Group([.. prompts.Select(prompt => ShingleSet.OfWords(prompt, 3))], threshold: 0.8, banding, seed: 1);

        Assert.Equal([0, 1, 0], groups);
        Assert.Equal(0.549, banding.Threshold, 3);
        Assert.Equal(0.9996, banding.CandidateProbability(0.8), 4); // one pair in 2,800 of this similarity is missed
        // docs: end
    }

    [Fact]
    public void How_a_cut_treats_pairs()
    {
        // docs: curve
        var strict = new Banding(bands: 14, rows: 8);

        Assert.Equal(0.719, strict.Threshold, 3);
        Assert.Equal(0.053, strict.CandidateProbability(0.5), 3);
        Assert.Equal(0.924, strict.CandidateProbability(0.8), 3);
        // docs: end
    }
}
