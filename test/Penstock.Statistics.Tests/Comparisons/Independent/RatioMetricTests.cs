using CsCheck;
using Penstock.Statistics.Comparisons.Independent;

namespace Penstock.Statistics.Tests.Comparisons.Independent;

public sealed class RatioMetricTests
{
    private static readonly Gen<(double, double)[]> Units = Gen.Select(Gen.Double[-5, 5], Gen.Double[0.5, 20]).Array[3, 30];

    [Fact]
    public void Ratios_give_the_numbers_of_a_weighted_regression_in_statsmodels()
    {
        foreach (var one in ComparisonGolden.Cases("ratio"))
        {
            var ratio = RatioMetric.Of(one.Numbers("y0"), one.Numbers("x0"));
            var test = RatioMetric.Difference(one.Numbers("y0"), one.Numbers("x0"), one.Numbers("y1"), one.Numbers("x1"));

            Near.Equal(one.Number("ratio"), ratio.Value);
            Near.Equal(one.Numbers("interval")[0], ratio.Lower);
            Near.Equal(one.Numbers("interval")[1], ratio.Upper);
            Near.Equal(one.Number("difference"), test.Effect!.Value.Value);
            Near.Equal(one.Number("lower"), test.Effect!.Value.Lower);
            Near.Equal(one.Number("upper"), test.Effect!.Value.Upper);
            Near.EqualDigits(one.Number("p"), test.PValue);
        }
    }

    [Fact]
    public void With_equal_denominators_it_is_the_mean_with_its_t_interval()
    {
        double[] values = [1, 2, 4, 9];

        var ratio = RatioMetric.Of(values, [2, 2, 2, 2]);
        var difference = RatioMetric.Difference(values, [1, 1, 1, 1], [5, 6, 8], [1, 1, 1]);

        Near.Equal(2, ratio.Value);
        Assert.Equal(3, ratio.DegreesOfFreedom);
        Near.Equal(Welch.Difference(values, [5, 6, 8]).PValue, difference.PValue);
    }

    [Fact]
    public void Neither_order_nor_units_matter() =>
        Gen.Select(Units, Gen.Double[0.1, 10]).Sample((units, scale) =>
        {
            var plain = RatioMetric.Of(Above(units), Below(units));
            var turned = units.Reverse().ToArray();
            var scaled = RatioMetric.Of([.. Above(turned).Select(y => y * scale)], Below(turned));
            Near.Equal(plain.Lower * scale, scaled.Lower, 1e-8);
        });

    [Fact]
    public void Units_of_one_and_the_same_ratio_decide_nothing()
    {
        var ratio = RatioMetric.Of([0.1, 0.3, 0.7], [1, 3, 7]);

        Near.Equal(0.1, ratio.Value);
        Assert.Equal(Interval.Everything, ratio.Interval);
    }

    [Fact]
    public void A_unit_without_denominator_counts_as_a_unit() =>
        Assert.Equal(3, RatioMetric.Of([0, 1, 3], [0, 2, 4]).Count);

    [Fact]
    public void What_is_no_ratio_is_refused()
    {
        Assert.Throws<ArgumentException>(() => RatioMetric.Of([1], [1]));
        Assert.Throws<ArgumentException>(() => RatioMetric.Of([1, 2], [0, 0]));
        Assert.Throws<ArgumentException>(() => RatioMetric.Of([1, 2], [1e308, 1e308]));
        Assert.Throws<ArgumentException>(() => RatioMetric.Of([1e308, 1e308], [1, 2]));
        Assert.Throws<ArgumentException>(() => RatioMetric.Of([1, 2], [3, -1]));
        Assert.Throws<ArgumentException>(() => RatioMetric.Of([1, 2], [3]));
        Assert.Throws<ArgumentException>(() => RatioMetric.Of([1, double.NaN], [3, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RatioMetric.Of([1, 2], [3, 1], 1.5));
    }

    private static double[] Above((double, double)[] units) => [.. units.Select(unit => unit.Item1)];

    private static double[] Below((double, double)[] units) => [.. units.Select(unit => unit.Item2)];

    // By hand: ratio 6/4 of means 2 and 4/3, residuals −0.5, 1 and −0.5 over 4/3: variance (0.375² + 0.75² + 0.375²)/2.
    [Fact]
    public void The_deviation_for_a_plan_is_that_of_the_residuals_over_the_mean_denominator() =>
        Near.Equal(Math.Sqrt(0.421875), RatioMetric.UnitDeviation([1, 4, 1], [1, 2, 1]));

    [Fact]
    public void The_standard_error_of_a_ratio_is_the_deviation_for_a_plan_over_the_root_of_the_units() =>
        Units.Sample(units =>
        {
            double[] numerators = [.. units.Select(one => one.Item1)], denominators = [.. units.Select(one => one.Item2)];
            var deviation = RatioMetric.UnitDeviation(numerators, denominators);
            return Math.Abs((deviation / Math.Sqrt(units.Length)) - RatioMetric.Of(numerators, denominators).StandardError!.Value) <= 1e-12 * (1 + deviation);
        });

    [Fact]
    public void A_ratio_that_does_not_vary_has_no_deviation_and_pilots_that_cannot_be_are_refused()
    {
        Assert.Equal(0, RatioMetric.UnitDeviation([2, 4, 6], [1, 2, 3]));
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => RatioMetric.UnitDeviation([1, 2], [1])).ParamName);
        Assert.Equal("first", Assert.Throws<ArgumentException>(() => RatioMetric.UnitDeviation([1], [1])).ParamName);
        Assert.Equal("denominators", Assert.Throws<ArgumentException>(() => RatioMetric.UnitDeviation([1, 2], [0, 0])).ParamName);
        Assert.Equal("first", Assert.Throws<ArgumentException>(() => RatioMetric.UnitDeviation([1, double.NaN], [1, 1])).ParamName);
    }
}
