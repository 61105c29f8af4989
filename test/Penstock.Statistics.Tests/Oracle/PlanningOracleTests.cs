using Penstock.Statistics.Numerics;
using Penstock.Statistics.Planning;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Oracle;

public sealed class PlanningOracleTests
{
    [Fact]
    public void The_quantiles_that_plans_rest_on()
    {
        var z = SharedData.Golden("power").Numbers("z");

        Near.Equal(z[0], Distributions.NormalCritical(0.95));
        Near.Equal(z[1], Distributions.NormalQuantile(0.8));
    }

    [Fact]
    public void Sizes_of_paired_means_paired_outcomes_and_two_proportions()
    {
        var golden = SharedData.Golden("power");

        Near.Equal(golden.Number("n_paired_for_delta0.03_omega2_1/9"), MeanPlan.SampleSize(0.03, 1 / 3d).Exact);
        Near.Equal(golden.Number("n_paired_binary_delta_0.02_discordance_0.15"), PairedBinaryPlan.SampleSize(0.02, 0.15).Exact);
        Near.Equal(golden.Number("n_per_arm_prop_0.10_vs_0.12"), TwoProportionsPlan.SampleSize(0.10, 0.12).Exact);
    }

    [Fact]
    public void Every_planned_number_is_the_exact_one_rounded_up()
    {
        Assert.Equal(969, MeanPlan.SampleSize(0.03, 1 / 3d).Count);
        Assert.Equal(2936, PairedBinaryPlan.SampleSize(0.02, 0.15).Count);
        Assert.Equal((3839, 3839), (TwoProportionsPlan.SampleSize(0.10, 0.12).Count, TwoProportionsPlan.SampleSize(0.10, 0.12).SecondCount));
    }
}
