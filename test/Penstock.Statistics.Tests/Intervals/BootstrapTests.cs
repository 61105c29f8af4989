using CsCheck;
using Penstock.Statistics.Intervals;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Intervals;

public sealed class BootstrapTests
{
    private delegate Estimate Method(double[] sample, ulong seed, int resamples, double level);

    private static readonly Method[] Every =
    [
        (sample, seed, resamples, level) => Bootstrap.Percentile(sample, Mean, seed, resamples, level),
        (sample, seed, resamples, level) => Bootstrap.Bca(sample, Mean, seed, resamples, level),
        (sample, seed, resamples, level) => Bootstrap.MeanPercentile(sample, seed, resamples, level),
        (sample, seed, resamples, level) => Bootstrap.MeanBca(sample, seed, resamples, level),
        (sample, seed, resamples, level) => Bootstrap.MeanStudentised(sample, seed, resamples, level),
    ];

    private static readonly Gen<double[]> Samples = Gen.Int[-10_000, 10_000].Select(value => value / 1_000d).Array[5, 40];

    [Fact]
    public void Percentile_and_bca_intervals_of_the_mean_equal_their_golden_values()
    {
        var golden = GoldenFile.Read("intervals");
        var sample = golden.Numbers("sample");
        var one = golden.GetProperty("bootstrap_mean");

        Equal(one, "percentile", Bootstrap.MeanPercentile(sample, 7, 999));
        Equal(one, "bca", Bootstrap.MeanBca(sample, 7, 999));
        Equal(one, "percentile", Bootstrap.Percentile(sample, Mean, 7, 999));
        Equal(one, "bca", Bootstrap.Bca(sample, Mean, 7, 999));
    }

    [Fact]
    public void Intervals_of_a_trimmed_mean_equal_their_golden_values()
    {
        var golden = GoldenFile.Read("intervals");
        var sample = golden.Numbers("sample");
        var one = golden.GetProperty("bootstrap_trimmed");

        Equal(one, "percentile", Bootstrap.Percentile(sample, Trimmed, 11, 999, 0.9));
        Equal(one, "bca", Bootstrap.Bca(sample, Trimmed, 11, 999, 0.9));
    }

    [Fact]
    public void The_studentised_interval_equals_its_golden_value()
    {
        var golden = GoldenFile.Read("intervals");

        var mean = Bootstrap.MeanStudentised(golden.Numbers("sample"), 7, 999);

        Near.Equal(golden.Numbers("bootstrap_studentised")[0], mean.Lower);
        Near.Equal(golden.Numbers("bootstrap_studentised")[1], mean.Upper);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        double[] sample = [1.03, 5.1, 2.27, 8.4, 3.19, 9.61, 4.08, 6.55];
        foreach (var method in Every)
        {
            Assert.Equal(method(sample, 1, 999, 0.95), method(sample, 1, 999, 0.95));
            Assert.NotEqual(method(sample, 1, 999, 0.95).Interval, method(sample, 2, 999, 0.95).Interval);
        }
    }

    [Fact]
    public void Equal_observations_show_no_spread_and_bound_nothing()
    {
        foreach (var method in Every)
        {
            var mean = method([0.1, 0.1, 0.1, 0.1], 1, 999, 0.95);

            Assert.Equal(Interval.Everything, mean.Interval);
            Assert.Equal(0.1, mean.Value, 15);
            Assert.Equal(0, mean.StandardError);
        }
    }

    [Fact]
    public void One_observation_says_nothing_of_its_spread()
    {
        foreach (var method in Every)
        {
            Assert.Equal(Interval.Everything, method([2], 1, 999, 0.95).Interval);
        }
    }

    // The sample holds 30 distinct values and a resample about 19, so that the correction for bias has no finite value.
    [Fact]
    public void A_statistic_on_one_side_of_all_its_resamples_has_an_interval_among_them()
    {
        double[] sample = [.. Enumerable.Range(1, 30)];

        var most = Bootstrap.Bca(sample, Distinct, 3);
        var least = Bootstrap.Bca(sample, values => -Distinct(values), 3);

        Assert.Equal(30, most.Value);
        Assert.InRange(most.Lower, 20, most.Upper);
        Assert.InRange(most.Upper, 20, 29);
        Assert.InRange(least.Upper, least.Lower, -20);
    }

    [Fact]
    public void A_constant_statistic_has_an_interval_of_width_zero()
    {
        Assert.Equal(new Interval(3, 3), Bootstrap.Bca([1, 2, 9], _ => 3, 1, 999).Interval);
        Assert.Equal(new Interval(3, 3), Bootstrap.Percentile([1, 2, 9], _ => 3, 1, 999).Interval);
    }

    [Fact]
    public void Resamples_without_spread_make_the_studentised_interval_of_two_observations_infinite()
    {
        var mean = Bootstrap.MeanStudentised([1, 2], 1);

        Assert.Equal(Interval.Everything, mean.Interval);
        Assert.Equal(0.5, mean.StandardError!.Value, 12);
    }

    [Fact]
    public void Too_few_resamples_for_the_level_are_refused_with_the_least_number()
    {
        foreach (var method in Every)
        {
            var refused = Assert.Throws<ArgumentOutOfRangeException>(() => method([1, 2, 3], 1, 38, 0.95));

            Assert.Equal("resamples", refused.ParamName);
            Assert.Contains("at least 39", refused.Message, StringComparison.Ordinal);
            Assert.True(method([1, 2, 3], 1, 39, 0.95).Lower <= 2);
        }
    }

    [Fact]
    public void Bad_samples_levels_and_statistics_are_refused()
    {
        foreach (var method in Every)
        {
            Assert.Equal("sample", Assert.Throws<ArgumentException>(() => method([], 1, 999, 0.95)).ParamName);
            Assert.Equal("sample", Assert.Throws<ArgumentException>(() => method([1, double.NaN], 1, 999, 0.95)).ParamName);
            Assert.Equal("level", Assert.Throws<ArgumentOutOfRangeException>(() => method([1, 2], 1, 999, 1)).ParamName);
        }

        Assert.Equal("statistic", Assert.Throws<ArgumentNullException>(() => Bootstrap.Percentile([1, 2], null!, 1)).ParamName);
        Assert.Equal("statistic", Assert.Throws<ArgumentNullException>(() => Bootstrap.Bca([1, 2], null!, 1)).ParamName);
    }

    [Fact]
    public void A_statistic_that_is_no_number_for_some_resample_is_refused()
    {
        var refused = Assert.Throws<ArgumentException>(() => Bootstrap.Percentile([0, 0, 1], values => 1 / Mean(values), 1));

        Assert.Equal("statistic", refused.ParamName);
    }

    [Fact]
    public void A_large_mean_beside_a_small_spread_keeps_its_digits()
    {
        var (near, far) = (Bootstrap.MeanStudentised([1, 2, 4, 8, 9], 5), Bootstrap.MeanStudentised([1e9 + 1, 1e9 + 2, 1e9 + 4, 1e9 + 8, 1e9 + 9], 5));

        Assert.Equal(near.Lower, far.Lower - 1e9, 5);
        Assert.Equal(near.Upper, far.Upper - 1e9, 5);
    }

    [Fact]
    public void Order_does_not_matter() =>
        Gen.Select(Samples, Gen.ULong).Sample((sample, seed) => Every.All(method =>
            method(sample, seed, 199, 0.9).Interval == method([.. sample.Reverse()], seed, 199, 0.9).Interval), iter: 30);

    [Fact]
    public void A_change_of_unit_changes_the_interval_alike() =>
        Gen.Select(Samples, Gen.ULong, Gen.Double[0.1, 10]).Sample((sample, seed, scale) => Every.All(method =>
        {
            var (plain, moved) = (method(sample, seed, 199, 0.9), method(Array.ConvertAll(sample, value => (value * scale) + 3), seed, 199, 0.9));
            return Same((plain.Lower * scale) + 3, moved.Lower) && Same((plain.Upper * scale) + 3, moved.Upper);
        }), iter: 30);

    [Fact]
    public void A_higher_level_widens_the_interval() =>
        Gen.Select(Samples, Gen.ULong).Sample((sample, seed) => Every.All(method =>
        {
            var (narrow, wide) = (method(sample, seed, 199, 0.8), method(sample, seed, 199, 0.98));
            return wide.Lower <= narrow.Lower && wide.Upper >= narrow.Upper;
        }), iter: 30);

    [Fact]
    public void The_fast_mean_agrees_with_the_mean_as_a_statistic() =>
        Gen.Select(Samples, Gen.ULong).Sample((sample, seed) =>
            Math.Abs(Bootstrap.MeanBca(sample, seed, 199, 0.9).Lower - Bootstrap.Bca(sample, Mean, seed, 199, 0.9).Lower) < 1e-9
            && Math.Abs(Bootstrap.MeanPercentile(sample, seed, 199, 0.9).Upper - Bootstrap.Percentile(sample, Mean, seed, 199, 0.9).Upper) < 1e-12, iter: 30);

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0d;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private static double Trimmed(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var cut = sorted.Length / 4;
        return Mean(sorted.AsSpan(cut, sorted.Length - (2 * cut)));
    }

    // Bounds of a sample that is mostly one value may be infinite.
    private static bool Same(double expected, double actual) => expected == actual || Math.Abs(expected - actual) < 1e-7;

    private static double Distinct(ReadOnlySpan<double> values) => new HashSet<double>(values.ToArray()).Count;

    private static void Equal(System.Text.Json.JsonElement golden, string name, Estimate actual)
    {
        Near.Equal(golden.Number("value"), actual.Value);
        Near.Equal(golden.Number("standard_error"), actual.StandardError!.Value);
        Near.Equal(golden.Numbers(name)[0], actual.Lower);
        Near.Equal(golden.Numbers(name)[1], actual.Upper);
    }
}
