using CsCheck;
using Penstock.Statistics.Intervals;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Intervals;

public sealed class QuantilesTests
{
    private static readonly Gen<double[]> Samples = Gen.Double[0, 1000].Array[1, 300];

    [Fact]
    public void Point_estimates_equal_their_golden_values()
    {
        var golden = GoldenFile.Read("intervals");
        var sample = golden.Numbers("sample");
        foreach (var one in golden.GetProperty("type7").EnumerateArray())
        {
            Near.Equal(one.Number("value"), Quantiles.Point(sample, one.Number("share")));
        }
    }

    [Fact]
    public void Ranks_and_coverage_equal_those_found_by_trying_every_rank()
    {
        foreach (var one in GoldenFile.Read("intervals").GetProperty("quantiles").EnumerateArray())
        {
            var sample = Ascending(one.GetProperty("n").GetInt32());

            var both = Quantiles.TwoSided(sample, one.Number("share"), one.Number("level"));
            var upper = Quantiles.Upper(sample, one.Number("share"), one.Number("level"));

            Assert.Equal((one.GetProperty("lower").GetInt64(), one.GetProperty("upper").GetInt64()), (both.LowerRank, both.UpperRank));
            Near.Equal(one.Number("coverage"), both.Coverage);
            Assert.Equal(one.GetProperty("one_sided_upper").GetInt64(), upper.UpperRank);
            Near.Equal(one.Number("one_sided_coverage"), upper.Coverage);
        }
    }

    [Fact]
    public void Bounds_are_the_observations_of_these_ranks()
    {
        var p95 = Quantiles.TwoSided(Ascending(200), 0.95);

        Assert.Equal((p95.LowerRank, p95.UpperRank), ((long)p95.Estimate.Lower, (long)p95.Estimate.Upper));
        Assert.Equal((200, 0.95, "Order-statistic interval of a quantile"), (p95.Estimate.Count, p95.Estimate.Level, p95.Estimate.Method));
    }

    [Theory]
    [InlineData(58, true)]
    [InlineData(59, false)]
    public void A_p95_has_an_upper_bound_from_59_observations_on(int count, bool open) =>
        Assert.Equal(open, double.IsPositiveInfinity(Quantiles.Upper(Ascending(count), 0.95).Estimate.Upper));

    [Theory]
    [InlineData(71, true)]
    [InlineData(72, false)]
    public void A_p95_has_a_two_sided_interval_from_72_observations_on(int count, bool open) =>
        Assert.Equal(open, double.IsPositiveInfinity(Quantiles.TwoSided(Ascending(count), 0.95).Estimate.Upper));

    [Fact]
    public void A_lower_bound_leaves_the_upper_side_open_and_one_observation_bounds_nothing()
    {
        Assert.Equal(double.PositiveInfinity, Quantiles.Lower(Ascending(100), 0.5).Estimate.Upper);
        Assert.Equal(double.NegativeInfinity, Quantiles.Upper(Ascending(100), 0.5).Estimate.Lower);
        var one = Quantiles.TwoSided([7], 0.5);
        Assert.Equal((7, Interval.Everything, 1.0), (one.Estimate.Value, one.Estimate.Interval, one.Coverage));
    }

    [Fact]
    public void Ties_give_an_interval_of_width_zero() =>
        Assert.Equal(new Interval(4, 4), Quantiles.TwoSided([.. Enumerable.Repeat(4d, 50)], 0.5).Estimate.Interval);

    [Fact]
    public void Extreme_values_do_not_overflow() =>
        Assert.Equal(0, Quantiles.Point([-double.MaxValue, double.MaxValue], 0.5));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(95)]
    [InlineData(double.NaN)]
    public void The_ends_of_a_distribution_have_no_interval(double share)
    {
        Assert.Equal("share", Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.TwoSided([1, 2], share)).ParamName);
        Assert.Equal("share", Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Lower([1, 2], share)).ParamName);
        Assert.Equal("share", Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Upper([1, 2], share)).ParamName);
    }

    [Fact]
    public void Bad_samples_shares_and_levels_are_refused()
    {
        Assert.Equal("sample", Assert.Throws<ArgumentException>(() => Quantiles.Point([], 0.5)).ParamName);
        Assert.Equal("sample", Assert.Throws<ArgumentException>(() => Quantiles.TwoSided([1, double.NaN], 0.5)).ParamName);
        Assert.Equal("share", Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Point([1], 1.1)).ParamName);
        Assert.Equal("level", Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Upper([1], 0.5, 0)).ParamName);
    }

    [Fact]
    public void The_sample_is_left_as_it_was()
    {
        double[] sample = [3, 1, 2];

        _ = Quantiles.TwoSided(sample, 0.5);

        Assert.Equal([3, 1, 2], sample);
    }

    [Fact]
    public void The_interval_has_at_least_the_coverage_asked_for_and_holds_the_estimate() =>
        Gen.Select(Samples, Gen.Double[0.02, 0.98], Gen.Double[0.5, 0.99]).Sample((sample, share, level) =>
        {
            var quantile = Quantiles.TwoSided(sample, share, level);
            return quantile.Coverage >= level - 1e-12 && quantile.Coverage <= 1 && quantile.Estimate.Lower <= quantile.Estimate.Upper;
        });

    [Fact]
    public void Order_does_not_matter_and_every_rising_scale_moves_the_bounds_along() =>
        Gen.Select(Samples, Gen.Double[0.02, 0.98]).Sample((sample, share) =>
        {
            var plain = Quantiles.TwoSided(sample, share).Estimate;
            var rising = Quantiles.TwoSided([.. sample.Reverse().Select(Math.Sqrt)], share).Estimate;
            return Same(plain.Lower, rising.Lower) && Same(plain.Upper, rising.Upper);
        });

    [Fact]
    public void Turning_the_scale_round_mirrors_the_interval() =>
        Gen.Select(Samples, Gen.Double[0.02, 0.98]).Sample((sample, share) =>
        {
            var (plain, turned) = (Quantiles.TwoSided(sample, share), Quantiles.TwoSided(Array.ConvertAll(sample, value => -value), 1 - share));

            return plain.LowerRank == sample.Length + 1 - turned.UpperRank && plain.UpperRank == sample.Length + 1 - turned.LowerRank;
        });

    [Fact]
    public void A_higher_level_widens_the_interval() =>
        Gen.Select(Samples, Gen.Double[0.02, 0.98]).Sample((sample, share) =>
        {
            var (narrow, wide) = (Quantiles.TwoSided(sample, share, 0.8).Estimate, Quantiles.TwoSided(sample, share, 0.99).Estimate);
            return wide.Lower <= narrow.Lower && wide.Upper >= narrow.Upper;
        });

    private static bool Same(double plain, double root) =>
        double.IsInfinity(plain) ? plain == root : Math.Abs(Math.Sqrt(plain) - root) < 1e-12;

    private static double[] Ascending(int count) => [.. Enumerable.Range(1, count).Select(value => (double)value)];
}
