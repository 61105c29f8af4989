using CsCheck;
using Penstock.Statistics.Comparisons;
using Penstock.Statistics.Comparisons.Decisions;
using Penstock.Statistics.Comparisons.Independent;
using Penstock.Statistics.Comparisons.Paired;
using Penstock.Statistics.Comparisons.Ranks;

namespace Penstock.Statistics.Tests.Comparisons.Decisions;

public sealed class MarginTestTests
{
    [Fact]
    public void Equivalence_has_the_p_value_of_the_two_one_sided_tests_in_statsmodels()
    {
        foreach (var one in ComparisonGolden.Cases("paired"))
        {
            var difference = PairedMeans.Difference(one.Numbers("baseline"), one.Numbers("candidate"), 0.9).Difference;
            Near.EqualDigits(one.Number("tost_p"), MarginTest.Equivalence(difference, 0.5).PValue!.Value);
        }

        foreach (var one in ComparisonGolden.Cases("welch"))
        {
            var difference = Welch.Difference(one.Numbers("baseline"), one.Numbers("candidate"), 0.9).Effect!.Value;
            Near.EqualDigits(one.Number("tost_p"), MarginTest.Equivalence(difference, 1).PValue!.Value);
        }
    }

    [Theory]
    [InlineData(-0.02, 0.05, Verdict.Pass)]
    [InlineData(-0.04, 0.05, Verdict.Inconclusive)]
    [InlineData(-0.09, -0.04, Verdict.Fail)]
    [InlineData(-0.09, 0.2, Verdict.Inconclusive)]
    [InlineData(-0.03, 0.2, Verdict.Inconclusive)]
    public void No_worse_by_three_points_is_read_from_the_interval(double lower, double upper, Verdict verdict)
    {
        var difference = Difference(lower, upper);
        var mirrored = Difference(-upper, -lower);

        Assert.Equal(verdict, MarginTest.NonInferiority(difference, 0.03).Verdict);
        Assert.Equal(verdict, MarginTest.NonInferiority(mirrored, 0.03, Better.Lower).Verdict);
    }

    [Theory]
    [InlineData(-0.02, 0.02, Verdict.Pass)]
    [InlineData(-0.02, 0.04, Verdict.Inconclusive)]
    [InlineData(-0.04, 0.04, Verdict.Inconclusive)]
    [InlineData(0.031, 0.04, Verdict.Fail)]
    [InlineData(-0.09, -0.04, Verdict.Fail)]
    public void Equal_within_three_points_is_read_from_the_interval(double lower, double upper, Verdict verdict) =>
        Assert.Equal(verdict, MarginTest.Equivalence(Difference(lower, upper), 0.03).Verdict);

    [Fact]
    public void The_verdict_passes_exactly_where_p_is_below_alpha() =>
        Gen.Select(Gen.Double[-3, 3].Array[4, 30], Gen.Double[-3, 3].Array[4, 30], Gen.Double[0.1, 2]).Sample((one, other, margin) =>
        {
            var difference = Welch.Difference(one, other).Effect!.Value;
            MarginDecision[] decisions =
            [
                MarginTest.NonInferiority(difference, margin), MarginTest.NonInferiority(difference, margin, Better.Lower), MarginTest.Equivalence(difference, margin),
            ];
            Assert.All(decisions, decision => Assert.Equal(decision.PValue < decision.Alpha, decision.Verdict == Verdict.Pass));
        });

    [Fact]
    public void A_wider_margin_never_turns_a_pass_into_anything_else() =>
        Gen.Select(Gen.Double[-1, 1], Gen.Double[0, 1], Gen.Double[0.01, 1], Gen.Double[0, 1]).Sample((lower, width, margin, more) =>
            MarginTest.Equivalence(Difference(lower, lower + width), margin).Verdict != Verdict.Pass
            || MarginTest.Equivalence(Difference(lower, lower + width), margin + more).Verdict == Verdict.Pass);

    [Fact]
    public void Nothing_known_is_inconclusive_and_so_is_the_default()
    {
        var nothing = PairedMeans.Difference([1, 2, 3], [1, 2, 3]).Difference;

        var decision = MarginTest.NonInferiority(nothing, 10);

        Assert.Equal(Verdict.Inconclusive, decision.Verdict);
        Assert.Equal(1, decision.PValue);
        Assert.Null(decision.CountNeeded);
        Assert.Equal(Verdict.Inconclusive, default(MarginDecision).Verdict);
    }

    [Fact]
    public void An_infinite_bound_on_the_good_side_does_not_stop_a_pass() =>
        Assert.Equal(Verdict.Pass, MarginTest.NonInferiority(Difference(0.1, double.PositiveInfinity), 0).Verdict);

    [Fact]
    public void An_inconclusive_verdict_says_how_many_would_settle_it()
    {
        var summary = (long count) => Welch.Difference(new SampleSummary(count, 0.5, 0.25), new SampleSummary(count, 0.51, 0.25)).Effect!.Value;

        var now = MarginTest.NonInferiority(summary(500), 0.03);
        var needed = now.CountNeeded!.Value;

        Assert.Equal(Verdict.Inconclusive, now.Verdict);
        Assert.Equal(Verdict.Pass, MarginTest.NonInferiority(summary((needed / 2) + 1), 0.03).Verdict);
        Assert.Equal(Verdict.Inconclusive, MarginTest.NonInferiority(summary(needed * 9 / 20), 0.03).Verdict);
    }

    [Fact]
    public void A_difference_on_its_margin_needs_more_than_any_count() =>
        Assert.Null(MarginTest.NonInferiority(Difference(-0.25, 0.25) with { Value = -0.25 }, 0.25).CountNeeded);

    [Fact]
    public void A_score_interval_gives_a_verdict_without_a_p_value()
    {
        var difference = PairedProportions.Tango(new PairedTable(900, 10, 12, 78));

        var decision = MarginTest.NonInferiority(difference, 0.03);

        Assert.Equal(Verdict.Pass, decision.Verdict);
        Assert.Null(decision.PValue);
        Near.Equal(0.025, decision.Alpha);
    }

    [Fact]
    public void The_probability_of_superiority_gets_no_p_value_that_its_interval_would_not_agree_with()
    {
        var superiority = MannWhitney.Test([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 7.5]).Effect!.Value;

        Assert.Null(MarginTest.Equivalence(superiority, new Interval(0.4, 0.6)).PValue);
    }

    [Fact]
    public void What_is_no_margin_or_no_estimate_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MarginTest.NonInferiority(Difference(0, 1), -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MarginTest.NonInferiority(Difference(0, 1), double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => MarginTest.Equivalence(Difference(0, 1), 0));
        Assert.Throws<ArgumentException>(() => MarginTest.Equivalence(Difference(0, 1), new Interval(1, -1)));
        Assert.Throws<ArgumentException>(() => MarginTest.Equivalence(Difference(0, 1), Interval.Everything));
        Assert.Throws<ArgumentException>(() => MarginTest.Equivalence(default, 0.1));
        Assert.Throws<ArgumentException>(() => MarginTest.NonInferiority(Difference(0, double.NaN), 0.1));
    }

    private static Estimate Difference(double lower, double upper) =>
        new(double.IsFinite(upper) ? (lower + upper) / 2 : lower + 1, new Interval(lower, upper), 0.95, 1_000, "given");
}
