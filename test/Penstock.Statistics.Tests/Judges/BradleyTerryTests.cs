using CsCheck;
using Penstock.Statistics.Judges;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Judges;

public sealed class BradleyTerryTests
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    [Theory]
    [InlineData("likelihood", false)]
    [InlineData("prior", true)]
    public void Strengths_and_errors_agree_with_a_general_optimiser(string name, bool hasPrior)
    {
        var golden = GoldenFile.Read("judges").GetProperty("bradley_terry");
        var expected = golden.GetProperty(name);
        var outcomes = Outcomes(golden.Rows("wins"), golden.Rows("ties"));

        var fit = hasPrior ? BradleyTerry.FitWithPrior(outcomes) : BradleyTerry.Fit(outcomes);

        for (var item = 0; item < Names.Length; item++)
        {
            Near.Equal(expected.Numbers("strengths")[item], fit.Strength(Names[item]).Value, Near.Fitted);
            Near.Equal(expected.Numbers("errors")[item], fit.Strength(Names[item]).StandardError ?? 0, Near.Fitted);
        }

        Near.Equal(Math.Sqrt(expected.Number("ab")), fit.Difference("a", "b").StandardError ?? 0, Near.Fitted);
        Assert.Equal(outcomes.Comparisons, fit.Strength("a").Count);
    }

    [Fact]
    public void Two_items_are_a_logistic_rate()
    {
        var outcomes = new PairwiseOutcomes("new", "old");
        outcomes.AddWins("new", "old", 60);
        outcomes.AddWins("old", "new", 20);

        var fit = BradleyTerry.Fit(outcomes);
        var win = fit.WinProbability("new", "old");

        Near.Equal(0.75, win.Value);
        Near.Equal(Math.Log(3), fit.Difference("new", "old").Value);
        Near.Equal(Math.Sqrt(1 / 15.0), fit.Difference("new", "old").StandardError ?? 0);
        Near.Equal(1 / (1 + Math.Exp(-(Math.Log(3) - (1.959963984540054 * Math.Sqrt(1 / 15.0))))), win.Lower);
        Near.Equal(400 * Math.Log10(3), fit.Elo("new").Value - fit.Elo("old").Value);
        Near.Equal(2000, fit.Elo("new").Value + fit.Elo("old").Value);
    }

    [Fact]
    public void An_item_that_never_lost_is_named()
    {
        var outcomes = new PairwiseOutcomes("best", "middle", "last");
        outcomes.AddWins("best", "middle", 5);
        outcomes.AddWins("best", "last", 5);
        outcomes.AddTies("middle", "last", 2);

        var error = Assert.Throws<ArgumentException>("outcomes", () => BradleyTerry.Fit(outcomes));

        Assert.Contains("'best' never lost to or tied 'middle', 'last'", error.Message, StringComparison.Ordinal);
        Assert.True(BradleyTerry.FitWithPrior(outcomes).WinProbability("best", "last").Lower > 0.5);
    }

    [Fact]
    public void Groups_that_were_never_compared_are_named()
    {
        var outcomes = new PairwiseOutcomes("a", "b", "c", "d");
        outcomes.AddTies("a", "b");
        outcomes.AddTies("c", "d");

        var error = Assert.Throws<ArgumentException>("outcomes", () => BradleyTerry.Fit(outcomes));

        Assert.Contains("'a', 'b' never beat or tied 'c', 'd'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        var outcomes = new PairwiseOutcomes("a", "b");

        Assert.Throws<ArgumentException>("items", () => new PairwiseOutcomes("alone"));
        Assert.Throws<ArgumentException>("items", () => new PairwiseOutcomes("twin", "twin"));
        Assert.Throws<ArgumentException>("loser", () => outcomes.AddWins("a", "nobody"));
        Assert.Throws<ArgumentException>("winner", () => outcomes.AddWins("nobody", "a"));
        Assert.Throws<ArgumentException>("second", () => outcomes.AddTies("a", "a"));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => outcomes.AddTies("a", "b", -1));
        Assert.Throws<ArgumentException>("outcomes", () => BradleyTerry.Fit(outcomes));
        Assert.Throws<ArgumentException>("outcomes", () => BradleyTerry.FitWithPrior(outcomes));
        Assert.Throws<ArgumentOutOfRangeException>("deviation", () => BradleyTerry.FitWithPrior(outcomes, 0));
    }

    [Fact]
    public void A_question_about_no_item_or_one_item_twice_is_refused()
    {
        var outcomes = new PairwiseOutcomes("a", "b");
        outcomes.AddTies("a", "b");
        var fit = BradleyTerry.Fit(outcomes);

        Assert.Throws<ArgumentException>("item", () => fit.Strength("c"));
        Assert.Throws<ArgumentException>("second", () => fit.Difference("a", "a"));
        Assert.Throws<ArgumentOutOfRangeException>("centre", () => fit.Elo("a", double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => fit.WinProbability("a", "b", 1));
    }

    [Fact]
    public void One_win_in_a_hundred_thousand_still_converges()
    {
        var outcomes = new PairwiseOutcomes("strong", "weak");
        outcomes.AddWins("strong", "weak", 100_000);
        outcomes.AddWins("weak", "strong", 1);

        Near.Equal(Math.Log(100_000), BradleyTerry.Fit(outcomes).Difference("strong", "weak").Value, Near.Fitted);
    }

    [Fact]
    public void Every_fit_earns_each_item_as_many_points_as_it_had() =>
        Gen.Int[0, 9].Array[16].Sample(counts =>
        {
            var outcomes = new PairwiseOutcomes(Names);
            var points = new double[4];
            var games = new double[4, 4];
            foreach (var (one, other) in from i in Enumerable.Range(0, 4) from j in Enumerable.Range(0, 4) where i != j select (i, j))
            {
                var wins = counts[(4 * one) + other] + 1;
                outcomes.AddWins(Names[one], Names[other], wins);
                points[one] += wins;
                games[one, other] += wins;
                games[other, one] += wins;
            }

            var fit = BradleyTerry.Fit(outcomes);

            for (var one = 0; one < 4; one++)
            {
                var earned = Enumerable.Range(0, 4).Where(other => other != one).Sum(other => games[one, other] * fit.WinProbability(Names[one], Names[other]).Value);
                Near.Equal(points[one], earned, 1e-8);
            }

            Near.Equal(0, Names.Sum(name => fit.Strength(name).Value));
        });

    [Fact]
    public void Order_of_items_does_not_matter_and_swapping_winner_and_loser_turns_strengths_round()
    {
        var golden = GoldenFile.Read("judges").GetProperty("bradley_terry");
        var wins = golden.Rows("wins");
        var swapped = Enumerable.Range(0, 4).Select(i => Enumerable.Range(0, 4).Select(j => wins[j][i]).ToArray()).ToArray();

        var fit = BradleyTerry.Fit(Outcomes(wins, golden.Rows("ties")));
        var turned = BradleyTerry.Fit(Outcomes(swapped, golden.Rows("ties")));

        foreach (var name in Names)
        {
            Near.Equal(fit.Strength(name).Value, -turned.Strength(name).Value);
            Near.Equal(fit.Strength(name).Lower, -turned.Strength(name).Upper);
        }
    }

    private static PairwiseOutcomes Outcomes(double[][] wins, double[][] ties)
    {
        var outcomes = new PairwiseOutcomes(Names);
        for (var one = 0; one < Names.Length; one++)
        {
            for (var other = 0; other < Names.Length; other++)
            {
                if (one != other)
                {
                    outcomes.AddWins(Names[one], Names[other], (long)wins[one][other]);
                }

                if (one < other)
                {
                    outcomes.AddTies(Names[one], Names[other], (long)ties[one][other]);
                }
            }
        }

        return outcomes;
    }
}
