using CsCheck;
using Penstock.Statistics.Comparisons.VarianceReduction;

namespace Penstock.Statistics.Tests.Comparisons.VarianceReduction;

public sealed class WinsorisingTests
{
    private static readonly Gen<double[]> Values = Gen.Double[-100, 100].Array[1, 40];

    [Fact]
    public void Limits_and_what_they_clip_are_those_of_numpy()
    {
        foreach (var one in ComparisonGolden.Cases("winsor"))
        {
            var limits = Winsorising.LimitsOf(one.Numbers("values"), one.Number("low"), one.Number("high"));
            var clipped = Winsorising.Clip(one.Numbers("values"), limits);

            Near.Equal(one.Number("upper"), limits.Upper);
            Near.Equal(one.IsNull("lower") ? double.MinValue : one.Number("lower"), Math.Max(double.MinValue, limits.Lower));
            Assert.Equal(one.Number("raised"), clipped.RaisedCount);
            Assert.Equal(one.Number("lowered"), clipped.LoweredCount);
            Near.Equal(one.Number("shift"), clipped.MeanShift);
        }
    }

    [Fact]
    public void Clipping_twice_is_clipping_once_and_the_order_stays() =>
        Gen.Select(Values, Gen.Double[0, 0.4], Gen.Double[0.6, 1]).Sample((values, low, high) =>
        {
            var limits = Winsorising.LimitsOf(values, low, high);
            var once = Winsorising.Clip(values, limits);
            var twice = Winsorising.Clip(once.Values.Span, limits);
            return once.Values.Span.SequenceEqual(twice.Values.Span)
                && twice.RaisedCount + twice.LoweredCount == 0
                && values.Index().All(one => once.Values.Span[one.Index] == Math.Clamp(one.Item, limits.Lower, limits.Upper));
        });

    [Fact]
    public void Pooled_limits_do_not_depend_on_who_had_which_value() =>
        Gen.Select(Values, Values).Sample((one, other) =>
            Assert.Equal(Winsorising.PooledLimits(one, other, 0.05, 0.95), Winsorising.LimitsOf([.. other, .. one], 0.05, 0.95)));

    [Fact]
    public void Fixed_limits_say_what_they_clipped()
    {
        var clipped = Winsorising.Clip([0.5, 3, 90, -1], new WinsorLimits(0, 60));

        Assert.Equal([0.5, 3, 60, 0], clipped.Values.ToArray());
        Assert.Equal((1, 1), (clipped.RaisedCount, clipped.LoweredCount));
        Near.Equal(-29.0 / 4, clipped.MeanShift);
    }

    [Fact]
    public void A_tail_that_is_left_alone_has_no_limit() =>
        Assert.Equal(new WinsorLimits(double.NegativeInfinity, double.PositiveInfinity), Winsorising.LimitsOf([1, 2], 0, 1));

    [Fact]
    public void What_are_no_limits_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Winsorising.LimitsOf([], 0, 1));
        Assert.Throws<ArgumentException>(() => Winsorising.LimitsOf([double.NaN], 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Winsorising.LimitsOf([1], -0.1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Winsorising.LimitsOf([1], 0, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Winsorising.LimitsOf([1], 0.5, 0.5));
        Assert.Throws<ArgumentException>(() => Winsorising.PooledLimits([1], [], 0, 1));
        Assert.Throws<ArgumentException>(() => Winsorising.Clip([1], new WinsorLimits(2, 1)));
        Assert.Throws<ArgumentException>(() => Winsorising.Clip([1], new WinsorLimits(double.NaN, 1)));
        Assert.Throws<ArgumentException>(() => Winsorising.Clip([1], new WinsorLimits(double.PositiveInfinity, double.PositiveInfinity)));
        Assert.Throws<ArgumentException>(() => Winsorising.Clip([], new WinsorLimits(0, 1)));
    }
}
