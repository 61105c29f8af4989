using CsCheck;
using Penstock.Statistics.Agreement;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Agreement;

public sealed class FleissKappaTests
{
    [Fact]
    public void The_example_of_Fleiss_comes_out()
    {
        var golden = GoldenFile.Read("agreement").GetProperty("fleiss");
        var table = Table(golden.Rows("counts"));

        var kappa = FleissKappa.Of(table);
        var test = FleissKappa.Test(table, Alternative.Greater);

        Assert.Equal(0.430, kappa.Value, 3);
        Near.Equal(golden.Number("kappa"), kappa.Value);
        Near.Equal(golden.Number("se"), kappa.StandardError ?? 0, 1e-6);
        Near.Equal(golden.Number("kappa") / golden.Number("se0"), test.Statistic);
        Assert.True(test.PValue < 1e-60);
        Assert.Equal(30, kappa.Count);
    }

    [Fact]
    public void Full_agreement_does_not_claim_certainty()
    {
        var kappa = FleissKappa.Of(RatingTable.FromUnits([.. Enumerable.Range(0, 20).Select(unit => new double?[] { unit % 2, unit % 2, unit % 2 })]));

        Assert.Equal(1, kappa.Value, 12);
        Near.Equal(1 - ((1 - Math.Pow(0.025, 1.0 / 20)) / 0.5), kappa.Lower);
    }

    [Fact]
    public void What_has_no_answer_is_refused()
    {
        Assert.Throws<ArgumentException>("ratings", () => FleissKappa.Of(RatingTable.FromUnits([[1.0, 1.0], [1.0, 1.0]])));
        Assert.Throws<ArgumentException>("ratings", () => FleissKappa.Of(RatingTable.FromUnits([[1.0, 1.0, 2.0], [1.0, 2.0, null]])));
        Assert.Throws<ArgumentException>("ratings", () => FleissKappa.Of(RatingTable.FromUnits([[1.0, 1.0], [1.0, null], [2.0, 1.0]])));
        Assert.Throws<ArgumentException>("ratings", () => FleissKappa.Of(new RatingTable(3, 2)));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => FleissKappa.Of(RatingTable.FromUnits([[1.0, 2.0]]), 1.5));
    }

    [Fact]
    public void A_single_unit_says_next_to_nothing()
    {
        var kappa = FleissKappa.Of(RatingTable.FromUnits([[1.0, 2.0, 2.0]]));

        Assert.Equal(new Interval(-1, 1), kappa.Interval);
    }

    [Fact]
    public void Order_of_units_and_coders_and_names_of_categories_do_not_matter() =>
        Gen.Int[0, 3].Select(one => (double?)one).Array[3].Array[4, 20].Where(rows => rows.SelectMany(row => row).Distinct().Count() > 1).Sample(rows =>
        {
            var kappa = FleissKappa.Of(RatingTable.FromUnits(rows));
            var other = FleissKappa.Of(RatingTable.FromUnits([.. rows.Reverse().Select(row => row.Reverse().Select(one => 9 - one).ToArray())]));

            Near.Equal(kappa.Value, other.Value);
            Near.Equal(kappa.Lower, other.Lower);
        });

    private static RatingTable Table(double[][] counts) => RatingTable.FromUnits(
        [.. counts.Select(row => row.SelectMany((count, category) => Enumerable.Repeat((double?)category, (int)count)).ToArray())]);
}
