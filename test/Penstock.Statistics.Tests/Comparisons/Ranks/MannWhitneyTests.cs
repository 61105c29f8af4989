using CsCheck;
using Penstock.Statistics.Comparisons.Ranks;

namespace Penstock.Statistics.Tests.Comparisons.Ranks;

public sealed class MannWhitneyTests
{
    private static readonly Gen<double[]> Values = Gen.Int[0, 12].Select(value => (double)value).Array[2, 25];

    [Fact]
    public void Mann_Whitney_gives_the_numbers_of_scipy_and_R()
    {
        foreach (var one in ComparisonGolden.Cases("mann_whitney"))
        {
            var (baseline, candidate) = (one.Numbers("baseline"), one.Numbers("candidate"));

            var test = MannWhitney.Test(baseline, candidate);

            Assert.Equal(one.GetProperty("exact").GetBoolean(), test.Method.Contains("exact", StringComparison.Ordinal));
            Near.Equal(one.Number("u"), test.Statistic);
            Near.EqualDigits(one.Number("p"), test.PValue);
            Near.EqualDigits(one.Number("less"), MannWhitney.Test(baseline, candidate, alternative: Alternative.Less).PValue);
            Near.EqualDigits(one.Number("greater"), MannWhitney.Test(baseline, candidate, alternative: Alternative.Greater).PValue);
            Near.Equal(one.Number("value"), test.Effect!.Value.Value);
            Near.Equal(one.Number("error"), test.Effect!.Value.StandardError!.Value);
            Near.Equal(one.Number("lower"), test.Effect!.Value.Lower, Near.Fitted);
            Near.Equal(one.Number("upper"), test.Effect!.Value.Upper, Near.Fitted);
        }
    }

    [Fact]
    public void The_exact_distribution_sums_to_one_and_is_symmetric() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12]).Sample((first, second) =>
        {
            var chances = MannWhitneyDistribution.Chances(first, second);
            Near.Equal(1, chances.Sum());
            Near.Equal(chances[0], chances[^1]);
            Near.EqualDigits(1 / MathNet.Numerics.SpecialFunctions.Binomial(first + second, first), chances[0]);
        });

    [Fact]
    public void Any_rising_change_of_scale_leaves_everything_as_it_was() =>
        Gen.Select(Values, Values).Sample((one, other) =>
            Assert.Equal(
                MannWhitney.Test(one, other),
                MannWhitney.Test([.. one.Select(Math.Exp)], [.. other.Select(Math.Exp)])));

    [Fact]
    public void Swapping_the_samples_mirrors_the_effect() =>
        Gen.Select(Values, Values).Sample((one, other) =>
        {
            var (there, back) = (MannWhitney.Test(one, other), MannWhitney.Test(other, one));
            Near.Equal(there.PValue, back.PValue);
            Near.Equal(there.Effect!.Value.Value, 1 - back.Effect!.Value.Value);
            Near.Equal(there.Effect!.Value.Lower, 1 - back.Effect!.Value.Upper);
        });

    [Fact]
    public void Samples_that_do_not_overlap_keep_an_interval_with_width()
    {
        var test = MannWhitney.Test([1, 2, 3, 4], [5, 6, 7, 8, 9]);

        Assert.Equal(1, test.Effect!.Value.Value);
        Assert.Equal(1, test.Effect!.Value.Upper);
        Near.Equal(Math.Pow(0.025, 0.25), test.Effect!.Value.Lower);
        Near.Equal(1 - Math.Pow(0.025, 0.25), MannWhitney.Test([5, 6, 7, 8, 9], [1, 2, 3, 4]).Effect!.Value.Upper);
    }

    [Fact]
    public void Values_that_are_all_equal_say_nothing()
    {
        var test = MannWhitney.Test([3, 3, 3], [3, 3]);

        Assert.Equal(1, test.PValue);
        Assert.Equal(0.5, test.Effect!.Value.Value);
        Assert.Equal(new Interval(0, 1), test.Effect!.Value.Interval);
    }

    [Fact]
    public void A_single_value_on_a_side_leaves_the_effect_open()
    {
        var test = MannWhitney.Test([2], [1, 3, 5]);

        Assert.Equal(new Interval(0, 1), test.Effect!.Value.Interval);
        Near.Equal(1, test.PValue);
    }

    [Fact]
    public void What_is_no_sample_is_refused()
    {
        Assert.Throws<ArgumentException>(() => MannWhitney.Test([], [1]));
        Assert.Throws<ArgumentException>(() => MannWhitney.Test([1], []));
        Assert.Throws<ArgumentException>(() => MannWhitney.Test([1], [double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MannWhitney.Test([1], [2], 1));
    }
}
