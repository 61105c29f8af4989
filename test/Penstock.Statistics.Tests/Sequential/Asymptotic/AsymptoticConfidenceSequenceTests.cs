using CsCheck;
using Penstock.Statistics.Sequential.Accumulators;
using Penstock.Statistics.Sequential.Asymptotic;

namespace Penstock.Statistics.Tests.Sequential.Asymptotic;

public sealed class AsymptoticConfidenceSequenceTests
{
    private static readonly AsymptoticOptions Near300 = new() { TightestAt = 300 };
    private static readonly AsymptoticOptions Early = new() { FirstLook = 2 };

    private static readonly Gen<double[]> Varied =
        Gen.Double[-1, 1].Array[3, 30].Where(sample => sample.Max() - sample.Min() > 0.1);

    [Fact]
    public void The_interval_of_a_mean_is_that_of_the_paper()
    {
        var estimate = AsymptoticConfidenceSequence.Mean(MeansGolden.First, Near300);

        Near.Equal(MeansGolden.Value("mean", "value"), estimate.Value);
        Near.Equal(MeansGolden.Value("mean", "half"), estimate.Upper - estimate.Value);
        Near.Equal(MeansGolden.Value("mean", "half"), estimate.Value - estimate.Lower);
        Assert.Equal(400, estimate.Count);
    }

    [Fact]
    public void One_bound_is_that_of_the_appendix()
    {
        var half = MeansGolden.Value("mean_one_sided", "half");

        var greater = AsymptoticConfidenceSequence.Mean(MeansGolden.First, Near300 with { Alternative = Alternative.Greater });
        var less = AsymptoticConfidenceSequence.Mean(MeansGolden.First, Near300 with { Alternative = Alternative.Less });

        Near.Equal(half, greater.Value - greater.Lower);
        Assert.Equal(double.PositiveInfinity, greater.Upper);
        Near.Equal(half, less.Upper - less.Value);
        Assert.Equal(double.NegativeInfinity, less.Lower);
    }

    [Fact]
    public void The_interval_of_a_difference_rests_on_the_variances_of_both_arms()
    {
        var estimate = AsymptoticConfidenceSequence.Difference(MeansGolden.First, MeansGolden.Second, Near300);

        Near.Equal(MeansGolden.Value("difference", "value"), estimate.Value);
        Near.Equal(MeansGolden.Value("difference", "half"), estimate.Upper - estimate.Value);
        Assert.Equal(750, estimate.Count);
    }

    [Fact]
    public void The_interval_of_relative_lift_counts_the_noise_of_the_control()
    {
        var estimate = AsymptoticConfidenceSequence.RelativeLift(MeansGolden.First, MeansGolden.Second, Near300);

        Near.Equal(MeansGolden.Value("lift", "value"), estimate.Value);
        Near.Equal(MeansGolden.Value("lift", "half"), estimate.Upper - estimate.Value);
    }

    [Fact]
    public void No_other_mixture_is_much_tighter_at_the_count_that_was_asked_for()
    {
        const long At = 1_000;
        var asked = Width(At);

        var best = Enumerable.Range(1, 100).Min(step => Width(At * step / 25));

        Assert.InRange(asked, best, best * 1.001);

        static double Width(long tightestAt) => AsymptoticConfidenceSequence
            .Mean(new MeanState(At, 0, At - 1), new() { TightestAt = tightestAt }).Interval.Width;
    }

    [Fact]
    public void Nothing_is_excluded_before_the_first_look()
    {
        var sample = MeansGolden.First.AsSpan(0, 300);

        Assert.Equal(Interval.Everything, AsymptoticConfidenceSequence.Mean(sample[..299]).Interval);
        Assert.NotEqual(Interval.Everything, AsymptoticConfidenceSequence.Mean(sample).Interval);
        Assert.Equal(Interval.Everything, AsymptoticConfidenceSequence.Difference(sample, sample[..299]).Interval);
        Assert.Equal(Interval.Everything, AsymptoticConfidenceSequence.Difference(sample[..299], sample).Interval);
        Assert.NotEqual(Interval.Everything, AsymptoticConfidenceSequence.Difference(sample, sample).Interval);
    }

    [Fact]
    public void Nothing_is_excluded_while_an_arm_has_no_variance()
    {
        Assert.Equal(Interval.Everything, AsymptoticConfidenceSequence.Mean([3, 3, 3], Early).Interval);
        Assert.Equal(Interval.Everything, AsymptoticConfidenceSequence.Difference([0, 0, 0], [0, 1, 0], Early).Interval);
        Assert.Equal(Interval.Everything, AsymptoticConfidenceSequence.RelativeLift([1, 2, 1], [2, 2], Early).Interval);
    }

    [Fact]
    public void Nothing_is_excluded_of_a_lift_on_a_control_that_may_be_zero()
    {
        var weak = AsymptoticConfidenceSequence.RelativeLift([1, -0.9, 0.2], [1, 2, 3], Early);
        var firm = AsymptoticConfidenceSequence.RelativeLift([1, 0.9, 1.2], [1, 2, 3], Early);

        Assert.Equal(Interval.Everything, weak.Interval);
        Assert.NotEqual(Interval.Everything, firm.Interval);
    }

    [Fact]
    public void One_observation_is_an_estimate_without_an_interval()
    {
        var estimate = AsymptoticConfidenceSequence.Mean([7]);

        Assert.Equal((7, Interval.Everything, 1L), (estimate.Value, estimate.Interval, estimate.Count));
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        Assert.Throws<ArgumentException>("sample", () => AsymptoticConfidenceSequence.Mean([]));
        Assert.Throws<ArgumentException>("sample", () => AsymptoticConfidenceSequence.Mean([1, double.NaN]));
        Assert.Throws<ArgumentException>("candidate", () => AsymptoticConfidenceSequence.Difference([1], [double.PositiveInfinity]));
        Assert.Throws<ArgumentException>("baseline", () => AsymptoticConfidenceSequence.RelativeLift([-1, 1], [1, 2]));
        Assert.Throws<ArgumentNullException>("sample", () => AsymptoticConfidenceSequence.Mean((MeanState)null!));
        Assert.Throws<ArgumentException>("sample", () => AsymptoticConfidenceSequence.Mean(new MeanState(0, 0, 0)));
        Assert.Throws<ArgumentException>("sample", () => AsymptoticConfidenceSequence.Mean(new MeanState(-1, 0, 0)));
        Assert.Throws<ArgumentException>("baseline", () => AsymptoticConfidenceSequence.Difference(new(1, 0, 9), new MeanState(1, 0, 0)));
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("Level", () => new AsymptoticMeanSequence(new() { Level = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>("TightestAt", () => new AsymptoticMeanSequence(new() { TightestAt = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("FirstLook", () => new AsymptoticComparison(new() { FirstLook = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>("Alternative", () => new AsymptoticComparison(new() { Alternative = (Alternative)7 }));
    }

    [Fact]
    public void Huge_and_tiny_values_never_give_nan() =>
        Gen.Select(Gen.Double[-1, 1].Array[2, 8], Gen.Double[-1, 1].Array[2, 8], Gen.Int[-300, 139], Gen.Int[-300, 139]).Sample((first, second, a, b) =>
        {
            double[] baseline = [.. first.Select(x => x * Math.Pow(10, a))];
            double[] candidate = [.. second.Select(x => x * Math.Pow(10, b))];
            var comparison = new AsymptoticComparison(Early);
            Fill(comparison, baseline, candidate);
            Estimate[] all = [AsymptoticConfidenceSequence.Mean(baseline, Early), comparison.Read(), comparison.ReadLift()];

            Assert.All(all, one => Assert.False(double.IsNaN(one.Value) || double.IsNaN(one.Lower) || double.IsNaN(one.Upper)));
            Assert.True(comparison.Test().PValue is >= 0 and <= 1);
        });

    [Fact]
    public void Shifting_and_scaling_the_sample_shifts_and_scales_the_interval() =>
        Gen.Select(Varied, Gen.Double[-5, 5], Gen.Double[0.1, 5]).Sample((sample, shift, scale) =>
        {
            var plain = AsymptoticConfidenceSequence.Mean(sample, Early);
            var moved = AsymptoticConfidenceSequence.Mean(sample.Select(x => (x * scale) + shift).ToArray(), Early);

            Near.Equal((plain.Lower * scale) + shift, moved.Lower);
            Near.Equal((plain.Upper * scale) + shift, moved.Upper);
        });

    [Fact]
    public void Swapping_the_arms_mirrors_the_difference() =>
        Gen.Select(Varied, Varied).Sample((first, second) =>
        {
            var there = AsymptoticConfidenceSequence.Difference(first, second, Early);
            var back = AsymptoticConfidenceSequence.Difference(second, first, Early);

            Near.Equal(-there.Upper, back.Lower);
            Near.Equal(-there.Value, back.Value);
        });

    [Fact]
    public void More_observations_narrow_the_interval_and_more_confidence_widens_it() =>
        Gen.Select(Gen.Long[2, 100_000], Gen.Double[0.5, 0.98]).Sample((count, level) =>
        {
            var few = Width(count, level);
            var many = Width(count * 2, level);
            var sure = Width(count, level + 0.015);

            Assert.True(many < few && few < sure);
        });

    private static double Width(long count, double level) => AsymptoticConfidenceSequence
        .Mean(new MeanState(count, 0, count - 1), Early with { Level = level }).Interval.Width;

    private static void Fill(AsymptoticComparison comparison, double[] baseline, double[] candidate)
    {
        foreach (var value in baseline)
        {
            comparison.AddBaseline(value);
        }

        foreach (var value in candidate)
        {
            comparison.AddCandidate(value);
        }
    }
}
