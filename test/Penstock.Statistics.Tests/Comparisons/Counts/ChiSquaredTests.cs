using CsCheck;
using Penstock.Statistics.Comparisons.Counts;

namespace Penstock.Statistics.Tests.Comparisons.Counts;

public sealed class ChiSquaredTests
{
    [Fact]
    public void Independence_gives_the_numbers_of_scipy()
    {
        foreach (var one in ComparisonGolden.Cases("chi2"))
        {
            var test = ChiSquared.Independence(one.Counts("counts"), one.GetProperty("columns").GetInt32());

            Near.Equal(one.Number("statistic"), test.Statistic);
            Near.EqualDigits(one.Number("p"), test.PValue);
            Assert.Equal(one.Number("df"), test.DegreesOfFreedom);
            Near.Equal(one.Number("value"), test.Effect!.Value.Value);
            Near.Equal(one.Number("lower"), test.Effect!.Value.Lower, Near.Fitted);
            Near.Equal(one.Number("upper"), test.Effect!.Value.Upper, Near.Fitted);
        }
    }

    [Fact]
    public void Goodness_of_fit_gives_the_numbers_of_scipy()
    {
        foreach (var one in ComparisonGolden.Cases("fit"))
        {
            var test = ChiSquared.GoodnessOfFit(one.Counts("observed"), one.Numbers("shares"));

            Near.Equal(one.Number("statistic"), test.Statistic);
            Near.EqualDigits(one.Number("p"), test.PValue);
            Near.Equal(one.Number("value"), test.Effect!.Value.Value);
            Near.Equal(one.Number("lower"), test.Effect!.Value.Lower, Near.Fitted);
            Near.Equal(one.Number("upper"), test.Effect!.Value.Upper, Near.Fitted);
        }
    }

    [Fact]
    public void Rows_and_columns_may_change_places() =>
        Gen.Long[1, 50].Array[6].Sample(counts =>
        {
            var rows = ChiSquared.Independence(counts, 3);
            var columns = ChiSquared.Independence([counts[0], counts[3], counts[1], counts[4], counts[2], counts[5]], 2);
            Near.Equal(rows.PValue, columns.PValue);
            Near.Equal(rows.Effect!.Value.Upper, columns.Effect!.Value.Upper, Near.Fitted);
        });

    [Fact]
    public void For_two_by_two_it_is_the_square_of_the_pooled_z() =>
        Gen.Select(Gen.Long[1, 40], Gen.Long[1, 40], Gen.Long[1, 40], Gen.Long[1, 40]).Sample((a, b, c, d) =>
        {
            var chi = ChiSquared.Independence([a, b, c, d], 2);
            var z = IndependentProportions.Test(new ProportionPair(a, a + b, c, c + d));
            Near.Equal(chi.Statistic, z.Statistic * z.Statistic);
            Near.Equal(chi.PValue, z.PValue);
        });

    [Fact]
    public void Weights_do_as_well_as_shares() =>
        Near.Equal(ChiSquared.GoodnessOfFit([10, 20, 30], [0.25, 0.25, 0.5]).PValue, ChiSquared.GoodnessOfFit([10, 20, 30], [1, 1, 2]).PValue);

    [Fact]
    public void A_split_as_planned_has_p_one() => Assert.Equal(1, SampleRatio.FixedTest([500, 500], [1, 1]).PValue);

    [Fact]
    public void The_effect_stays_between_zero_and_one_and_a_large_one_is_found()
    {
        var test = ChiSquared.Independence([5_000_000, 0, 0, 5_000_000], 2);

        Near.Equal(1, test.Effect!.Value.Value);
        Assert.InRange(test.Effect!.Value.Lower, 0.99, 1);
        Assert.Equal(1, test.Effect!.Value.Upper);
        Assert.Equal(0, test.PValue);
    }

    [Fact]
    public void What_is_no_table_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ChiSquared.Independence([1, 2, 3], 2));
        Assert.Throws<ArgumentException>(() => ChiSquared.Independence([1, 2], 2));
        Assert.Throws<ArgumentException>(() => ChiSquared.Independence([1, 2, 0, 0], 2));
        Assert.Throws<ArgumentException>(() => ChiSquared.Independence([0, 2, 0, 5], 2));
        Assert.Throws<ArgumentException>(() => ChiSquared.Independence([1, 2, -3, 4], 2));
        Assert.Throws<ArgumentException>(() => ChiSquared.Independence([1, long.MaxValue, 3, 4], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChiSquared.Independence([1, 2], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChiSquared.Independence([1, 2, 3, 4], 2, 1));
    }

    [Fact]
    public void What_cannot_be_a_split_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SampleRatio.FixedTest([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => SampleRatio.FixedTest([1], [1]));
        Assert.Throws<ArgumentException>(() => SampleRatio.FixedTest([0, 0], [1, 1]));
        Assert.Throws<ArgumentException>(() => SampleRatio.FixedTest([1, -1], [1, 1]));
        Assert.Throws<ArgumentException>(() => SampleRatio.FixedTest([1, 1], [1, 0]));
        Assert.Throws<ArgumentException>(() => SampleRatio.FixedTest([1, 1], [1, double.NaN]));
        Assert.Throws<ArgumentException>(() => SampleRatio.FixedTest([1, 1], [1, double.PositiveInfinity]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleRatio.FixedTest([1, 1], [1, 1], 0));
    }
}
