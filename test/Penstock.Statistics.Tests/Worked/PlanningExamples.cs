using Penstock.Statistics.Comparisons.Independent;
using Penstock.Statistics.Comparisons.VarianceReduction;
using Penstock.Statistics.Planning;

namespace Penstock.Statistics.Tests.Worked;

public sealed class PlanningExamples
{
    [Fact]
    public void An_eval_of_two_prompts()
    {
        // docs: plan-pairs
        var items = MeanPlan.SampleSize(effect: 0.03, standardDeviation: 1 / 3d);

        Assert.Equal(969.0, items.Exact, 1);
        Assert.Equal(969, items.Count);
        Assert.Equal(0.066, MeanPlan.DetectableEffect(count: 200, standardDeviation: 1 / 3d), 3);
        Assert.Equal(0.25, MeanPlan.Power(count: 200, effect: 0.03, standardDeviation: 1 / 3d), 2);

        // docs: end
    }

    [Fact]
    public void Two_prompts_that_pass_or_fail()
    {
        // docs: plan-mcnemar
        var pairs = PairedBinaryPlan.SampleSize(difference: 0.02, discordance: 0.15);

        Assert.Equal(2936, pairs.Count);

        // docs: end
    }

    [Fact]
    public void A_canary_of_a_fifth()
    {
        // docs: plan-canary
        var arms = TwoProportionsPlan.SampleSize(first: 0.10, second: 0.12);
        Assert.Equal(3839, arms.Count);

        var candidate = TwoProportionsPlan.SampleSize(first: 0.10, second: 0.12, allocation: 0.25);
        Assert.Equal((10_055, 2_514), (candidate.Count, candidate.SecondCount));

        // docs: end
    }

    [Fact]
    public void Rare_refusals()
    {
        // docs: plan-rare
        var equal = FisherPlan.SampleSize(first: 0.002, second: 0.02);
        var canary = FisherPlan.SampleSize(first: 0.002, second: 0.02, allocation: 0.25);

        Assert.Equal((543, 543), (equal.Count, equal.SecondCount));
        Assert.Equal((1054, 264), (canary.Count, canary.SecondCount));
        Assert.Equal(0.97, FisherPlan.Power(count: 1948, first: 0.002, second: 0.02, allocation: 0.25), 2);
        Assert.Equal(0.0096, FisherPlan.DetectableRise(count: 1000, first: 0.001), 4);

        // docs: end
    }

    [Fact]
    public void Errors_per_request()
    {
        // docs: plan-ratio
        double[] errors = [0, 1, 0, 4, 0, 2, 0, 0, 1, 3];
        double[] requests = [2, 5, 1, 20, 3, 8, 1, 4, 2, 9];
        var perUser = RatioMetric.UnitDeviation(errors, requests);
        var users = TwoMeansPlan.SampleSize(effect: 0.03, first: perUser, second: perUser);

        Assert.Equal(0.108, perUser, 3);
        Assert.Equal(206, users.Count);

        // docs: end
    }

    [Fact]
    public void A_week_before()
    {
        // docs: plan-cuped
        var left = Cuped.RemainingDeviation(standardDeviation: 2, correlation: 0.7);
        var plain = TwoMeansPlan.SampleSize(effect: 0.1, first: 2, second: 2);
        var adjusted = TwoMeansPlan.SampleSize(effect: 0.1, first: left, second: left);

        Assert.Equal(1.428, left, 3);
        Assert.Equal((6280, 3203), (plain.Count, adjusted.Count));

        // docs: end
    }

    [Fact]
    public void Turns_of_conversations()
    {
        // docs: plan-clusters
        var effect = ClusteredPlan.DesignEffect(clusterSize: 6, correlation: 0.12);
        var conversations = ClusteredPlan.SampleSize(effect: 0.1, standardDeviation: 0.5, clusterSize: 6, correlation: 0.12);

        Assert.Equal(1.6, effect, 3);
        Assert.Equal(55, conversations.Count);

        // docs: end
    }

    [Fact]
    public void No_worse_or_the_same()
    {
        // docs: plan-margins
        var design = UnitVariance.PairedBinary(difference: 0, discordance: 0.12);
        var noWorse = NonInferiorityPlan.SampleSize(margin: 0.02, design, options: new PlanOptions { Alpha = 0.025 });
        var same = EquivalencePlan.SampleSize(margin: 0.02, design);

        Assert.Equal(2355, noWorse.Count);
        Assert.Equal(2570, same.Count);

        // docs: end
    }

    [Fact]
    public void A_cheaper_request()
    {
        // docs: plan-lift
        var users = LiftPlan.SampleSize(lift: -0.1, baseline: 1.5, candidate: 1.5);

        Assert.Equal(3532, users.Count);
        Assert.Equal(-0.059, LiftPlan.DetectableFall(count: 10_000, baseline: 1.5, candidate: 1.5), 3);

        // docs: end
    }

    [Fact]
    public void A_gate_that_could_not_decide()
    {
        // docs: plan-gate
        var items = ProportionPlan.ItemsToDecide(successes: 94, trials: 100, target: 0.9);
        Assert.Equal(179, items!.Value.Count);

        var fresh = ProportionPlan.SampleSize(rate: 0.94, target: 0.9, new PlanOptions { TwoSided = false });
        Assert.InRange(fresh.Count, 300, 330);
        Assert.True(ProportionPlan.Power(fresh.Count, rate: 0.94, target: 0.9, new PlanOptions { TwoSided = false }) >= 0.8);

        // docs: end
    }

    [Fact]
    public void A_demonstration()
    {
        // docs: plan-demonstration
        var passes = ZeroFailurePlan.SampleSize(limit: 0.01);

        Assert.Equal(299, passes.Count);
        Assert.Equal(0.74, ZeroFailurePlan.Power(passes.Count, rate: 0.001), 2);

        // docs: end
    }

    [Fact]
    public void Grades_and_categories()
    {
        // docs: plan-ranks
        Assert.Equal(131, MannWhitneyPlan.SampleSize(superiority: 0.6).Count);
        Assert.Equal(273, ChiSquaredPlan.SampleSize(effect: 0.2, degreesOfFreedom: 3).Count);

        // docs: end
    }
}
