using CsCheck;
using Penstock.Statistics.Intervals;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Intervals;

public sealed class MeansTests
{
    private static readonly Gen<double[]> Samples = Gen.Int[-10_000, 10_000].Select(value => value / 100d).Array[2, 60].Where(sample => sample.Distinct().Count() > 1);

    [Fact]
    public void The_interval_equals_its_golden_value_at_every_level()
    {
        var golden = GoldenFile.Read("intervals");
        var sample = golden.Numbers("sample");
        foreach (var one in golden.GetProperty("student").EnumerateArray())
        {
            var mean = Means.Student(sample, one.Number("level"));

            Near.Equal(one.Numbers("interval")[0], mean.Lower);
            Near.Equal(one.Numbers("interval")[1], mean.Upper);
            Near.Equal(one.Number("standard_error"), mean.StandardError!.Value);
            Assert.Equal((12, 11.0), (mean.Count, mean.DegreesOfFreedom));
        }
    }

    [Fact]
    public void Moments_give_the_interval_of_the_observations()
    {
        double[] sample = [2, 4, 4, 4, 5, 5, 7, 9];

        var whole = Means.Student(sample);

        var kept = Means.Student(5, Math.Sqrt(32 / 7d), 8);
        Near.Equal(whole.Lower, kept.Lower);
        Near.Equal(whole.Upper, kept.Upper);
    }

    // AlpacaEval's leaderboard row of alpaca-farm-ppo-human: a win rate of 4.10043 % from 805 items with standard error 0.63047 %.
    [Fact]
    public void A_published_standard_error_is_s_over_the_root_of_n_and_gives_its_interval()
    {
        var rate = Means.Student(4.10043, 0.63047 * Math.Sqrt(805), 805);

        Near.Equal(0.63047, rate.StandardError!.Value);
        Assert.Equal(2.863, rate.Lower, 3);
        Assert.Equal(5.338, rate.Upper, 3);
    }

    [Fact]
    public void One_observation_says_nothing_of_its_spread()
    {
        var mean = Means.Student([3.5]);

        Assert.Equal(3.5, mean.Value);
        Assert.Equal(Interval.Everything, mean.Interval);
        Assert.Null(mean.StandardError);
    }

    [Fact]
    public void Equal_observations_show_no_spread_and_bound_nothing()
    {
        var mean = Means.Student([0.1, 0.1, 0.1]);

        Assert.Equal(0.1, mean.Value);
        Assert.Equal(Interval.Everything, mean.Interval);
        Assert.Equal(0, mean.StandardError);
    }

    [Fact]
    public void Two_observations_give_the_wide_interval_of_one_degree_of_freedom()
    {
        var mean = Means.Student([0, 2]);

        Assert.Equal(1 - 12.706, mean.Lower, 3);
        Assert.Equal(1 + 12.706, mean.Upper, 3);
    }

    [Fact]
    public void A_spread_far_below_the_mean_keeps_its_digits()
    {
        var mean = Means.Student([1e9 + 1, 1e9 + 2, 1e9 + 3]);

        Near.Equal(1 / Math.Sqrt(3), mean.StandardError!.Value);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_number_is_refused(double value) =>
        Assert.Equal("sample", Assert.Throws<ArgumentException>(() => Means.Student([1, value, 2])).ParamName);

    [Fact]
    public void An_empty_sample_is_refused() =>
        Assert.Equal("sample", Assert.Throws<ArgumentException>(() => Means.Student([])).ParamName);

    [Fact]
    public void Values_too_large_to_add_up_are_refused() =>
        Assert.Equal("sample", Assert.Throws<ArgumentException>(() => Means.Student([1e200, -1e200, 3])).ParamName);

    [Fact]
    public void Impossible_moments_and_levels_are_refused()
    {
        Assert.Equal("mean", Assert.Throws<ArgumentOutOfRangeException>(() => Means.Student(double.NaN, 1, 5)).ParamName);
        Assert.Equal("standardDeviation", Assert.Throws<ArgumentOutOfRangeException>(() => Means.Student(0, -1, 5)).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => Means.Student(0, 1, 0)).ParamName);
        Assert.Equal("level", Assert.Throws<ArgumentOutOfRangeException>(() => Means.Student([1, 2], 1)).ParamName);
    }

    [Fact]
    public void Order_does_not_matter() =>
        Samples.Sample(sample =>
        {
            var (one, other) = (Means.Student(sample), Means.Student([.. sample.Order()]));
            return Math.Abs(one.Lower - other.Lower) < 1e-10 && Math.Abs(one.Upper - other.Upper) < 1e-10;
        });

    [Fact]
    public void A_change_of_unit_changes_the_interval_alike() =>
        Gen.Select(Samples, Gen.Double[0.01, 100], Gen.Double[-50, 50]).Sample((sample, scale, shift) =>
        {
            var (plain, moved) = (Means.Student(sample), Means.Student(Array.ConvertAll(sample, value => (value * scale) + shift)));
            return Math.Abs(moved.Lower - ((plain.Lower * scale) + shift)) < 1e-7 && Math.Abs(moved.Upper - ((plain.Upper * scale) + shift)) < 1e-7;
        });

    [Fact]
    public void A_higher_level_widens_and_the_same_values_twice_narrow() =>
        Samples.Sample(sample =>
            Means.Student(sample, 0.99).Interval.Width > Means.Student(sample, 0.9).Interval.Width
            && Means.Student([.. sample, .. sample]).Interval.Width < Means.Student(sample).Interval.Width);
}
