namespace Penstock.Statistics.Tests.Honesty;

public sealed class SampleSizeCostTests
{
    private static readonly IReadOnlyList<CostRow> Rows = SampleSizeCost.Rows(runs: 50);

    [Fact]
    public void The_fixed_test_needs_what_the_textbook_says()
    {
        Assert.Equal(785, SampleSizeCost.FixedCount(0.1, 0.8));
        Assert.Equal(1_051, SampleSizeCost.FixedCount(0.1, 0.9));
    }

    [Fact]
    public void An_effect_that_is_there_is_found_in_the_end() =>
        Assert.All(Rows, row => Assert.Equal(1, row.ShareStopped));

    [Fact]
    public void Small_effects_cost_more_than_large_ones_whatever_the_method() =>
        Assert.All(Rows.GroupBy(row => row.Method), method =>
            Assert.Equal(method.OrderBy(row => row.Effect).Select(row => row.Mean), method.Select(row => row.Mean).OrderDescending()));

    [Fact]
    public void Looking_early_costs_observations_but_not_without_bound() =>
        Assert.All(Rows.Where(row => row.Method.Contains("N* = fixed n")), row =>
            Assert.InRange(row.Percentile90, row.Fixed80, 4 * row.Fixed80));
}
