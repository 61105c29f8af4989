using System.Text.Json;
using Penstock.Statistics.Numerics;
using Penstock.Statistics.Planning;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Planning;

public sealed class PlanningGoldenTests
{
    private static readonly PlanOptions Ninety = new() { Power = 0.9 };

    private static JsonElement Golden { get; } = GoldenFile.Read("planning");

    [Fact]
    public void Sizes_and_powers_of_a_mean_by_the_noncentral_t_distribution()
    {
        Near.Equal(Golden.Number("mean"), MeanPlan.SampleSizeStudent(0.3, 1).Exact, Near.Fitted);
        Near.Equal(Golden.Number("mean_one_sided"), MeanPlan.SampleSizeStudent(-0.5, 1, Ninety with { TwoSided = false }).Exact, Near.Fitted);
        Near.Equal(Golden.Number("mean_power_12"), MeanPlan.PowerStudent(12, 0.7, 1));
    }

    [Fact]
    public void Sizes_and_powers_of_two_means()
    {
        Near.Equal(Golden.Number("two_means_equal"), TwoMeansPlan.SampleSizeStudent(0.5, 1, 1).Exact, Near.Fitted);
        Near.Equal(Golden.Number("two_means_normal_ratio_2"), TwoMeansPlan.SampleSize(0.2, 1, 1, 2).Exact, Near.Fitted);
        Near.Equal(Golden.Number("two_means_welch"), TwoMeansPlan.SampleSizeStudent(1, 1.5, 2.5, 2, Ninety).Exact, Near.Fitted);
        Near.Equal(Golden.Number("two_means_welch_power_8"), TwoMeansPlan.PowerStudent(8, 2, 1, 2, 1.5));
    }

    // R 4.2.2: power.t.test(n = 20, delta = 1), then with power = .90 and tol = 1e-12 in place of n, then that with alternative = "one.sided".
    [Fact]
    public void The_examples_of_power_t_test_in_R()
    {
        Near.Equal(0.8689528017, TwoMeansPlan.PowerStudent(20, 1, 1, 1), 1e-9);
        Near.Equal(22.02109557, TwoMeansPlan.SampleSizeStudent(1, 1, 1, 1, Ninety).Exact, 1e-9);
        Near.Equal(17.84712063, TwoMeansPlan.SampleSizeStudent(1, 1, 1, 1, Ninety with { TwoSided = false }).Exact, Near.Fitted);
    }

    [Fact]
    public void Sizes_of_two_proportions_lifts_and_superiority()
    {
        Near.Equal(Golden.Number("two_proportions_ratio_3"), TwoProportionsPlan.SampleSize(0.02, 0.03, 3, Ninety).Exact);
        Near.Equal(Golden.Number("lift"), LiftPlan.SampleSize(0.05, 1.5, 1.2, 0.5).Exact);
        Near.Equal(Golden.Number("lift_fall_power"), LiftPlan.Power(60, -0.3, 0.8, 0.6, 2));
        Near.Equal(Golden.Number("mann_whitney"), MannWhitneyPlan.SampleSize(0.6, 1.5).Exact);
    }

    [Fact]
    public void Sizes_and_powers_of_non_inferiority_and_equivalence()
    {
        var pairs = UnitVariance.Pairs(0.4);

        Near.Equal(Golden.Number("non_inferiority"), NonInferiorityPlan.SampleSize(0.03, UnitVariance.Pairs(0.5), -0.005, Ninety with { Alpha = 0.025 }).Exact);
        Near.Equal(Golden.Number("equivalence"), EquivalencePlan.SampleSize(0.05, pairs, 0.01, Ninety).Exact);
        Near.Equal(Golden.Number("equivalence_power"), EquivalencePlan.Power(700, 0.05, pairs, -0.01));
    }

    [Fact]
    public void Sizes_and_powers_of_the_chi_squared_test()
    {
        Near.Equal(Golden.Number("chi_squared"), ChiSquaredPlan.SampleSize(0.2, 5).Exact, Near.Fitted);
        Near.Equal(Golden.Number("chi_squared_power"), ChiSquaredPlan.Power(150, 0.3, 3, new PlanOptions { Alpha = 0.01 }));
    }

    [Fact]
    public void Tails_of_the_noncentral_distributions()
    {
        foreach (var one in Golden.GetProperty("noncentral_chi_squared").EnumerateArray().Select(one => one.Numbers()))
        {
            Near.Equal(one[3], 1 - NoncentralChiSquared.Lower(one[0], one[1], one[2]));
        }

        foreach (var one in Golden.GetProperty("noncentral_t").EnumerateArray().Select(one => one.Numbers()))
        {
            Near.Equal(one[3], NoncentralStudent.Upper(one[0], one[1], one[2]));
        }
    }

    [Fact]
    public void Trials_of_a_demonstration()
    {
        foreach (var one in Golden.GetProperty("zero_failures").EnumerateArray().Select(one => one.Numbers()))
        {
            Assert.Equal((long)one[3], ZeroFailurePlan.SampleSize(one[0], one[1], (long)one[2]).Count);
        }
    }

    [Fact]
    public void Power_and_size_of_a_gate_on_a_rate()
    {
        foreach (var one in Golden.GetProperty("gate").EnumerateArray().Select(one => one.Numbers()))
        {
            Near.Equal(one[4], ProportionPlan.Power((long)one[0], one[1], one[2], new PlanOptions { Alpha = one[3], TwoSided = false }));
        }

        var size = ProportionPlan.SampleSize(0.95, 0.9, Ninety);
        Near.Equal(Golden.Number("gate_normal"), size.Exact);
        Assert.Equal((long)Golden.Number("gate_size"), size.Count);
    }

    [Fact]
    public void Items_until_an_interval_is_narrow_and_until_a_gate_can_decide()
    {
        Near.Equal(Golden.Number("width"), ProportionPlan.SampleSizeForWidth(0.9, 0.02).Exact);
        foreach (var one in Golden.GetProperty("items_to_decide").EnumerateArray().Select(one => one.Numbers()))
        {
            Assert.Equal((long)one[4], ProportionPlan.ItemsToDecide((long)one[0], (long)one[1], one[2], one[3])!.Value.Count);
        }
    }
}
