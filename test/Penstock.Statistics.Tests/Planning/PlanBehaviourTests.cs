using CsCheck;
using Penstock.Statistics.Intervals;
using Penstock.Statistics.Planning;

namespace Penstock.Statistics.Tests.Planning;

public sealed class PlanBehaviourTests
{
    [Fact]
    public void The_second_arm_follows_the_allocation_and_both_make_the_total()
    {
        var size = TwoProportionsPlan.SampleSize(0.10, 0.12, 2);

        Assert.Equal((long)Math.Ceiling(2 * size.Exact), size.SecondCount);
        Assert.Equal(size.Count + size.SecondCount, size.Total);
        Assert.Equal(0, MeanPlan.SampleSize(1, 1).SecondCount);
    }

    [Fact]
    public void A_whole_number_is_kept_and_any_real_part_is_rounded_up_however_large_the_size()
    {
        Assert.Equal(100, PlannedSize.Of(100 + 1e-8, "any").Count);
        Assert.Equal(101, PlannedSize.Of(100.001, "any").Count);
        Assert.Equal(7_000_000_001, PlannedSize.Of(7_000_000_000.4, "any").Count);
    }

    [Fact]
    public void Swapping_the_arms_swaps_their_sizes() =>
        Gen.Select(Gen.Double[0.05, 0.45], Gen.Double[0.5, 0.95], Gen.Double[0.2, 5]).Sample((first, second, ratio) =>
            Math.Abs((TwoProportionsPlan.SampleSize(first, second, ratio).Exact * ratio) - TwoProportionsPlan.SampleSize(second, first, 1 / ratio).Exact) < 1e-6);

    [Fact]
    public void More_observations_stricter_errors_and_larger_effects_move_the_power_as_they_should() =>
        Gen.Select(Gen.Double[5, 500], Gen.Double[0.05, 1], Gen.Double[0.5, 3]).Sample((count, effect, spread) =>
        {
            var power = MeanPlan.PowerStudent(count, effect, spread);
            return MeanPlan.PowerStudent(count * 1.5, effect, spread) >= power - 1e-10
                && MeanPlan.PowerStudent(count, effect * 1.5, spread) >= power - 1e-10
                && MeanPlan.PowerStudent(count, effect, spread, new PlanOptions { Alpha = 0.01 }) <= power
                && MeanPlan.PowerStudent(count, effect, spread) <= MeanPlan.Power(count, effect, spread) + 1e-10;
        }, iter: 40);

    [Fact]
    public void The_t_distribution_asks_for_about_two_items_more_than_the_normal_one()
    {
        var (normal, student) = (MeanPlan.SampleSize(0.3, 1).Exact, MeanPlan.SampleSizeStudent(0.3, 1).Exact);

        Assert.InRange(student - normal, 1.5, 2.5);
    }

    [Fact]
    public void A_design_effect_multiplies_the_size()
    {
        var design = ClusteredPlan.DesignEffect(6, 0.12);

        Near.Equal(1.6, design);
        Near.Equal(
            1.6 * TwoMeansPlan.SampleSize(0.1, 1, 1).Exact,
            TwoMeansPlan.SampleSize(0.1, 1, 1, 1, new PlanOptions { DesignEffect = design }).Exact);
    }

    [Fact]
    public void Clusters_of_one_are_single_items_and_unequal_sizes_cost_more()
    {
        Near.Equal(MeanPlan.SampleSizeStudent(0.2, 1).Exact, ClusteredPlan.SampleSize(0.2, 1, 1, 0.3).Exact);
        Near.Equal(ClusteredPlan.DesignEffect(10, 0.05), ClusteredPlan.DesignEffectUnequal(10, 0, 0.05));

        // Eldridge, Ashby and Kerry (2006): 1 + ((1 + 0.65²)·10 − 1)·0.05.
        Near.Equal(1.66125, ClusteredPlan.DesignEffectUnequal(10, 0.65, 0.05));
    }

    [Fact]
    public void A_margin_that_a_gain_makes_needless_is_zero() =>
        Assert.Equal(0, NonInferiorityPlan.DetectableMargin(1000, UnitVariance.Pairs(1), 0.5));

    [Fact]
    public void Thirty_passes_show_less_than_ten_per_cent()
    {
        Assert.Equal(29, ZeroFailurePlan.SampleSize(0.1).Count);
        Near.Equal(0.09503385285530419, ZeroFailurePlan.DetectableRate(30));
        Near.Equal(Math.Pow(0.99, 30), ZeroFailurePlan.Power(30, 0.01));
    }

    [Fact]
    public void A_gate_that_saw_exactly_its_target_is_never_decided_and_one_that_is_decided_needs_no_more()
    {
        Assert.Null(ProportionPlan.ItemsToDecide(9, 10, 0.9));
        Assert.Equal(1000, ProportionPlan.ItemsToDecide(990, 1000, 0.9)!.Value.Count);
    }

    [Fact]
    public void The_items_that_a_gate_asks_for_decide_it_if_the_rate_stays() =>
        Gen.Select(Gen.Long[1, 300], Gen.Double[0, 1], Gen.Double[0.05, 0.95]).Sample((trials, share, target) =>
        {
            var successes = (long)Math.Round(share * trials);
            if (Math.Abs(((double)successes / trials) - target) < 0.01)
            {
                return true;
            }

            var (rate, count) = ((double)successes / trials, ProportionPlan.ItemsToDecide(successes, trials, target)!.Value.Count);
            return count >= trials && (rate > target
                ? Proportions.ClopperPearsonLower((long)Math.Floor((rate * count) + 1e-9), count).Lower >= target - 1e-12
                : Proportions.ClopperPearsonUpper((long)Math.Ceiling((rate * count) - 1e-9), count).Upper <= target + 1e-12);
        });

    [Fact]
    public void A_ceiling_is_the_mirror_of_a_floor()
    {
        Assert.Equal(ProportionPlan.SampleSize(0.97, 0.95).Count, ProportionPlan.SampleSize(0.03, 0.05).Count);
        Assert.Equal(ProportionPlan.ItemsToDecide(96, 100, 0.9)!.Value.Count, ProportionPlan.ItemsToDecide(4, 100, 0.1)!.Value.Count);
    }

    [Fact]
    public void Beyond_a_million_items_the_corrected_formula_takes_the_place_of_the_search()
    {
        var size = ProportionPlan.SampleSize(0.9505, 0.95);

        Assert.InRange(size.Exact, 1_400_000, 1_600_000);
        Assert.InRange(size.Count - size.Exact, 900, 2_100);
        Assert.InRange(ProportionPlan.Power(size.Count, 0.9505, 0.95), 0.8, 0.801);
    }

    [Fact]
    public void Where_nothing_varies_between_clusters_the_design_effect_falls_below_one() =>
        Assert.Equal(0.62, ClusteredPlan.DesignEffect(6, -0.076), 12);
}
