using CsCheck;
using Penstock.Statistics.Drift;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Drift;

public sealed class TwoSampleTests
{
    private static readonly Gen<double[]> Sample = Gen.Double[-50, 50].Array[2, 60];

    [Fact]
    public void The_exact_p_value_of_kolmogorov_and_smirnov_is_that_of_scipy()
    {
        foreach (var one in GoldenFile.Read("drift").GetProperty("ks").EnumerateArray())
        {
            var result = KolmogorovSmirnov.Test(one.Numbers("reference"), one.Numbers("current"));

            Near.Equal(one.Number("d"), result.Statistic);
            Near.EqualDigits(one.Number("p"), result.PValue);
        }
    }

    [Fact]
    public void The_p_value_given_the_ties_is_that_of_r()
    {
        foreach (var one in GoldenFile.Read("drift").GetProperty("ks_ties").EnumerateArray())
        {
            Near.EqualDigits(one.Number("p"), KolmogorovSmirnov.TestGivenTies(one.Numbers("reference"), one.Numbers("current")).PValue);
        }
    }

    [Fact]
    public void The_limiting_distribution_is_that_of_scipy()
    {
        foreach (var one in GoldenFile.Read("drift").GetProperty("kolmogorov").EnumerateArray())
        {
            Near.EqualDigits(one.Number("upper"), LatticePaths.Limit(one.Number("value")));
        }
    }

    [Fact]
    public void Beyond_ten_thousand_values_the_limit_stands_in_for_the_exact_test()
    {
        var reference = Enumerable.Range(0, 10_001).Select(one => (double)one).ToArray();
        var current = reference.Select(one => one + 150.5).ToArray();

        var result = KolmogorovSmirnov.Test(reference, current);

        Assert.Equal("Two-sample Kolmogorov-Smirnov test, asymptotic", result.Method);
        Near.Equal(151.0 / 10_001, result.Statistic);
        Near.Equal(LatticePaths.Limit(151.0 / 10_001 * Math.Sqrt(10_001 / 2.0)), result.PValue);
    }

    [Fact]
    public void Counts_give_the_golden_χ2_V_index_and_distance()
    {
        foreach (var one in GoldenFile.Read("drift").GetProperty("categories").EnumerateArray())
        {
            var reference = one.Numbers("reference").Select(count => (long)count).ToArray();
            var current = one.Numbers("current").Select(count => (long)count).ToArray();

            var shift = CategoryShift.Test(reference, current);
            var stability = PopulationStability.OfCategories(reference, current);
            var jensen = JensenShannon.OfCategories(reference, current);

            Near.Equal(one.Number("chi2"), shift.Statistic);
            Near.EqualDigits(one.Number("p"), shift.PValue);
            Near.Equal(one.Number("v"), shift.Effect!.Value.Value);
            Near.Equal(one.Number("lower"), shift.Effect!.Value.Lower, Near.Fitted);
            Near.Equal(one.Number("upper"), shift.Effect!.Value.Upper, Near.Fitted);
            Near.Equal(one.Number("psi"), stability.Statistic);
            Near.EqualDigits(one.Number("psi_p"), stability.PValue);
            Near.Equal(one.Number("js"), jensen.Statistic);
            Near.EqualDigits(one.Number("js_p"), jensen.PValue);
        }
    }

    [Fact]
    public void The_threshold_of_the_index_is_the_scaled_quantile()
    {
        foreach (var one in GoldenFile.Read("drift").GetProperty("psi_threshold").EnumerateArray())
        {
            Near.Equal(one.Number("threshold"), PopulationStability.Threshold((int)one.Count("bins"), one.Count("n"), one.Count("m")), Near.Fitted);
        }
    }

    [Fact]
    public void The_distance_of_wasserstein_is_that_of_scipy()
    {
        foreach (var one in GoldenFile.Read("drift").GetProperty("wasserstein").EnumerateArray())
        {
            Near.Equal(one.Number("distance"), Wasserstein.Distance(one.Numbers("reference"), one.Numbers("current")).Value);
        }
    }

    [Fact]
    public void Measures_of_a_sample_against_itself_find_nothing() =>
        Sample.Sample(sample =>
        {
            Assert.Equal((1, 0), (KolmogorovSmirnov.Test(sample, sample).PValue, KolmogorovSmirnov.Test(sample, sample).Statistic));
            Assert.Equal((1, 0), (PopulationStability.OfQuantiles(sample, sample).PValue, PopulationStability.OfQuantiles(sample, sample).Statistic));
            Assert.Equal((1, 0), (JensenShannon.OfQuantiles(sample, sample).PValue, JensenShannon.OfQuantiles(sample, sample).Statistic));
            Assert.Equal(0, Wasserstein.Distance(sample, sample).Value);
        });

    [Fact]
    public void Swapping_the_samples_changes_no_symmetric_measure() =>
        Gen.Select(Sample, Sample).Sample((first, second) =>
        {
            Near.EqualDigits(KolmogorovSmirnov.Test(first, second).PValue, KolmogorovSmirnov.Test(second, first).PValue);
            Near.EqualDigits(KolmogorovSmirnov.TestGivenTies(first, second).PValue, KolmogorovSmirnov.TestGivenTies(second, first).PValue);
            Near.Equal(Wasserstein.Distance(first, second).Value, Wasserstein.Distance(second, first).Value);
        });

    [Fact]
    public void A_change_of_unit_changes_ranks_not_and_distances_in_proportion() =>
        Gen.Select(Sample, Sample).Sample((first, second) =>
        {
            double[] firstScaled = [.. first.Select(one => one * 8)], secondScaled = [.. second.Select(one => one * 8)];

            Assert.Equal(KolmogorovSmirnov.Test(first, second).PValue, KolmogorovSmirnov.Test(firstScaled, secondScaled).PValue);
            Assert.Equal(PopulationStability.OfQuantiles(first, second).Statistic, PopulationStability.OfQuantiles(firstScaled, secondScaled).Statistic);
            Near.Equal(8 * Wasserstein.Distance(first, second).Value, Wasserstein.Distance(firstScaled, secondScaled).Value);
            Near.Equal(Wasserstein.Distance(first, second).Standardised ?? -1, Wasserstein.Distance(firstScaled, secondScaled).Standardised ?? -1);
        });

    [Fact]
    public void The_order_of_observations_changes_nothing() =>
        Gen.Select(Sample, Sample).Sample((first, second) =>
        {
            double[] sorted = [.. first.Order()];

            Assert.Equal(KolmogorovSmirnov.TestGivenTies(first, second), KolmogorovSmirnov.TestGivenTies(sorted, second));
            Assert.Equal(JensenShannon.OfQuantiles(first, second), JensenShannon.OfQuantiles(sorted, second));
            Assert.Equal(Wasserstein.Distance(first, second), Wasserstein.Distance(sorted, second));
        });

    [Fact]
    public void Ties_never_make_the_plain_p_value_smaller_than_the_exact_one() =>
        Gen.Select(Gen.Int[0, 4].Array[1, 20], Gen.Int[0, 4].Array[1, 20]).Sample((first, second) =>
        {
            double[] reference = [.. first.Select(one => (double)one)], current = [.. second.Select(one => (double)one)];

            Assert.True(KolmogorovSmirnov.TestGivenTies(reference, current).PValue <= KolmogorovSmirnov.Test(reference, current).PValue + 1e-12);
        });

    [Fact]
    public void A_higher_level_gives_a_wider_interval_and_threshold() =>
        Gen.Select(Sample, Sample, Gen.Double[0.5, 0.98]).Sample((first, second, level) =>
        {
            Assert.True(KolmogorovSmirnov.Test(first, second, level).Effect!.Value.Interval.Width <= KolmogorovSmirnov.Test(first, second, level + 0.01).Effect!.Value.Interval.Width);
            Assert.True(PopulationStability.Threshold(10, 100, 100, level) < PopulationStability.Threshold(10, 100, 100, level + 0.01));
        });

    [Fact]
    public void A_reference_of_one_value_still_sees_other_values()
    {
        var same = PopulationStability.OfQuantiles([3, 3, 3], [3, 3]);
        var other = PopulationStability.OfQuantiles([3, 3, 3], [2, 4]);

        Assert.Equal(0, same.Statistic);
        Assert.True(other.Statistic > 9);
        Assert.Equal(1, JensenShannon.OfQuantiles([3, 3, 3], [2, 4]).Statistic);
        Assert.Null(Wasserstein.Distance([3, 3, 3], [2, 4]).Standardised);
    }

    [Fact]
    public void A_flag_gets_a_bin_for_each_of_its_values()
    {
        double[] reference = [.. Enumerable.Range(0, 100).Select(one => one < 10 ? 1.0 : 0)];
        double[] current = [.. Enumerable.Range(0, 100).Select(one => one < 40 ? 1.0 : 0)];

        var result = PopulationStability.OfQuantiles(reference, current);

        Near.Equal(PopulationStability.OfCategories([90, 10], [60, 40]).Statistic, result.Statistic);
        Assert.Equal(1, result.DegreesOfFreedom);
    }

    [Fact]
    public void One_category_cannot_drift()
    {
        var result = CategoryShift.Test([5, 0], [7, 0]);

        Assert.Equal((1, 0, 0), (result.PValue, result.Statistic, result.Effect!.Value.Value));
        Assert.Equal(1, PopulationStability.OfCategories([5], [7]).PValue);
        Assert.Equal(1, JensenShannon.OfCategories([5], [7]).PValue);
    }

    [Fact]
    public void Categories_without_anything_in_common_are_a_distance_of_1()
    {
        Assert.Equal(1, JensenShannon.OfCategories([5, 0], [0, 9]).Statistic);
        Near.Equal(1, CategoryShift.Test([5, 0], [0, 9]).Effect!.Value.Value);
        Assert.True(double.IsFinite(PopulationStability.OfCategories([5, 0], [0, 9]).Statistic));
    }

    [Fact]
    public void A_huge_sample_has_an_interval_of_V_at_once()
    {
        var effect = CategoryShift.Test([600_000, 400_000], [400_000, 600_000]).Effect!.Value;

        Near.Equal(0.2, effect.Value);
        Near.Equal(0.2 - (1.96 / Math.Sqrt(2e6)), effect.Lower, 1e-4);
        Near.Equal(0.2 + (1.96 / Math.Sqrt(2e6)), effect.Upper, 1e-4);
    }

    [Fact]
    public void Bad_samples_are_refused_by_name()
    {
        double[] good = [1, 2, 3];

        Assert.Equal("reference", Assert.Throws<ArgumentException>(() => KolmogorovSmirnov.Test([], good)).ParamName);
        Assert.Equal("current", Assert.Throws<ArgumentException>(() => KolmogorovSmirnov.Test(good, [double.NaN])).ParamName);
        Assert.Equal("current", Assert.Throws<ArgumentException>(() => KolmogorovSmirnov.TestGivenTies(good, new double[10_001])).ParamName);
        Assert.Equal("level", Assert.Throws<ArgumentOutOfRangeException>(() => KolmogorovSmirnov.Test(good, good, 1)).ParamName);
        Assert.Equal("reference", Assert.Throws<ArgumentException>(() => PopulationStability.OfQuantiles([1], good)).ParamName);
        Assert.Equal("current", Assert.Throws<ArgumentException>(() => JensenShannon.OfQuantiles(good, [])).ParamName);
        Assert.Equal("bins", Assert.Throws<ArgumentOutOfRangeException>(() => JensenShannon.OfQuantiles(good, good, 1)).ParamName);
        Assert.Equal("bins", Assert.Throws<ArgumentOutOfRangeException>(() => PopulationStability.OfQuantiles(good, good, 1_001)).ParamName);
        Assert.Equal("current", Assert.Throws<ArgumentException>(() => Wasserstein.Distance(good, [double.PositiveInfinity])).ParamName);
        Assert.Equal("current", Assert.Throws<ArgumentException>(() => CategoryShift.Test([1, 2], [1])).ParamName);
        Assert.Equal("reference", Assert.Throws<ArgumentOutOfRangeException>(() => CategoryShift.Test([1, -2], [1, 1])).ParamName);
        Assert.Equal("current", Assert.Throws<ArgumentOutOfRangeException>(() => JensenShannon.OfCategories([1, 2], [0, 0])).ParamName);
        Assert.Equal("currentCount", Assert.Throws<ArgumentOutOfRangeException>(() => PopulationStability.Threshold(10, 5, 0)).ParamName);
    }

    [Fact]
    public void The_bootstrap_repeats_with_its_seed_and_refuses_what_it_cannot_measure()
    {
        double[] reference = [1, 2, 3, 4, 5, 6, 7, 8], current = [3, 4, 5, 6, 7, 8, 9, 12];
        DriftMeasure measure = (first, second) => Wasserstein.Distance(first, second).Value;

        var once = DriftBootstrap.Interval(reference, current, measure, new() { Seed = 7 });
        var again = DriftBootstrap.Interval(reference, current, measure, new() { Seed = 7 });

        Assert.Equal(once, again);
        Assert.Equal(Wasserstein.Distance(reference, current).Value, once.Value);
        Assert.True(once.Lower < once.Value && once.Value < once.Upper);
        Assert.Equal("measure", Assert.Throws<ArgumentException>(() => DriftBootstrap.Interval(reference, current, (_, _) => double.NaN)).ParamName);
        Assert.Equal("current", Assert.Throws<ArgumentException>(() => DriftBootstrap.Interval(reference, [1], measure)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentOutOfRangeException>(() => DriftBootstrap.Interval(reference, current, measure, new() { Resamples = 99 })).ParamName);
    }
}
