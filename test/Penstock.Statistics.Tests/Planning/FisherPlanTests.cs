using System.Text.Json;
using CsCheck;
using Penstock.Statistics.Comparisons.Counts;
using Penstock.Statistics.Planning;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Planning;

public sealed class FisherPlanTests
{
    private static readonly PlanOptions OneSided = new() { TwoSided = false };

    private static JsonElement Golden { get; } = GoldenFile.Read("fisher-plan");

    [Fact]
    public void Powers_are_those_of_going_through_every_table_with_the_test_of_scipy()
    {
        foreach (var one in Golden.GetProperty("powers").EnumerateArray().Select(one => one.Numbers()))
        {
            var options = new PlanOptions { Alpha = one[4], TwoSided = one[5] == 1 };

            Near.Equal(one[6], FisherPlan.Power((long)one[0], one[2], one[3], one[1] / one[0], options), 1e-10);
        }
    }

    [Fact]
    public void Sizes_are_one_more_than_the_last_that_falls_short()
    {
        foreach (var one in Golden.GetProperty("sizes").EnumerateArray().Select(one => one.Numbers()))
        {
            var options = new PlanOptions { Alpha = one[2], TwoSided = one[3] == 1, Power = one[4] };

            Assert.Equal((long)one[5], FisherPlan.SampleSize(one[0], one[1], 1, options).Count);
        }
    }

    [Fact]
    public void The_power_counts_what_the_test_itself_rejects() =>
        Gen.Select(Gen.Int[1, 25], Gen.Int[1, 25], Gen.Double[0, 0.6], Gen.Double[0.61, 1], Gen.Double[0.001, 0.4], Gen.Bool).Sample(
            (one, other, first, second, alpha, twoSided) =>
            {
                var options = new PlanOptions { Alpha = alpha, TwoSided = twoSided };
                var (rise, fall) = (FisherPlan.Power(one, first, second, (double)other / one, options), FisherPlan.Power(one, second, first, (double)other / one, options));
                return Math.Abs(rise - ByTheTest(one, other, first, second, options)) < 1e-11
                    && Math.Abs(fall - ByTheTest(one, other, second, first, options)) < 1e-11;
            },
            iter: 60);

    [Fact]
    public void Swapping_the_groups_or_calling_failures_successes_changes_nothing() =>
        Gen.Select(Gen.Int[2, 60], Gen.Int[2, 60], Gen.Double[0, 0.4], Gen.Double[0.45, 1], Gen.Bool).Sample((one, other, first, second, twoSided) =>
        {
            var options = new PlanOptions { TwoSided = twoSided };
            var power = FisherPlan.Power(one, first, second, (double)other / one, options);
            return Math.Abs(power - FisherPlan.Power(other, second, first, (double)one / other, options)) < 1e-11
                && Math.Abs(power - FisherPlan.Power(one, 1 - first, 1 - second, (double)other / one, options)) < 1e-11;
        });

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-6)]
    [InlineData(1e-10)]
    public void A_second_group_that_is_a_tiny_share_of_the_first_is_planned_too(double allocation)
    {
        var size = FisherPlan.SampleSize(0, 0.9999999999, allocation);

        Assert.InRange(FisherPlan.Power(size.Count, 0, 0.9999999999, allocation), 0.8, 1);
    }

    [Fact]
    public void A_share_so_tiny_that_no_study_holds_it_is_refused() =>
        Assert.Contains("10^15", Assert.Throws<ArgumentException>(() => FisherPlan.SampleSize(0, 0.9999999999, 1e-17)).Message, StringComparison.Ordinal);

    [Fact]
    public void Larger_differences_and_laxer_errors_are_seen_more_surely() =>
        Gen.Select(Gen.Int[5, 200], Gen.Double[0, 0.3], Gen.Double[0.02, 0.3], Gen.Bool).Sample((count, first, rise, twoSided) =>
        {
            var options = new PlanOptions { TwoSided = twoSided };
            var power = FisherPlan.Power(count, first, first + rise, 1, options);
            return FisherPlan.Power(count, first, first + (1.2 * rise), 1, options) >= power - 1e-12
                && FisherPlan.Power(count, first, first + rise, 1, options with { Alpha = 0.1 }) >= power - 1e-12;
        });

    [Theory]
    [InlineData(0.001, 0.01, 1)]
    [InlineData(0.002, 0.02, 0.25)]
    [InlineData(0.05, 0.005, 1)]
    [InlineData(0, 0.02, 2)]
    [InlineData(0.3, 0.45, 0.5)]
    public void A_planned_size_reaches_its_power_and_keeps_it_and_the_one_before_does_not(double first, double second, double allocation)
    {
        var size = FisherPlan.SampleSize(first, second, allocation);

        Assert.Equal((long)Math.Ceiling((size.Count * allocation) - 1e-9), size.SecondCount);
        Assert.Equal(TwoProportionsPlan.SampleSize(first, second, allocation).Exact, size.Exact);
        Assert.True(FisherPlan.Power(size.Count - 1, first, second, allocation) < 0.8);
        for (var more = 0; more < 300; more++)
        {
            Assert.True(FisherPlan.Power(size.Count + more, first, second, allocation) >= 0.8, $"{size.Count} + {more}");
        }
    }

    [Fact]
    public void Where_the_formula_is_right_the_exact_power_is_near_it_and_below()
    {
        var normal = TwoProportionsPlan.Power(4000, 0.10, 0.12);

        Assert.InRange(FisherPlan.Power(4000, 0.10, 0.12), normal - 0.02, normal);
    }

    [Theory]
    [InlineData(0.001, 0.01, 1, 0.78, 0.79)]
    [InlineData(0.001, 0.01, 4, 0.14, 0.15)]
    [InlineData(0.002, 0.02, 0.25, 0.96, 0.97)]
    public void Where_events_are_rare_the_formula_is_a_little_short_with_equal_arms_and_wrong_with_others(
        double first, double second, double allocation, double least, double most)
    {
        var normal = TwoProportionsPlan.SampleSize(first, second, allocation);

        Assert.InRange(FisherPlan.Power(normal.Count, first, second, allocation), least, most);
    }

    [Fact]
    public void Rates_so_rare_that_only_the_events_matter_scale_with_the_size()
    {
        var (common, rare) = (FisherPlan.SampleSize(1e-4, 1e-3), FisherPlan.SampleSize(1e-9, 1e-8));

        Assert.InRange(rare.Count / (1e5 * common.Count), 0.99, 1.01);
        Assert.InRange(FisherPlan.Power(rare.Count, 1e-9, 1e-8), 0.8, 0.81);
    }

    [Fact]
    public void The_rise_that_can_be_seen_has_the_power_and_so_has_the_fall() =>
        Gen.Select(Gen.Int[40, 400], Gen.Double[0, 0.3], Gen.Double[0.5, 2], Gen.Bool).Sample((count, first, allocation, twoSided) =>
        {
            var options = new PlanOptions { TwoSided = twoSided };
            var rise = FisherPlan.DetectableRise(count, first, allocation, options);
            var fall = FisherPlan.DetectableFall(count, first + 0.5, allocation, options);
            return rise > 0 && Math.Abs(FisherPlan.Power(count, first, first + rise, allocation, options) - 0.8) < 1e-9
                && Math.Abs(FisherPlan.Power(count, first + 0.5, first + 0.5 - fall, allocation, options) - 0.8) < 1e-9;
        }, iter: 40);

    [Fact]
    public void More_units_see_smaller_rises() =>
        Gen.Select(Gen.Int[30, 2000], Gen.Double[0, 0.05]).Sample((count, first) =>
            FisherPlan.DetectableRise(2 * count, first) < FisherPlan.DetectableRise(count, first), iter: 40);

    [Fact]
    public void A_design_effect_multiplies_the_size_and_divides_what_it_is_worth() =>
        Gen.Select(Gen.Double[0.5, 4], Gen.Double[0.3, 3]).Sample((design, allocation) =>
        {
            var (plain, options) = (FisherPlan.SampleSize(0.05, 0.3, allocation), new PlanOptions { DesignEffect = design });
            var size = FisherPlan.SampleSize(0.05, 0.3, allocation, options);
            return size.Count == (long)Math.Ceiling((plain.Count * design) - 1e-7)
                && FisherPlan.Power(size.Count, 0.05, 0.3, allocation, options) >= 0.8;
        }, iter: 15);

    [Fact]
    public void Groups_too_small_to_show_anything_have_no_power_and_see_no_effect()
    {
        Assert.Equal(0, FisherPlan.Power(3, 0, 1));
        Assert.Equal(0, FisherPlan.Power(1, 0, 1, 1, new PlanOptions { DesignEffect = 2 }));
        Assert.Equal(double.PositiveInfinity, FisherPlan.DetectableRise(3, 0));
        Assert.Equal(double.PositiveInfinity, FisherPlan.DetectableRise(1000, 1));
        Assert.Equal(double.PositiveInfinity, FisherPlan.DetectableFall(1000, 0));
        Assert.Equal(double.PositiveInfinity, FisherPlan.DetectableFall(100, 0.02));
        Assert.Equal(double.PositiveInfinity, FisherPlan.DetectableRise(1, 0, 1, new PlanOptions { DesignEffect = 2 }));
        Assert.Equal(double.PositiveInfinity, FisherPlan.DetectableFall(1, 1, 1, new PlanOptions { DesignEffect = 2 }));
    }

    [Fact]
    public void Certain_outcomes_need_the_fewest_units_that_can_reject()
    {
        // p is 2/C(8, 4) = 0.029 for four against four and 2/C(6, 3) = 0.1 for three; one-sided 1/20 is just enough.
        Assert.Equal(4, FisherPlan.SampleSize(0, 1).Count);
        Assert.Equal(3, FisherPlan.SampleSize(1, 0, 1, OneSided).Count);
        Assert.Equal(1, FisherPlan.Power(3, 0, 1, 1, OneSided));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Refused("second", () => FisherPlan.SampleSize(0.1, 0.1));
        Refused("first", () => FisherPlan.SampleSize(-0.1, 0.1));
        Refused("second", () => FisherPlan.Power(10, 0.1, double.NaN));
        Refused("allocation", () => FisherPlan.Power(10, 0.1, 0.2, 0));
        Refused("allocation", () => FisherPlan.DetectableRise(10, 0.1, double.PositiveInfinity));
        Refused("count", () => FisherPlan.Power(0, 0.1, 0.2));
        Refused("count", () => FisherPlan.DetectableFall(0, 0.1));
        Refused("count", () => FisherPlan.Power(long.MaxValue, 0, 1e-15));
        Refused("options.Alpha", () => FisherPlan.SampleSize(0.1, 0.2, 1, new PlanOptions { Alpha = double.NaN }));
    }

    [Theory]
    [InlineData(0.5, 0.501)]
    [InlineData(0.01, 0.0102)]
    public void Studies_of_too_many_events_are_sent_to_the_normal_formula(double first, double second)
    {
        var refusal = Assert.Throws<ArgumentException>(() => FisherPlan.SampleSize(first, second));

        Assert.Equal("second", refusal.ParamName);
        Assert.Contains(nameof(TwoProportionsPlan), refusal.Message, StringComparison.Ordinal);
        Assert.Equal("count", Assert.Throws<ArgumentException>(() => FisherPlan.Power(1_000_000, first, second)).ParamName);
        Assert.Contains("10^15", Assert.Throws<ArgumentException>(() => FisherPlan.SampleSize(0, 1e-16)).Message, StringComparison.Ordinal);
    }

    // A p-value that is the error itself in exact arithmetic may come out a bit above it.
    private static double ByTheTest(int lower, int upper, double first, double second, PlanOptions options)
    {
        var direction = second > first ? Alternative.Greater : Alternative.Less;
        var sum = 0.0;
        for (var one = 0; one <= lower; one++)
        {
            for (var other = 0; other <= upper; other++)
            {
                var pair = new ProportionPair(one, lower, other, upper);
                var isRight = direction == Alternative.Greater ? pair.CandidateRate > pair.BaselineRate : pair.CandidateRate < pair.BaselineRate;
                var p = FisherExact.Test(pair, 0.95, options.TwoSided ? Alternative.TwoSided : direction).PValue;
                sum += isRight && p <= options.Alpha * (1 + 1e-9) ? Chance(one, lower, first) * Chance(other, upper, second) : 0;
            }
        }

        return sum;
    }

    private static double Chance(int successes, int trials, double rate) =>
        Math.Exp(Numerics.Distributions.LogBinomial(successes, trials, rate));

    private static void Refused<T>(string argument, Func<T> plan) =>
        Assert.Equal(argument, Assert.Throws<ArgumentOutOfRangeException>(() => plan()).ParamName);
}
