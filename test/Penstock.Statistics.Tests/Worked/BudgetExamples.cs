using Penstock.Statistics.Budgets;

namespace Penstock.Statistics.Tests.Worked;

public sealed class BudgetExamples
{
    [Fact]
    public void A_page_or_not()
    {
        // docs: page
        var rule = BurnRateRule.Standard(TimeSpan.FromDays(30))[0]; // 2 % of the budget within an hour
        Assert.Equal(14.4, rule.Factor, 9);

        var night = BurnRate.Judge(rule, longWindow: new(Failures: 2, Total: 60), shortWindow: new(1, 5), objective: 0.999);
        Assert.Equal(33, night.LongBurnRate!.Value, 0); // looks alarming …
        Assert.Equal(2.5, night.LowerBound, 1); // … but 2 of 60 is also what a burn rate of 2.5 gives
        Assert.Equal(AlertState.Quiet, night.State);

        var outage = BurnRate.Judge(rule, longWindow: new(Failures: 40, Total: 1_200), shortWindow: new(20, 100), objective: 0.999);
        Assert.Equal(22, outage.LowerBound, 0);
        Assert.Equal(AlertState.Firing, outage.State);
        // docs: end
    }

    [Fact]
    public void How_long_the_budget_lasts()
    {
        // docs: exhaustion
        var status = ErrorBudget.Occurrences(failures: 420, events: 1_000_000, objective: 0.999);
        Assert.Equal(0.58, status.Remaining, 9);

        var end = ErrorBudget.Exhaustion(status, recent: new(Failures: 60, Total: 20_000), objective: 0.999, TimeSpan.FromDays(30));
        Assert.Equal(5.8, end.Expected!.Value.TotalDays, 1);
        Assert.Equal(4.5, end.Earliest!.Value.TotalDays, 1);
        Assert.Equal(7.6, end.Latest!.Value.TotalDays, 1);
        // docs: end
    }
}
