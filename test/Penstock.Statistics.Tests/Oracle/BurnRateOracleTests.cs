using Penstock.Statistics.Budgets;

namespace Penstock.Statistics.Tests.Oracle;

public sealed class BurnRateOracleTests
{
    [Theory]
    [InlineData("burn_rate_30d", 30)]
    [InlineData("burn_rate_28d", 28)]
    public void The_rules_of_a_period_are_the_golden_ones(string topic, int days)
    {
        var golden = SharedData.Golden(topic).EnumerateArray().ToArray();

        var rules = BurnRateRule.Standard(TimeSpan.FromDays(days));

        Assert.Equal(golden.Length, rules.Count);
        foreach (var (expected, rule) in golden.Zip(rules))
        {
            Near.Equal(expected.GetProperty("budget_pct").GetDouble(), 100 * rule.BudgetShare);
            Assert.Equal(expected.GetProperty("hours").GetDouble(), rule.LongWindow.TotalHours);
            Assert.Equal(expected.GetProperty("long").GetString(), rule.LongWindow.TotalHours < 24 ? $"{rule.LongWindow.TotalHours}h" : $"{rule.LongWindow.TotalDays}d");
            Near.Equal(expected.GetProperty("factor").GetDouble(), rule.Factor);
        }
    }
}
