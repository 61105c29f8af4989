using CsCheck;
using Penstock.Statistics.Comparisons.Counts;

namespace Penstock.Statistics.Tests.Comparisons.Counts;

public sealed class IndependentProportionsTests
{
    private static readonly Gen<ProportionPair> Pairs = Gen.Select(Gen.Long[0, 50], Gen.Long[1, 50], Gen.Long[0, 50], Gen.Long[1, 50])
        .Select((a, n, c, m) => new ProportionPair(Math.Min(a, n), n, Math.Min(c, m), m));

    [Fact]
    public void Newcombe_and_the_pooled_z_give_the_numbers_of_statsmodels()
    {
        foreach (var one in ComparisonGolden.Cases("newcombe"))
        {
            var pair = one.Counts("pair") is [var a, var n, var c, var m] ? new ProportionPair(a, n, c, m) : default;

            var test = IndependentProportions.Test(pair);

            Near.Equal(one.Number("lower"), test.Effect!.Value.Lower);
            Near.Equal(one.Number("upper"), test.Effect!.Value.Upper);
            Near.Equal(one.Number("z"), test.Statistic);
            Near.Equal(one.Number("p"), test.PValue);
        }
    }

    // Newcombe (1998), Statistics in Medicine 17:873, table II, method 10: 56/70 − 48/80.
    [Fact]
    public void The_published_example_comes_out()
    {
        var difference = IndependentProportions.Difference(new ProportionPair(48, 80, 56, 70));

        Assert.Equal(0.0524, difference.Lower, 4);
        Assert.Equal(0.3339, difference.Upper, 4);
    }

    [Fact]
    public void Swapping_groups_or_success_and_failure_turns_the_sign() =>
        Pairs.Sample(pair =>
        {
            var there = IndependentProportions.Difference(pair);
            var back = IndependentProportions.Difference(
                new ProportionPair(pair.CandidateSuccesses, pair.CandidateTrials, pair.BaselineSuccesses, pair.BaselineTrials));
            var failures = IndependentProportions.Difference(new ProportionPair(
                pair.BaselineTrials - pair.BaselineSuccesses, pair.BaselineTrials, pair.CandidateTrials - pair.CandidateSuccesses, pair.CandidateTrials));
            Near.Equal(there.Lower, -back.Upper);
            Near.Equal(there.Lower, -failures.Upper);
        });

    [Fact]
    public void The_interval_holds_its_value_and_widens_with_the_level() =>
        Pairs.Sample(pair =>
        {
            var (narrow, wide) = (IndependentProportions.Difference(pair, 0.8), IndependentProportions.Difference(pair, 0.99));
            return narrow.Interval.Contains(narrow.Value) && wide.Lower <= narrow.Lower && wide.Upper >= narrow.Upper && wide.Lower >= -1 && wide.Upper <= 1;
        });

    [Fact]
    public void Groups_without_a_single_success_leave_an_interval_and_p_one()
    {
        var test = IndependentProportions.Test(new ProportionPair(0, 50, 0, 60));

        Assert.Equal(1, test.PValue);
        Assert.True(test.Effect!.Value.Lower < -0.05 && test.Effect!.Value.Upper > 0.05);
    }

    [Fact]
    public void One_sided_tests_look_in_their_direction()
    {
        var pair = new ProportionPair(10, 100, 25, 100);

        Assert.True(IndependentProportions.Test(pair, alternative: Alternative.Greater).PValue < 0.01);
        Assert.True(IndependentProportions.Test(pair, alternative: Alternative.Less).PValue > 0.99);
    }

    [Fact]
    public void What_is_no_pair_of_proportions_is_refused()
    {
        Assert.Throws<ArgumentException>(() => IndependentProportions.Difference(new ProportionPair(0, 0, 1, 2)));
        Assert.Throws<ArgumentException>(() => IndependentProportions.Test(new ProportionPair(0, 1, 3, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => IndependentProportions.Difference(new ProportionPair(0, 1, 1, 2), -1));
    }
}
