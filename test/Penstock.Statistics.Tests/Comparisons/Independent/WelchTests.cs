using CsCheck;
using Penstock.Statistics.Comparisons;
using Penstock.Statistics.Comparisons.Independent;

namespace Penstock.Statistics.Tests.Comparisons.Independent;

public sealed class WelchTests
{
    // In steps: samples that vary far below 1 no longer do once they are moved above 0 for a lift.
    private static readonly Gen<double[]> Values = Gen.Int[-5_000, 5_000].Select(step => step / 100d).Array[3, 40];

    [Fact]
    public void Welch_gives_the_numbers_of_statsmodels()
    {
        foreach (var one in ComparisonGolden.Cases("welch"))
        {
            var (baseline, candidate) = (one.Numbers("baseline"), one.Numbers("candidate"));

            var test = Welch.Difference(baseline, candidate);

            Near.Equal(one.Number("t"), test.Statistic);
            Near.EqualDigits(one.Number("p"), test.PValue);
            Near.Equal(one.Number("df"), test.DegreesOfFreedom!.Value);
            Near.Equal(one.Number("lower"), test.Effect!.Value.Lower);
            Near.Equal(one.Number("upper"), test.Effect!.Value.Upper);
            Near.EqualDigits(one.Number("p_less"), Welch.Difference(baseline, candidate, alternative: Alternative.Less).PValue);
        }
    }

    [Fact]
    public void Summaries_say_the_same_as_the_samples() =>
        Gen.Select(Values, Values).Sample((one, other) =>
            Assert.Equal(Welch.Difference(one, other), Welch.Difference(SampleSummary.Of(one), SampleSummary.Of(other))));

    [Fact]
    public void Swapping_the_arms_turns_the_sign() =>
        Gen.Select(Values, Values).Sample((one, other) =>
        {
            var (there, back) = (Welch.Difference(one, other), Welch.Difference(other, one));
            Near.Equal(there.Effect!.Value.Lower, -back.Effect!.Value.Upper);
            Near.Equal(there.PValue, back.PValue);
        });

    [Fact]
    public void Neither_order_nor_unit_matters() =>
        Gen.Select(Values, Values, Gen.Double[0.01, 100]).Sample((one, other, unit) =>
        {
            var plain = Welch.Difference(one, other);
            var scaled = Welch.Difference([.. one.Reverse().Select(x => x * unit)], [.. other.Reverse().Select(x => x * unit)]);
            Near.Equal(plain.PValue, scaled.PValue);
            Near.Equal(plain.Effect!.Value.Lower * unit, scaled.Effect!.Value.Lower);
            var lift = RelativeLift.Delta([.. one.Select(x => x + 51)], [.. other.Select(x => x + 51)]);
            var scaledLift = RelativeLift.Delta([.. one.Select(x => (x + 51) * unit)], [.. other.Select(x => (x + 51) * unit)]);
            Near.Equal(lift.Effect!.Value.Upper, scaledLift.Effect!.Value.Upper);
        });

    [Fact]
    public void More_of_the_same_data_is_surer()
    {
        var few = Welch.Difference(new SampleSummary(20, 1, 4), new SampleSummary(20, 1.5, 4));
        var many = Welch.Difference(new SampleSummary(80, 1, 4), new SampleSummary(80, 1.5, 4));

        Assert.True(many.PValue < few.PValue);
        Assert.True(many.Effect!.Value.Interval.Width < few.Effect!.Value.Interval.Width / 2);
    }

    [Fact]
    public void Samples_without_spread_decide_nothing()
    {
        var test = Welch.Difference([0.3, 0.3, 0.3], [0.7, 0.7]);

        Assert.Equal(1, test.PValue);
        Assert.Equal(Interval.Everything, test.Effect!.Value.Interval);
        Near.Equal(0.4, test.Effect!.Value.Value);
    }

    [Fact]
    public void One_sample_without_spread_leaves_the_degrees_of_freedom_of_the_other() =>
        Near.Equal(3, Welch.Difference([5, 5, 5], [1, 2, 3, 4]).DegreesOfFreedom!.Value);

    [Fact]
    public void A_large_mean_does_not_eat_a_small_variance() =>
        Near.Equal(2.5, SampleSummary.Of([1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4, 1e9 + 5]).Variance);

    [Fact]
    public void What_is_no_pair_of_samples_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Welch.Difference([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => Welch.Difference([1, 2], [1, double.NaN]));
        Assert.Throws<ArgumentException>(() => Welch.Difference(new SampleSummary(1, 0, 0), new SampleSummary(5, 0, 1)));
        Assert.Throws<ArgumentException>(() => Welch.Difference(new SampleSummary(5, 0, 1), new SampleSummary(5, double.NaN, 1)));
        Assert.Throws<ArgumentException>(() => Welch.Difference(new SampleSummary(5, 0, -1), new SampleSummary(5, 0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Welch.Difference([1, 2], [1, 2], 0));
    }

    [Fact]
    public void A_lift_needs_a_baseline_above_zero()
    {
        Assert.Throws<ArgumentException>(() => RelativeLift.Delta([-1, 1], [1, 2]));
        Assert.Throws<ArgumentException>(() => RelativeLift.Delta([-1, -2], [1, 2]));
        Assert.Throws<ArgumentException>(() => RelativeLift.Delta(new SampleSummary(9, 1e-320, 1), new SampleSummary(9, 1, 1)));
        Assert.Throws<ArgumentException>(() => RelativeLift.Delta([1], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RelativeLift.Delta([1, 2], [1, 2], double.NaN));
    }

    [Fact]
    public void Equal_arms_have_no_lift()
    {
        var test = RelativeLift.Delta([1, 2, 3], [3, 2, 1]);

        Near.Equal(0, test.Effect!.Value.Value);
        Near.Equal(1, test.PValue);
    }
}
