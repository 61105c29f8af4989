using Penstock.Statistics.Intervals;
using Penstock.Statistics.Tests.Honesty;

namespace Penstock.Statistics.Tests.Intervals;

/// <summary>The exact chance that each interval of a rate misses it, over all outcomes.</summary>
public sealed class ProportionCoverageTests
{
    private static readonly double[] Rates = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999];

    private static readonly int[] Counts = [1, 2, 5, 10, 20, 30, 100, 300, 1_000];

    // Added up by scipy 1.10.1 (binom.pmf over all outcomes) from the formulas of the three intervals.
    [Theory]
    [InlineData(5, 0.1, 0.0815, 0.0815, 0.0086)]
    [InlineData(20, 0.05, 0.0755, 0.0159, 0.0159)]
    [InlineData(30, 0.3, 0.0702, 0.0494, 0.0263)]
    [InlineData(100, 0.001, 0.0952, 0.0046, 0.0046)]
    [InlineData(100, 0.01, 0.0794, 0.0184, 0.0184)]
    [InlineData(300, 0.01, 0.0328, 0.0328, 0.0115)]
    [InlineData(1000, 0.001, 0.0802, 0.0189, 0.0189)]
    [InlineData(1000, 0.1, 0.0509, 0.0509, 0.0451)]
    public void The_chance_to_miss_is_what_another_program_adds_up(int trials, double rate, double wilson, double agrestiCoull, double clopperPearson)
    {
        Assert.Equal(wilson, ProportionHonesty.Exact(Proportions.Wilson, trials, rate), 4);
        Assert.Equal(agrestiCoull, ProportionHonesty.Exact(Proportions.AgrestiCoull, trials, rate), 4);
        Assert.Equal(clopperPearson, ProportionHonesty.Exact(Proportions.ClopperPearson, trials, rate), 4);
    }

    [Fact]
    public void Exact_intervals_and_bounds_never_miss_more_often_than_they_say()
    {
        foreach (var trials in Counts)
        {
            foreach (var rate in Rates)
            {
                Assert.InRange(ProportionHonesty.Exact(Proportions.ClopperPearson, trials, rate), 0, 0.05);
                Assert.InRange(ProportionHonesty.Exact(Proportions.ClopperPearsonLower, trials, rate), 0, 0.05 + 1e-9);
                Assert.InRange(ProportionHonesty.Exact(Proportions.ClopperPearsonUpper, trials, rate), 0, 0.05 + 1e-9);
            }
        }
    }

    [Fact]
    public void The_score_interval_misses_as_often_as_it_says_on_average_over_the_rates()
    {
        var rates = Enumerable.Range(1, 199).Select(part => part / 200d).ToArray();

        Assert.Equal(0.05, rates.Average(rate => ProportionHonesty.Exact(Proportions.Wilson, 50, rate)), 0.005);
        Assert.InRange(rates.Average(rate => ProportionHonesty.Exact(Proportions.ClopperPearson, 50, rate)), 0.01, 0.035);
    }

    [Fact]
    public void The_score_interval_misses_most_where_the_expected_number_is_below_one()
    {
        var worst = Enumerable.Range(1, 1_000).Max(part => ProportionHonesty.Exact(Proportions.Wilson, 100, part / 100_000d));

        Assert.InRange(worst, 0.155, 0.17);
    }

    [Fact]
    public void The_score_bound_that_a_gate_might_read_is_too_high_near_one()
    {
        Assert.Equal(0.0719, ProportionHonesty.Exact(Proportions.WilsonLower, 30, 0.916), 4);
        Assert.Equal(0.0648, ProportionHonesty.Exact(Proportions.WilsonUpper, 100, 0.027), 4);
    }
}
