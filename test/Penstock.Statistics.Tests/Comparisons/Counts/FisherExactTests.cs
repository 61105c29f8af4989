using CsCheck;
using Penstock.Statistics.Comparisons.Counts;

namespace Penstock.Statistics.Tests.Comparisons.Counts;

public sealed class FisherExactTests
{
    private static readonly Gen<ProportionPair> Pairs = Gen.Select(Gen.Long[0, 15], Gen.Long[0, 15], Gen.Long[0, 15], Gen.Long[0, 15])
        .Where((a, b, c, d) => a + b > 0 && c + d > 0)
        .Select((a, b, c, d) => new ProportionPair(a, a + b, c, c + d));

    [Fact]
    public void Fisher_gives_the_numbers_of_R_and_scipy()
    {
        foreach (var one in ComparisonGolden.Cases("fisher"))
        {
            var pair = PairOf(one.Counts("pair"));
            var test = FisherExact.Test(pair);
            var effect = test.Effect!.Value;

            Near.EqualDigits(one.Number("p"), test.PValue);
            Near.EqualDigits(one.Number("less"), FisherExact.Test(pair, alternative: Alternative.Less).PValue);
            Near.EqualDigits(one.Number("greater"), FisherExact.Test(pair, alternative: Alternative.Greater).PValue);
            Near.Equal(one.Number("lower"), effect.Lower, Near.Fitted);
            Same(one, "upper", effect.Upper);
            if (pair.BaselineSuccesses + pair.CandidateSuccesses is var all && all > 0 && all < pair.Count)
            {
                Same(one, "odds", effect.Value);
            }
        }
    }

    // The lady tasting tea (Fisher 1935): three of four cups right.
    [Fact]
    public void The_lady_tasting_tea_comes_out()
    {
        var test = FisherExact.Test(new ProportionPair(1, 4, 3, 4), alternative: Alternative.Greater);

        Near.Equal(17.0 / 70, test.PValue);
    }

    [Fact]
    public void Groups_that_only_fail_or_only_succeed_say_nothing()
    {
        foreach (var test in new[] { FisherExact.Test(new ProportionPair(0, 7, 0, 9)), FisherExact.Test(new ProportionPair(6, 6, 4, 4)) })
        {
            Assert.Equal(1, test.PValue);
            Assert.Equal(1, test.Effect!.Value.Value);
            Assert.Equal(new Interval(0, double.PositiveInfinity), test.Effect!.Value.Interval);
        }
    }

    [Fact]
    public void Swapping_the_groups_inverts_the_odds() =>
        Pairs.Sample(pair =>
        {
            var there = FisherExact.Test(pair);
            var back = FisherExact.Test(new ProportionPair(pair.CandidateSuccesses, pair.CandidateTrials, pair.BaselineSuccesses, pair.BaselineTrials));
            Near.Equal(there.PValue, back.PValue);
            Near.Equal(there.Effect!.Value.Lower, 1 / back.Effect!.Value.Upper, Near.Fitted);
        });

    [Fact]
    public void Swapping_success_and_failure_inverts_the_odds() =>
        Pairs.Sample(pair =>
        {
            var failures = new ProportionPair(
                pair.BaselineTrials - pair.BaselineSuccesses, pair.BaselineTrials, pair.CandidateTrials - pair.CandidateSuccesses, pair.CandidateTrials);
            Near.Equal(FisherExact.Test(pair).PValue, FisherExact.Test(failures).PValue);
            Near.Equal(FisherExact.Test(pair).Effect!.Value.Lower, 1 / FisherExact.Test(failures).Effect!.Value.Upper, Near.Fitted);
        });

    [Fact]
    public void The_odds_ratio_lies_in_its_interval_which_widens_with_the_level() =>
        Pairs.Sample(pair =>
        {
            var (narrow, wide) = (FisherExact.Test(pair, 0.8).Effect!.Value, FisherExact.Test(pair, 0.99).Effect!.Value);
            return narrow.Interval.Contains(narrow.Value) && wide.Lower <= narrow.Lower && wide.Upper >= narrow.Upper;
        });

    [Fact]
    public void Large_tables_keep_their_digits()
    {
        var test = FisherExact.Test(new ProportionPair(20_000, 100_000, 20_500, 100_000));

        // R: fisher.test(matrix(c(20500,79500,20000,80000),2,byrow=TRUE))$p.value
        Near.EqualDigits(0.005493263, test.PValue, Near.Fitted);
    }

    [Fact]
    public void What_is_no_pair_of_proportions_is_refused()
    {
        Assert.Throws<ArgumentException>(() => FisherExact.Test(default));
        Assert.Throws<ArgumentException>(() => FisherExact.Test(new ProportionPair(20_000_000, 50_000_000, 20_000_000, 50_000_000)));
        Assert.Throws<ArgumentException>(() => FisherExact.Test(new ProportionPair(3, 2, 1, 2)));
        Assert.Throws<ArgumentException>(() => FisherExact.Test(new ProportionPair(1, 2, -1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => FisherExact.Test(new ProportionPair(1, 2, 1, 2), 1));
    }

    private static ProportionPair PairOf(long[] counts) => new(counts[0], counts[1], counts[2], counts[3]);

    private static void Same(System.Text.Json.JsonElement one, string name, double actual)
    {
        if (one.IsNull(name))
        {
            Assert.Equal(double.PositiveInfinity, actual);
            return;
        }

        Near.Equal(one.Number(name), actual, Near.Fitted);
    }
}
