using CsCheck;
using Penstock.Statistics.Planning;

namespace Penstock.Statistics.Tests.Planning;

/// <summary>Size to power to effect and back, for every plan, with real numbers instead of whole ones.</summary>
public sealed class RoundTripTests
{
    private static readonly Gen<PlanOptions> Options =
        from alpha in Gen.Double[0.001, 0.2]
        from power in Gen.Double[0.4, 0.99]
        from twoSided in Gen.Bool
        from design in Gen.Double[0.6, 4]
        select new PlanOptions { Alpha = alpha, Power = power, TwoSided = twoSided, DesignEffect = design };

    private static readonly Gen<double> Effects = Gen.OneOf(Gen.Double[0.02, 0.9], Gen.Double[-0.9, -0.02]);

    private static readonly Gen<double> Spreads = Gen.Double[0.5, 5];

    private static readonly Gen<double> Ratios = Gen.Double[0.2, 5];

    [Fact]
    public void A_mean() =>
        Gen.Select(Effects, Spreads, Options).Sample((effect, spread, options) =>
        {
            var size = MeanPlan.SampleSize(effect, spread, options).Exact;
            return Same(options.Power, MeanPlan.Power(size, effect, spread, options))
                && Same(Math.Abs(effect), MeanPlan.DetectableEffect(size, spread, options));
        });

    [Fact]
    public void A_mean_by_the_noncentral_t() =>
        Gen.Select(Effects, Spreads, Options).Sample((effect, spread, options) =>
        {
            var size = MeanPlan.SampleSizeStudent(effect, spread, options).Exact;
            return size == 2
                ? MeanPlan.PowerStudent(size, effect, spread, options) >= options.Power
                : Same(options.Power, MeanPlan.PowerStudent(size, effect, spread, options), 1e-8)
                    && Same(Math.Abs(effect), MeanPlan.DetectableEffectStudent(size, spread, options), 1e-7);
        }, iter: 20);

    [Fact]
    public void Two_means() =>
        Gen.Select(Effects, Spreads, Spreads, Ratios, Options).Sample((effect, first, second, ratio, options) =>
        {
            var size = TwoMeansPlan.SampleSize(effect, first, second, ratio, options).Exact;
            return Same(options.Power, TwoMeansPlan.Power(size, effect, first, second, ratio, options))
                && Same(Math.Abs(effect), TwoMeansPlan.DetectableEffect(size, first, second, ratio, options));
        });

    [Fact]
    public void Two_means_by_the_noncentral_t() =>
        Gen.Select(Gen.Double[0.3, 0.9], Spreads, Spreads, Ratios, Options).Sample((effect, first, second, ratio, options) =>
        {
            var size = TwoMeansPlan.SampleSizeStudent(effect, first, second, ratio, options).Exact;
            var power = TwoMeansPlan.PowerStudent(size, effect, first, second, ratio, options);
            return (size == Math.Max(2, 2 / ratio) && power >= options.Power)
                || (Same(options.Power, power, 1e-8) && Same(effect, TwoMeansPlan.DetectableEffectStudent(size, first, second, ratio, options), 1e-7));
        }, iter: 20);

    [Fact]
    public void Paired_outcomes() =>
        Gen.Select(Effects, Gen.Double[0.01, 1], Options).Sample((effect, share, options) =>
        {
            var discordance = Math.Abs(effect) + (share * (1 - Math.Abs(effect)));
            var size = PairedBinaryPlan.SampleSize(effect, discordance, options).Exact;
            return Same(options.Power, PairedBinaryPlan.Power(size, effect, discordance, options))
                && Same(Math.Abs(effect), PairedBinaryPlan.DetectableEffect(size, discordance, options));
        });

    [Fact]
    public void Two_proportions_in_both_directions() =>
        Gen.Select(Gen.Double[0.01, 0.99], Gen.Double[0.01, 0.99], Ratios, Options)
            .Where((first, second, _, _) => Math.Abs(first - second) > 0.005)
            .Sample((first, second, ratio, options) =>
            {
                var size = TwoProportionsPlan.SampleSize(first, second, ratio, options).Exact;
                var found = second > first
                    ? first + TwoProportionsPlan.DetectableRise(size, first, ratio, options)
                    : first - TwoProportionsPlan.DetectableFall(size, first, ratio, options);
                return Same(options.Power, TwoProportionsPlan.Power(size, first, second, ratio, options)) && Same(second, found, 1e-8);
            });

    [Fact]
    public void A_relative_lift_in_both_directions() =>
        Gen.Select(Effects, Spreads, Spreads, Ratios, Options).Sample((lift, baseline, candidate, ratio, options) =>
        {
            var size = LiftPlan.SampleSize(lift, baseline, candidate, ratio, options).Exact;
            var found = lift > 0
                ? LiftPlan.DetectableRise(size, baseline, candidate, ratio, options)
                : LiftPlan.DetectableFall(size, baseline, candidate, ratio, options);
            return Same(options.Power, LiftPlan.Power(size, lift, baseline, candidate, ratio, options)) && Same(lift, found, 1e-8);
        });

    [Fact]
    public void A_clustered_mean() =>
        Gen.Select(Effects, Gen.Double[1, 40], Gen.Double[0, 0.9], Options).Sample((effect, members, correlation, options) =>
        {
            var size = ClusteredPlan.SampleSize(effect, 2, members, correlation, options).Exact;
            var power = ClusteredPlan.Power(size, effect, 2, members, correlation, options);
            return (size == 2 && power >= options.Power)
                || (Same(options.Power, power, 1e-8) && Same(Math.Abs(effect), ClusteredPlan.DetectableEffect(size, 2, members, correlation, options), 1e-7));
        }, iter: 20);

    [Fact]
    public void Non_inferiority() =>
        Gen.Select(Gen.Double[0.01, 0.5], Gen.Double[-0.9, 2], Spreads, Options).Sample((margin, share, spread, options) =>
        {
            var (difference, design) = (share * margin, UnitVariance.TwoMeans(spread, 1, 2));
            var size = NonInferiorityPlan.SampleSize(margin, design, difference, options).Exact;
            return Same(options.Power, NonInferiorityPlan.Power(size, margin, design, difference, options))
                && Same(margin, NonInferiorityPlan.DetectableMargin(size, design, difference, options));
        });

    [Fact]
    public void Equivalence() =>
        Gen.Select(Gen.Double[0.01, 0.5], Gen.Double[-0.9, 0.9], Spreads, Options).Sample((margin, share, spread, options) =>
        {
            var (difference, design) = (share * margin, UnitVariance.Pairs(spread));
            var size = EquivalencePlan.SampleSize(margin, design, difference, options).Exact;
            return Same(options.Power, EquivalencePlan.Power(size, margin, design, difference, options))
                && Same(margin, EquivalencePlan.DetectableMargin(size, design, difference, options));
        });

    [Fact]
    public void The_Mann_Whitney_test() =>
        Gen.Select(Gen.Double[0.51, 0.99], Ratios, Options).Sample((superiority, ratio, options) =>
        {
            var size = MannWhitneyPlan.SampleSize(superiority, ratio, options).Exact;
            return Same(options.Power, MannWhitneyPlan.Power(size, 1 - superiority, ratio, options))
                && Same(superiority, MannWhitneyPlan.DetectableSuperiority(size, ratio, options));
        });

    [Fact]
    public void The_chi_squared_test() =>
        Gen.Select(Gen.Double[0.05, 1], Gen.Int[1, 20], Options).Sample((effect, freedom, options) =>
        {
            var size = ChiSquaredPlan.SampleSize(effect, freedom, options).Exact;
            return Same(options.Power, ChiSquaredPlan.Power(size, effect, freedom, options))
                && Same(effect, ChiSquaredPlan.DetectableEffect(size, freedom, options));
        }, iter: 50);

    [Fact]
    public void The_width_of_an_interval_of_a_rate() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0.001, 0.49], Options).Sample((rate, half, options) =>
            Same(half, ProportionPlan.HalfWidth(ProportionPlan.SampleSizeForWidth(rate, half, options).Exact, rate, options)));

    [Fact]
    public void A_demonstration() =>
        Gen.Select(Gen.Double[0.001, 0.3], Gen.Double[0.5, 0.99], Gen.Long[0, 5]).Sample((limit, level, failures) =>
        {
            var count = ZeroFailurePlan.SampleSize(limit, level, failures).Count;
            return ZeroFailurePlan.DetectableRate(count, level, failures) <= limit * (1 + 1e-9)
                && (count == failures + 1 || ZeroFailurePlan.DetectableRate(count - 1, level, failures) > limit)
                && ZeroFailurePlan.Power(count, limit, failures) <= 1 - level + 1e-9;
        });

    [Fact]
    public void A_gate_on_a_rate() =>
        Gen.Select(Gen.Double[0.02, 0.98], Gen.Double[0.02, 0.98])
            .Where((rate, target) => Math.Abs(rate - target) > 0.02)
            .Sample((rate, target) =>
            {
                var size = ProportionPlan.SampleSize(rate, target);
                var reached = rate > target
                    ? ProportionPlan.DetectableRate(size.Count, target)
                    : 1 - ProportionPlan.DetectableRate(size.Count, 1 - target);
                return ProportionPlan.Power(size.Count, rate, target) >= 0.8
                    && (rate > target ? reached <= rate + 1e-9 : reached >= rate - 1e-9)
                    && Same(0.8, ProportionPlan.Power(size.Count, reached, target), 1e-7);
            }, iter: 50);

    private static bool Same(double expected, double actual, double tolerance = 1e-9) =>
        Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected));
}
