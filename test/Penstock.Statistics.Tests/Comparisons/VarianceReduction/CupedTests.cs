using CsCheck;
using Penstock.Statistics.Comparisons;
using Penstock.Statistics.Comparisons.Ranks;
using Penstock.Statistics.Comparisons.VarianceReduction;

namespace Penstock.Statistics.Tests.Comparisons.VarianceReduction;

public sealed class CupedTests
{
    // In steps: a covariate that varies far below 1 no longer does once its origin is moved.
    private static readonly Gen<double> Value = Gen.Int[-10_000, 10_000].Select(step => step / 1_000d);
    private static readonly Gen<(double, double)[]> Units = Gen.Select(Value, Value).Array[4, 30].Where(units => units.DistinctBy(unit => unit.Item2).Count() > 1);

    [Fact]
    public void The_adjusted_difference_is_that_of_an_analysis_of_covariance_in_statsmodels()
    {
        foreach (var one in ComparisonGolden.Cases("cuped"))
        {
            var (baseline, before) = (one.Numbers("baseline"), one.Numbers("before"));

            var result = Cuped.Difference(baseline, before, one.Numbers("candidate"), one.Numbers("before_candidate"));
            var mean = Cuped.Mean(baseline, before, 10);

            Near.Equal(one.Number("theta"), result.Theta);
            Near.Equal(one.Number("difference"), result.Difference.Value);
            Near.Equal(one.Number("difference"), result.CandidateMean - result.BaselineMean);
            Near.Equal(one.Number("mean"), mean.Value);
            Near.Equal(one.Number("mean_error"), mean.StandardError!.Value);
            Near.Equal(one.Number("mean_lower"), mean.Lower);
            Near.Equal(one.Number("mean_upper"), mean.Upper);
            if (!one.IsNull("error"))
            {
                Near.Equal(one.Number("error"), result.Difference.StandardError!.Value);
            }
        }
    }

    [Fact]
    public void A_covariate_that_foretells_the_metric_takes_its_variance_away()
    {
        double[] before = [3, 9, 4, 12, 7, 5, 8, 2];
        double[] after = [3.1, 9.2, 3.9, 12.1, 7.0, 5.2, 7.9, 1.8];
        double[] candidate = [4.1, 10.2, 4.9, 13.1, 8.0, 6.2, 8.9, 2.8];

        var result = Cuped.Difference(after, before, candidate, before);

        Assert.InRange(result.Theta, 0.95, 1.1);
        Assert.True(result.VarianceReduction > 0.99);
        Assert.True(result.Test.PValue < 1e-6 && result.Unadjusted.PValue > 0.5);
        Near.Equal(1, result.Difference.Value);
    }

    [Fact]
    public void A_covariate_that_does_not_vary_changes_nothing()
    {
        var result = Cuped.Difference([1, 2, 3], [5, 5, 5], [2, 4, 9], [5, 5, 5]);

        Assert.Equal(0, result.Theta);
        Assert.Equal(0, result.VarianceReduction);
        Near.Equal(result.Unadjusted.PValue, result.Test.PValue);
        Near.Equal(2, Cuped.Mean([1, 2, 3], [5, 5, 5], 4).Value);
    }

    [Fact]
    public void Neither_unit_nor_origin_of_the_covariate_matters() =>
        Gen.Select(Units, Units, Gen.Double[0.1, 10], Gen.Double[-5, 5]).Sample((one, other, unit, shift) =>
        {
            var plain = Cuped.Difference(First(one), Second(one), First(other), Second(other));
            var moved = Cuped.Difference(
                First(one), [.. Second(one).Select(x => (x * unit) + shift)], First(other), [.. Second(other).Select(x => (x * unit) + shift)]);
            Near.Equal(plain.Difference.Value, moved.Difference.Value, 1e-7);
            Near.Equal(plain.Test.PValue, moved.Test.PValue, 1e-6);
        });

    [Fact]
    public void Swapping_the_arms_turns_the_sign() =>
        Gen.Select(Units, Units).Sample((one, other) =>
        {
            var there = Cuped.Difference(First(one), Second(one), First(other), Second(other));
            var back = Cuped.Difference(First(other), Second(other), First(one), Second(one));
            Near.Equal(there.Difference.Lower, -back.Difference.Upper, 1e-7);
        });

    [Fact]
    public void A_metric_that_is_its_covariate_decides_nothing()
    {
        var result = Cuped.Difference([0.1, 0.2, 0.4], [1, 2, 4], [0.3, 0.5, 0.7], [3, 5, 7]);

        Assert.Equal(1, result.Test.PValue);
        Assert.Equal(Interval.Everything, result.Difference.Interval);
    }

    [Fact]
    public void What_cannot_be_adjusted_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Cuped.Difference([1], [1], [1, 2], [1, 2]));
        Assert.Throws<ArgumentException>(() => Cuped.Difference([1, 2], [1], [1, 2], [1, 2]));
        Assert.Throws<ArgumentException>(() => Cuped.Difference([1, 2], [1, double.NaN], [1, 2], [1, 2]));
        Assert.Throws<ArgumentException>(() => Cuped.Mean([1, 2], [1, 2], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cuped.Mean([1, 2, 3], [1, 2, 3], double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cuped.Difference([1, 2], [1, 2], [1, 2], [1, 2], 1));
    }

    private static double[] First((double, double)[] units) => [.. units.Select(unit => unit.Item1)];

    private static double[] Second((double, double)[] units) => [.. units.Select(unit => unit.Item2)];

    [Theory]
    [InlineData(10, 0.6, 8)]
    [InlineData(10, -0.8, 6)]
    [InlineData(3, 0, 3)]
    [InlineData(3, 1, 0)]
    [InlineData(3, -1, 0)]
    public void What_remains_of_the_deviation_follows_from_the_correlation(double deviation, double correlation, double remaining) =>
        Near.Equal(remaining, Cuped.RemainingDeviation(deviation, correlation));

    [Fact]
    public void What_is_left_within_an_arm_is_what_its_correlation_says()
    {
        double[] metric = [3, 1, 4, 1, 5, 9, 2, 6], covariate = [2, 7, 1, 8, 2, 8, 1, 8];
        var correlation = Correlation.Pearson(metric, covariate).Effect!.Value.Value;

        // With the covariate's mean as that of the population, the error is that of the residuals, of which θ takes one degree of freedom.
        var remaining = Cuped.RemainingDeviation(Math.Sqrt(SampleSummary.Of(metric).Variance), correlation);
        var adjusted = Cuped.Mean(metric, covariate, SampleSummary.Of(covariate).Mean);

        Near.Equal(remaining * Math.Sqrt(7 / 6.0 / 8), adjusted.StandardError!.Value);
    }

    [Fact]
    public void Deviations_and_correlations_that_cannot_be_are_refused()
    {
        Assert.Equal("standardDeviation", Assert.Throws<ArgumentOutOfRangeException>(() => Cuped.RemainingDeviation(0, 0.5)).ParamName);
        Assert.Equal("standardDeviation", Assert.Throws<ArgumentOutOfRangeException>(() => Cuped.RemainingDeviation(double.NaN, 0.5)).ParamName);
        Assert.Equal("correlation", Assert.Throws<ArgumentOutOfRangeException>(() => Cuped.RemainingDeviation(1, 1.01)).ParamName);
        Assert.Equal("correlation", Assert.Throws<ArgumentOutOfRangeException>(() => Cuped.RemainingDeviation(1, double.NaN)).ParamName);
    }
}
