using Penstock.Statistics.Planning;

namespace Penstock.Statistics.Tests.Planning;

public sealed class PlanRefusalTests
{
    private static readonly UnitVariance Pairs = UnitVariance.Pairs(1);

    [Fact]
    public void No_effect_cannot_be_planned_for()
    {
        Refused("effect", () => MeanPlan.SampleSize(0, 1));
        Refused("effect", () => MeanPlan.PowerStudent(10, 0, 1));
        Refused("effect", () => TwoMeansPlan.SampleSize(0, 1, 1));
        Refused("difference", () => PairedBinaryPlan.SampleSize(0, 0.1));
        Refused("second", () => TwoProportionsPlan.SampleSize(0.2, 0.2));
        Refused("lift", () => LiftPlan.SampleSize(0, 1, 1));
        Refused("superiority", () => MannWhitneyPlan.SampleSize(0.5));
        Refused("effect", () => ChiSquaredPlan.SampleSize(0, 2));
        Refused("effect", () => ClusteredPlan.SampleSize(0, 1, 5, 0.1));
        Refused("rate", () => ProportionPlan.SampleSize(0.9, 0.9));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Effects_that_are_no_numbers_are_refused(double effect)
    {
        Refused("effect", () => MeanPlan.SampleSize(effect, 1));
        Refused("effect", () => TwoMeansPlan.Power(10, effect, 1, 1));
        Refused("difference", () => PairedBinaryPlan.SampleSize(effect, 0.1));
        Refused("lift", () => LiftPlan.Power(10, effect, 1, 1));
        Refused("superiority", () => MannWhitneyPlan.Power(10, effect));
        Refused("effect", () => ChiSquaredPlan.Power(10, effect, 1));
        Refused("margin", () => NonInferiorityPlan.SampleSize(effect, Pairs));
        Refused("difference", () => EquivalencePlan.Power(10, 1, Pairs, effect));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Spreads_and_ratios_that_are_not_positive_are_refused(double value)
    {
        Refused("standardDeviation", () => MeanPlan.SampleSize(1, value));
        Refused("first", () => TwoMeansPlan.SampleSize(1, value, 1));
        Refused("second", () => TwoMeansPlan.SampleSize(1, 1, value));
        Refused("allocation", () => TwoMeansPlan.SampleSize(1, 1, 1, value));
        Refused("allocation", () => TwoProportionsPlan.DetectableRise(10, 0.5, value));
        Refused("allocation", () => MannWhitneyPlan.SampleSize(0.6, value));
        Refused("baseline", () => LiftPlan.SampleSize(0.1, value, 1));
        Refused("candidate", () => LiftPlan.DetectableFall(10, 1, value));
        Refused("standardDeviation", () => ClusteredPlan.Power(10, 1, value, 5, 0.1));
        Refused("standardDeviation", () => UnitVariance.Pairs(value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Counts_that_are_none_are_refused(double count)
    {
        Refused("count", () => MeanPlan.Power(count, 1, 1));
        Refused("count", () => MeanPlan.DetectableEffectStudent(count, 1));
        Refused("count", () => TwoMeansPlan.PowerStudent(count, 1, 1, 1));
        Refused("count", () => PairedBinaryPlan.DetectableEffect(count, 0.1));
        Refused("count", () => TwoProportionsPlan.DetectableFall(count, 0.1));
        Refused("count", () => LiftPlan.DetectableRise(count, 1, 1));
        Refused("count", () => NonInferiorityPlan.Power(count, 1, Pairs));
        Refused("count", () => EquivalencePlan.DetectableMargin(count, Pairs));
        Refused("count", () => MannWhitneyPlan.DetectableSuperiority(count));
        Refused("count", () => ChiSquaredPlan.DetectableEffect(count, 1));
        Refused("count", () => ProportionPlan.HalfWidth(count, 0.5));
    }

    [Fact]
    public void Rates_outside_their_range_are_refused()
    {
        Refused("first", () => TwoProportionsPlan.SampleSize(-0.1, 0.5));
        Refused("second", () => TwoProportionsPlan.SampleSize(0.1, 1.5));
        Refused("discordance", () => PairedBinaryPlan.SampleSize(0.2, 0.1));
        Refused("discordance", () => PairedBinaryPlan.SampleSize(0.2, 1.1));
        Refused("lift", () => LiftPlan.SampleSize(-1.1, 1, 1));
        Refused("superiority", () => MannWhitneyPlan.SampleSize(1.1));
        Refused("target", () => ProportionPlan.SampleSize(0.9, 1));
        Refused("target", () => ProportionPlan.ItemsToDecide(9, 10, 0));
        Refused("halfWidth", () => ProportionPlan.SampleSizeForWidth(0.5, 0.5));
        Refused("successes", () => ProportionPlan.ItemsToDecide(11, 10, 0.5));
        Refused("limit", () => ZeroFailurePlan.SampleSize(0));
        Refused("failures", () => ZeroFailurePlan.SampleSize(0.1, 0.95, -1));
        Refused("failures", () => ZeroFailurePlan.DetectableRate(5, 0.95, 6));
        Refused("rate", () => ZeroFailurePlan.Power(5, 1.1));
        Refused("degreesOfFreedom", () => ChiSquaredPlan.SampleSize(0.1, 0));
    }

    [Fact]
    public void Clusters_that_cannot_be_are_refused()
    {
        Refused("clusterSize", () => ClusteredPlan.DesignEffect(0.5, 0.1));
        Refused("correlation", () => ClusteredPlan.DesignEffect(5, 1.1));
        Refused("correlation", () => ClusteredPlan.DesignEffect(5, -0.3));
        Refused("correlation", () => ClusteredPlan.DesignEffect(5, double.NaN));
        Refused("correlation", () => ClusteredPlan.SampleSize(1, 1, 5, -0.25));
        Refused("variation", () => ClusteredPlan.DesignEffectUnequal(5, -1, 0.1));
        Refused("correlation", () => ClusteredPlan.DesignEffectUnequal(5, 1, -0.1));
    }

    [Fact]
    public void Options_that_cannot_be_are_refused()
    {
        Refused("options.Alpha", () => MeanPlan.SampleSize(1, 1, new PlanOptions { Alpha = 0 }));
        Refused("options.DesignEffect", () => MeanPlan.SampleSize(1, 1, new PlanOptions { DesignEffect = 0 }));
        Refused("options", () => MeanPlan.SampleSize(1, 1, new PlanOptions { Alpha = 0.5, TwoSided = false }));
        Refused("options", () => MeanPlan.SampleSize(1, 1, new PlanOptions { Power = 0.05 }));
        Refused("options", () => MeanPlan.SampleSize(1, 1, new PlanOptions { Power = 1 }));
        Refused("options", () => MeanPlan.SampleSize(1, 1, new PlanOptions { Power = double.NaN }));
    }

    [Fact]
    public void What_is_worse_than_its_margin_cannot_be_shown_not_to_be()
    {
        Refused("difference", () => NonInferiorityPlan.SampleSize(0.1, Pairs, -0.1));
        Refused("difference", () => EquivalencePlan.SampleSize(0.1, Pairs, 0.1));
        Near.Equal(0.05, NonInferiorityPlan.Power(100, 0.1, Pairs, -0.1));
    }

    [Fact]
    public void A_design_must_come_from_its_methods() =>
        Refused("variance", () => NonInferiorityPlan.SampleSize(0.1, default));

    [Fact]
    public void A_study_beyond_all_numbers_is_refused() =>
        Assert.Contains("10^15", Assert.Throws<ArgumentException>(() => MeanPlan.SampleSize(1e-10, 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_no_effect_could_reach_is_infinite()
    {
        Assert.Equal(double.PositiveInfinity, PairedBinaryPlan.DetectableEffect(5, 0.1));
        Assert.Equal(double.PositiveInfinity, TwoProportionsPlan.DetectableRise(5, 0.9));
        Assert.Equal(double.PositiveInfinity, TwoProportionsPlan.DetectableFall(5, 0.1));
        Assert.Equal(double.PositiveInfinity, LiftPlan.DetectableRise(5, 2, 2));
        Assert.Equal(double.NegativeInfinity, LiftPlan.DetectableFall(5, 2, 2));
        Assert.Equal(double.PositiveInfinity, MannWhitneyPlan.DetectableSuperiority(2));
        Assert.Equal(double.PositiveInfinity, ProportionPlan.DetectableRate(20, 0.9));
        Assert.Equal(0, ProportionPlan.Power(20, 0.99, 0.9));
    }

    [Fact]
    public void Outcomes_without_variance_need_the_least_number()
    {
        Assert.Equal(2, TwoProportionsPlan.SampleSize(0, 1).Count);
        Assert.Equal(1, TwoProportionsPlan.Power(2, 0, 1));
        Assert.Equal(2, PairedBinaryPlan.SampleSize(1, 1).Count);
        Assert.Equal(2, EquivalencePlan.SampleSize(0.1, UnitVariance.TwoProportions(0, 0)).Count);
        Assert.Equal(1, EquivalencePlan.Power(2, 0.1, UnitVariance.TwoProportions(0, 0)));
        Assert.Equal(0, EquivalencePlan.DetectableMargin(2, UnitVariance.TwoProportions(0, 0)));
        Assert.Equal(1, NonInferiorityPlan.Power(2, 0.1, UnitVariance.TwoProportions(0, 0)));
    }

    private static void Refused<T>(string argument, Func<T> plan) =>
        Assert.Equal(argument, Assert.Throws<ArgumentOutOfRangeException>(() => plan()).ParamName);
}
