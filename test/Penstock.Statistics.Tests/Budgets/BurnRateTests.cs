using CsCheck;
using Penstock.Statistics.Budgets;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Budgets;

public sealed class BurnRateTests
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly BurnRateRule QuickPage = BurnRateRule.Standard(Month)[0];

    [Fact]
    public void Rates_and_bounds_are_those_of_clopper_and_pearson()
    {
        foreach (var one in GoldenFile.Read("drift").GetProperty("burn").EnumerateArray())
        {
            var window = new WindowCount(one.Count("failures"), one.Count("total"));

            var rate = BurnRate.Of(window, one.Number("objective"));

            Near.Equal(one.Number("rate"), rate.Value);
            Near.Equal(one.Number("lower"), rate.Lower, Near.Fitted);
            Near.Equal(one.Number("upper"), rate.Upper, Near.Fitted);
            Near.Equal(one.Number("one_sided"), BurnRate.LowerBound(window, one.Number("objective")), Near.Fitted);
        }
    }

    [Fact]
    public void The_bound_lies_below_the_rate_and_falls_with_the_level() =>
        Gen.Select(Gen.Int[0, 50], Gen.Int[1, 500], Gen.Double[0.5, 0.98]).Sample((failures, good, level) =>
        {
            var window = new WindowCount(failures, failures + good);

            Assert.True(BurnRate.LowerBound(window, 0.999, level) <= BurnRate.Of(window, 0.999).Value);
            Assert.True(BurnRate.LowerBound(window, 0.999, level + 0.01) <= BurnRate.LowerBound(window, 0.999, level));
            Assert.True(BurnRate.LowerBound(window, 0.999, level) <= BurnRate.LowerBound(new(failures + 1, failures + good), 0.999, level));
        });

    [Fact]
    public void The_catalogue_of_a_week_has_its_published_factors() =>
        Assert.Equal([13.44, 3.5, 1.4, 0.98], BurnRateRule.Week().Select(rule => Math.Round(rule.Factor, 10)));

    [Fact]
    public void A_short_window_is_a_twelfth_of_the_long_one() =>
        Assert.Equal(
            [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6)],
            BurnRateRule.Standard(Month).Select(rule => rule.ShortWindow));

    [Fact]
    public void One_failure_at_low_traffic_does_not_page()
    {
        var verdict = BurnRate.Judge(QuickPage, new(1, 20), new(1, 2), 0.999);

        Assert.Equal(AlertState.Quiet, verdict.State);
        Near.Equal(50, verdict.LongBurnRate!.Value);
        Assert.True(verdict.LowerBound < 1);
    }

    [Fact]
    public void A_lasting_outage_pages_and_its_end_is_seen_in_the_short_window()
    {
        Assert.Equal(AlertState.Firing, BurnRate.Judge(QuickPage, new(40, 1_000), new(20, 100), 0.999).State);
        Assert.Equal(AlertState.Quiet, BurnRate.Judge(QuickPage, new(40, 1_000), new(0, 100), 0.999).State);
        Assert.Equal(AlertState.Quiet, BurnRate.Judge(QuickPage, new(5, 1_000), new(5, 100), 0.999).State);
    }

    [Fact]
    public void Too_few_events_are_not_taken_for_good_news()
    {
        Assert.Equal(AlertState.NotEnoughData, BurnRate.Judge(QuickPage, new(9, 9), new(1, 1), 0.999).State);
        Assert.Equal(AlertState.NotEnoughData, BurnRate.Judge(QuickPage, new(40, 1_000), new(0, 0), 0.999).State);
        Assert.Equal(AlertState.NotEnoughData, BurnRate.Judge(QuickPage, new(0, 0), new(0, 0), 0.999).State);
        Assert.Equal(AlertState.Firing, BurnRate.Judge(QuickPage, new(9, 9), new(1, 1), 0.999, new() { LeastEvents = 5 }).State);
    }

    [Fact]
    public void Detection_takes_the_share_of_the_window_that_the_factor_is_of_the_burn_rate()
    {
        Assert.Equal(TimeSpan.FromHours(0.0144), QuickPage.DetectionTime(1, 0.999));
        Assert.Equal(0.5, QuickPage.DetectionTime(0.0288, 0.999)!.Value.TotalHours, 1e-9);
        Assert.Null(QuickPage.DetectionTime(0.0144 - 1e-9, 0.999));
        Assert.Null(QuickPage.DetectionTime(0, 0.999));
    }

    [Fact]
    public void A_budget_of_events_and_one_of_time_know_what_is_left()
    {
        var events = ErrorBudget.Occurrences(250, 1_000_000, 0.999);
        var time = ErrorBudget.TimeSlices(54, Month, TimeSpan.FromMinutes(1), 0.999);

        Near.Equal(1_000, events.Allowed);
        Near.Equal(0.25, events.Spent);
        Near.Equal(43.2, time.Allowed);
        Near.Equal(-0.25, time.Remaining);
    }

    [Fact]
    public void A_budget_lasts_its_rest_over_the_burn_rate()
    {
        var status = ErrorBudget.Occurrences(250, 1_000_000, 0.999);

        var end = ErrorBudget.Exhaustion(status, new(200, 100_000), 0.999, Month);

        Assert.Equal(30 * 0.75 / 2, end.Expected!.Value.TotalDays, 1e-9);
        Assert.True(end.Earliest < end.Expected && end.Expected < end.Latest);
        Assert.Equal(30 * 0.75 / BurnRate.Of(new(200, 100_000), 0.999).Upper, end.Earliest!.Value.TotalDays, 1e-6);
    }

    [Fact]
    public void A_budget_without_failures_lasts_for_ever_and_one_that_is_spent_not_at_all()
    {
        var quiet = ErrorBudget.Exhaustion(ErrorBudget.Occurrences(0, 1_000, 0.99), new(0, 500), 0.99, Month);
        var spent = ErrorBudget.Exhaustion(ErrorBudget.Occurrences(11, 1_000, 0.99), new(0, 500), 0.99, Month);

        Assert.Equal((null, null), (quiet.Expected, quiet.Latest));
        Assert.NotNull(quiet.Earliest);
        Assert.Equal(TimeSpan.Zero, spent.Expected);
    }

    [Fact]
    public void Bad_counts_and_rules_are_refused_by_name()
    {
        Assert.Equal("longWindow", Assert.Throws<ArgumentOutOfRangeException>(() => new BurnRateRule(AlertSeverity.Page, 0.02, TimeSpan.Zero, Month)).ParamName);
        Assert.Equal("period", Assert.Throws<ArgumentOutOfRangeException>(() => new BurnRateRule(AlertSeverity.Page, 0.02, Month, TimeSpan.FromDays(1))).ParamName);
        Assert.Equal("budgetShare", Assert.Throws<ArgumentOutOfRangeException>(() => new BurnRateRule(AlertSeverity.Page, 0, TimeSpan.FromHours(1), Month)).ParamName);
        Assert.Equal("budgetShare", Assert.Throws<ArgumentOutOfRangeException>(() => new BurnRateRule(AlertSeverity.Page, 1.1, TimeSpan.FromHours(1), Month)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => BurnRateRule.Standard(TimeSpan.FromDays(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => BurnRate.Of(new(0, 0), 0.999));
        Assert.Throws<ArgumentOutOfRangeException>(() => BurnRate.Of(new(1, 2), 1));
        Assert.Equal("window", Assert.Throws<ArgumentOutOfRangeException>(() => BurnRate.LowerBound(new(3, 2), 0.999)).ParamName);
        Assert.Equal("shortWindow", Assert.Throws<ArgumentOutOfRangeException>(() => BurnRate.Judge(QuickPage, new(1, 2), new(-1, 2), 0.999)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentOutOfRangeException>(() => BurnRate.Judge(QuickPage, new(1, 2), new(1, 2), 0.999, new() { LeastEvents = 0 })).ParamName);
        Assert.Equal("errorRate", Assert.Throws<ArgumentOutOfRangeException>(() => QuickPage.DetectionTime(1.5, 0.999)).ParamName);
        Assert.Equal("failures", Assert.Throws<ArgumentOutOfRangeException>(() => ErrorBudget.Occurrences(-1, 10, 0.99)).ParamName);
        Assert.Equal("events", Assert.Throws<ArgumentOutOfRangeException>(() => ErrorBudget.Occurrences(0, 0, 0.99)).ParamName);
        Assert.Equal("slice", Assert.Throws<ArgumentOutOfRangeException>(() => ErrorBudget.TimeSlices(0, Month, TimeSpan.Zero, 0.99)).ParamName);
        Assert.Equal("period", Assert.Throws<ArgumentOutOfRangeException>(() => ErrorBudget.Exhaustion(new(1, 0), new(0, 1), 0.9, TimeSpan.Zero)).ParamName);
        Assert.Equal("status", Assert.Throws<ArgumentOutOfRangeException>(() => ErrorBudget.Exhaustion(default, new(0, 1), 0.9, Month)).ParamName);
    }
}
