using System.Text.Json;
using CsCheck;
using Penstock.Statistics.Intervals;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Intervals;

public sealed class ProportionsTests
{
    private static readonly Gen<(long Successes, long Trials, double Level)> Counts =
        from trials in Gen.Long[1, 5_000]
        from successes in Gen.Long[0, trials]
        from level in Gen.Double[0.5, 0.999]
        select (successes, trials, level);

    private static readonly Func<long, long, double, Estimate>[] TwoSided =
        [Proportions.Wilson, Proportions.ClopperPearson, Proportions.AgrestiCoull];

    [Fact]
    public void Every_interval_equals_its_golden_value()
    {
        foreach (var one in GoldenFile.Read("intervals").GetProperty("proportions").EnumerateArray())
        {
            var (successes, trials, level) = (one.GetProperty("successes").GetInt64(), one.GetProperty("trials").GetInt64(), one.Number("level"));

            Equal(one, "wilson", Proportions.Wilson(successes, trials, level).Interval);
            Equal(one, "clopper_pearson", Proportions.ClopperPearson(successes, trials, level).Interval);
            Equal(one, "agresti_coull", Proportions.AgrestiCoull(successes, trials, level).Interval);
        }
    }

    [Fact]
    public void Every_one_sided_bound_equals_its_golden_value()
    {
        foreach (var one in GoldenFile.Read("intervals").GetProperty("proportions").EnumerateArray())
        {
            var (successes, trials, level) = (one.GetProperty("successes").GetInt64(), one.GetProperty("trials").GetInt64(), one.Number("level"));

            Equal(one, "wilson_bounds", new Interval(
                Proportions.WilsonLower(successes, trials, level).Lower, Proportions.WilsonUpper(successes, trials, level).Upper));
            Equal(one, "clopper_pearson_bounds", new Interval(
                Proportions.ClopperPearsonLower(successes, trials, level).Lower, Proportions.ClopperPearsonUpper(successes, trials, level).Upper));
        }
    }

    [Fact]
    public void A_one_sided_bound_leaves_the_other_side_open()
    {
        Assert.Equal(1, Proportions.WilsonLower(9, 10).Upper);
        Assert.Equal(1, Proportions.ClopperPearsonLower(9, 10).Upper);
        Assert.Equal(0, Proportions.WilsonUpper(9, 10).Lower);
        Assert.Equal(0, Proportions.ClopperPearsonUpper(9, 10).Lower);
    }

    [Fact]
    public void None_and_all_give_intervals_of_positive_width_that_end_at_0_and_1()
    {
        foreach (var interval in TwoSided)
        {
            var (none, all) = (interval(0, 30, 0.95), interval(30, 30, 0.95));

            Assert.Equal(0, none.Lower);
            Assert.Equal(1, all.Upper);
            Assert.InRange(none.Upper, 0.09, 0.15);
            Assert.InRange(all.Lower, 0.85, 0.91);
            Assert.Equal(0, none.StandardError);
        }
    }

    [Fact]
    public void A_result_says_how_it_came_about()
    {
        var rate = Proportions.Wilson(81, 263, 0.9);

        Assert.Equal(("Wilson score interval", 263, 0.9), (rate.Method, rate.Count, rate.Level));
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(11, 10)]
    public void More_successes_than_trials_or_fewer_than_none_are_refused(long successes, long trials)
    {
        foreach (var interval in TwoSided.Concat([Proportions.WilsonLower, Proportions.WilsonUpper, Proportions.ClopperPearsonLower, Proportions.ClopperPearsonUpper]))
        {
            var refused = Assert.Throws<ArgumentOutOfRangeException>(() => interval(successes, trials, 0.95));

            Assert.Equal("successes", refused.ParamName);
        }
    }

    [Fact]
    public void No_trials_are_refused()
    {
        Assert.Equal("trials", Assert.Throws<ArgumentOutOfRangeException>(() => Proportions.Wilson(0, 0)).ParamName);
        Assert.Equal("trials", Assert.Throws<ArgumentOutOfRangeException>(() => Proportions.RuleOfThree(0)).ParamName);
        Assert.Equal("trials", Assert.Throws<ArgumentOutOfRangeException>(() => Proportions.RuleOfThreeExact(-3)).ParamName);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(95)]
    [InlineData(double.NaN)]
    public void A_level_that_is_no_confidence_is_refused(double level)
    {
        foreach (var interval in TwoSided.Concat([Proportions.WilsonLower, Proportions.WilsonUpper, Proportions.ClopperPearsonLower, Proportions.ClopperPearsonUpper]))
        {
            Assert.Equal("level", Assert.Throws<ArgumentOutOfRangeException>(() => interval(1, 2, level)).ParamName);
        }
    }

    [Fact]
    public void Exact_bounds_stay_in_order_up_to_ten_billion_trials_and_are_refused_beyond()
    {
        var (exact, score) = (Proportions.ClopperPearson(9_000_000_000, 10_000_000_000), Proportions.Wilson(9_000_000_000, 10_000_000_000));

        Assert.InRange(exact.Interval.Width / score.Interval.Width, 1, 1.0001);
        Assert.Equal("trials", Assert.Throws<ArgumentOutOfRangeException>(() => Proportions.ClopperPearson(5, 10_000_000_001)).ParamName);
        Assert.Equal("trials", Assert.Throws<ArgumentOutOfRangeException>(() => Proportions.ClopperPearsonLower(5, 10_000_000_001)).ParamName);
        Assert.Equal("trials", Assert.Throws<ArgumentOutOfRangeException>(() => Proportions.ClopperPearsonUpper(5, 10_000_000_001)).ParamName);
    }

    [Fact]
    public void The_rule_of_three_never_exceeds_1_and_its_exact_form_is_the_bound_for_zero_events()
    {
        Assert.Equal(1, Proportions.RuleOfThree(2).Upper);
        Assert.Equal(Proportions.ClopperPearsonUpper(0, 250, 0.99).Interval, Proportions.RuleOfThreeExact(250, 0.99).Interval);
    }

    [Fact]
    public void Swapping_success_and_failure_mirrors_the_interval() =>
        Counts.Sample(one => TwoSided.All(interval =>
        {
            var (passes, failures) = (interval(one.Successes, one.Trials, one.Level), interval(one.Trials - one.Successes, one.Trials, one.Level));
            return Math.Abs(passes.Lower - (1 - failures.Upper)) < 1e-12 && Math.Abs(passes.Upper - (1 - failures.Lower)) < 1e-12;
        }));

    [Fact]
    public void Bounds_are_in_order_within_0_and_1_and_hold_the_rate() =>
        Counts.Sample(one => TwoSided.All(interval =>
        {
            var rate = interval(one.Successes, one.Trials, one.Level);
            return rate.Lower >= 0 && rate.Lower <= rate.Value && rate.Value <= rate.Upper && rate.Upper <= 1 && rate.Lower < rate.Upper;
        }));

    [Fact]
    public void More_trials_at_the_same_rate_narrow_the_interval() =>
        Counts.Sample(one => TwoSided.All(interval =>
            interval(3 * one.Successes, 3 * one.Trials, one.Level).Interval.Width < interval(one.Successes, one.Trials, one.Level).Interval.Width + 1e-12));

    [Fact]
    public void A_higher_level_widens_the_interval() =>
        Counts.Sample(one => TwoSided.All(interval =>
        {
            var (wide, narrow) = (interval(one.Successes, one.Trials, (1 + one.Level) / 2), interval(one.Successes, one.Trials, one.Level));
            return wide.Lower <= narrow.Lower && wide.Upper >= narrow.Upper;
        }));

    [Fact]
    public void One_more_success_moves_every_bound_up() =>
        Counts.Where(one => one.Successes < one.Trials).Sample(one => TwoSided.All(interval =>
        {
            var (fewer, more) = (interval(one.Successes, one.Trials, one.Level), interval(one.Successes + 1, one.Trials, one.Level));
            return more.Lower >= fewer.Lower && more.Upper >= fewer.Upper;
        }));

    [Fact]
    public void A_two_sided_interval_is_made_of_the_bounds_at_half_the_error() =>
        Counts.Sample(one =>
        {
            var half = (1 + one.Level) / 2;
            var (wilson, exact) = (Proportions.Wilson(one.Successes, one.Trials, one.Level), Proportions.ClopperPearson(one.Successes, one.Trials, one.Level));
            return Math.Abs(wilson.Lower - Proportions.WilsonLower(one.Successes, one.Trials, half).Lower) < 1e-9
                && Math.Abs(exact.Upper - Proportions.ClopperPearsonUpper(one.Successes, one.Trials, half).Upper) < 1e-9;
        });

    [Fact]
    public void The_interval_of_Agresti_and_Coull_contains_that_of_Wilson() =>
        Counts.Sample(one =>
        {
            var (outer, inner) = (Proportions.AgrestiCoull(one.Successes, one.Trials, one.Level), Proportions.Wilson(one.Successes, one.Trials, one.Level));
            return outer.Lower <= inner.Lower + 1e-12 && outer.Upper >= inner.Upper - 1e-12;
        });

    private static void Equal(JsonElement golden, string name, Interval interval)
    {
        var bounds = golden.Numbers(name);
        Near.Equal(bounds[0], interval.Lower);
        Near.Equal(bounds[1], interval.Upper);
    }
}
