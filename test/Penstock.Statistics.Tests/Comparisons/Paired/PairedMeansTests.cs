using CsCheck;
using Penstock.Statistics.Comparisons.Paired;

namespace Penstock.Statistics.Tests.Comparisons.Paired;

public sealed class PairedMeansTests
{
    // In steps that a shift keeps, as 1e-26 + 500 would be 500, and with differences that vary: only then are there bounds to compare.
    private static readonly Gen<(double, double)[]> Pairs = Gen.Select(Gen.Int[-10_000, 10_000], Gen.Int[-10_000, 10_000]).Array[3, 40]
        .Where(pairs => pairs.Select(pair => pair.Item2 - pair.Item1).Distinct().Count() > 1)
        .Select(pairs => Array.ConvertAll(pairs, pair => (pair.Item1 / 100d, pair.Item2 / 100d)));

    [Fact]
    public void A_paired_test_gives_the_numbers_of_scipy()
    {
        foreach (var one in ComparisonGolden.Cases("paired"))
        {
            var (baseline, candidate) = (one.Numbers("baseline"), one.Numbers("candidate"));

            var result = PairedMeans.Difference(baseline, candidate, 0.9);

            Near.Equal(one.Number("t"), result.Test.Statistic);
            Near.EqualDigits(one.Number("p"), result.Test.PValue);
            Near.Equal(one.Number("value"), result.Difference.Value);
            Near.Equal(one.Number("lower90"), result.Difference.Lower);
            Near.Equal(one.Number("upper90"), result.Difference.Upper);
            Near.Equal(one.Number("unpaired"), result.UnpairedStandardError);
            Near.Equal(one.Number("correlation"), result.Correlation!.Value);
            Assert.Equal(baseline.Length - 1, result.Test.DegreesOfFreedom);
            Near.EqualDigits(one.Number("p_less"), PairedMeans.Difference(baseline, candidate, alternative: Alternative.Less).Test.PValue);
            Near.EqualDigits(one.Number("p_greater"), PairedMeans.Difference(baseline, candidate, alternative: Alternative.Greater).Test.PValue);
        }
    }

    [Fact]
    public void Swapping_the_sides_turns_the_sign_and_keeps_the_p_value() =>
        Pairs.Sample(pairs =>
        {
            var (one, other) = Sides(pairs);
            var there = PairedMeans.Difference(one, other);
            var back = PairedMeans.Difference(other, one);
            Near.Equal(there.Difference.Lower, -back.Difference.Upper);
            Near.Equal(there.Test.PValue, back.Test.PValue);
        });

    [Fact]
    public void Neither_order_nor_a_shift_of_both_sides_nor_the_unit_matters() =>
        Gen.Select(Pairs, Gen.Double[-1000, 1000], Gen.Double[0.01, 100]).Sample((pairs, shift, unit) =>
        {
            var (one, other) = Sides(pairs);
            var (moved, otherMoved) = Sides([.. pairs.Reverse().Select(pair => ((pair.Item1 + shift) * unit, (pair.Item2 + shift) * unit))]);
            var plain = PairedMeans.Difference(one, other);
            var again = PairedMeans.Difference(moved, otherMoved);
            Near.Equal(plain.Difference.Upper * unit, again.Difference.Upper, 1e-7);
            Near.Equal(plain.Test.PValue, again.Test.PValue, 1e-7);
        });

    [Fact]
    public void A_higher_level_gives_a_wider_interval_that_contains_the_narrower() =>
        Gen.Select(Pairs, Gen.Double[0.5, 0.9], Gen.Double[0.91, 0.999]).Sample((pairs, low, high) =>
        {
            var (one, other) = Sides(pairs);
            var narrow = PairedMeans.Difference(one, other, low).Difference;
            var wide = PairedMeans.Difference(one, other, high).Difference;
            return wide.Lower < narrow.Lower && wide.Upper > narrow.Upper;
        });

    [Fact]
    public void Differences_without_spread_decide_nothing()
    {
        var result = PairedMeans.Difference([0.1, 0.2, 0.7], [0.3, 0.4, 0.9]);

        Assert.Equal(Interval.Everything, result.Difference.Interval);
        Near.Equal(0.2, result.Difference.Value);
        Assert.Equal(1, result.Test.PValue);
        Assert.Null(result.Gain);
    }

    [Fact]
    public void A_side_that_does_not_vary_has_no_correlation()
    {
        var result = PairedMeans.Difference([1, 1, 1, 1], [1, 2, 3, 5]);

        Assert.Null(result.Correlation);
        Near.Equal(1, result.Gain!.Value);
    }

    [Fact]
    public void What_is_no_paired_sample_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PairedMeans.Difference([1], [2]));
        Assert.Throws<ArgumentException>(() => PairedMeans.Difference([], []));
        Assert.Throws<ArgumentException>(() => PairedMeans.Difference([1, 2], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => PairedMeans.Difference([1, double.NaN], [1, 2]));
        Assert.Throws<ArgumentException>(() => PairedMeans.Difference([1, 2], [1, double.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => PairedMeans.Difference([1e200, -1e200], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedMeans.Difference([1, 2], [1, 2], 1));
    }

    private static (double[] One, double[] Other) Sides((double One, double Other)[] pairs) =>
        ([.. pairs.Select(pair => pair.One)], [.. pairs.Select(pair => pair.Other)]);
}
