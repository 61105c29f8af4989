using CsCheck;
using Penstock.Statistics.Comparisons.Permutations;

namespace Penstock.Statistics.Tests.Comparisons.Permutations;

public sealed class PermutationTestTests
{
    private static readonly Gen<double[]> Values = Gen.Int[-20, 20].Select(value => value / 4.0).Array[1, 12];

    [Fact]
    public void With_few_values_every_arrangement_is_gone_through()
    {
        foreach (var one in ComparisonGolden.Cases("permutation"))
        {
            var (baseline, candidate) = (one.Numbers("baseline"), one.Numbers("candidate"));

            Near.Equal(one.Number("p"), PermutationTest.MeanDifference(baseline, candidate, 1).PValue);
            Near.Equal(one.Number("greater"), PermutationTest.MeanDifference(baseline, candidate, 1, alternative: Alternative.Greater).PValue);
            Near.Equal(one.Number("less"), PermutationTest.MeanDifference(baseline, candidate, 1, alternative: Alternative.Less).PValue);
            Near.Equal(one.Number("median"), PermutationTest.Of(baseline, candidate, Medians, 1).PValue);
        }
    }

    [Fact]
    public void With_few_pairs_every_arrangement_of_signs_is_gone_through()
    {
        foreach (var one in ComparisonGolden.Cases("sign_flip"))
        {
            var (baseline, candidate) = (one.Numbers("baseline"), one.Numbers("candidate"));

            Near.Equal(one.Number("p"), PermutationTest.SignFlip(baseline, candidate, 1).PValue);
            Near.Equal(one.Number("greater"), PermutationTest.SignFlip(baseline, candidate, 1, alternative: Alternative.Greater).PValue);
        }
    }

    [Fact]
    public void Random_arrangements_come_near_to_all_of_them()
    {
        double[] baseline = [1, 3, 4, 2, 8, 5];
        double[] candidate = [6, 9, 4, 7, 12, 3];

        var all = PermutationTest.MeanDifference(baseline, candidate, 1);
        var some = PermutationTest.MeanDifference(baseline, candidate, 1, 900);
        var allSigns = PermutationTest.SignFlip(baseline, candidate, 1);
        var someSigns = PermutationTest.SignFlip(baseline, candidate, 1, 63);

        Assert.Contains("exact", all.Method, StringComparison.Ordinal);
        Assert.Contains("900 resamples", some.Method, StringComparison.Ordinal);
        Assert.InRange(some.PValue, all.PValue - 0.05, all.PValue + 0.05);
        Assert.InRange(someSigns.PValue, allSigns.PValue - 0.2, allSigns.PValue + 0.2);
    }

    [Fact]
    public void The_same_seed_gives_the_same_p_and_another_seed_another()
    {
        var (baseline, candidate) = (Enumerable.Range(0, 30).Select(i => Math.Sin(i)).ToArray(), Enumerable.Range(0, 30).Select(i => Math.Cos(i) + 0.3).ToArray());

        var first = PermutationTest.MeanDifference(baseline, candidate, 7);

        Assert.Equal(first, PermutationTest.MeanDifference(baseline, candidate, 7));
        Assert.NotEqual(first.PValue, PermutationTest.MeanDifference(baseline, candidate, 8).PValue);
        Assert.NotEqual(PermutationTest.SignFlip(baseline, candidate, 7).PValue, PermutationTest.SignFlip(baseline, candidate, 8).PValue);
    }

    [Fact]
    public void A_p_value_is_never_zero() =>
        Gen.Select(Values, Values, Gen.ULong).Sample((one, other, seed) =>
            PermutationTest.MeanDifference(one, other, seed, 99).PValue is > 0 and <= 1
            && PermutationTest.Of(one, other, Medians, seed, 99).PValue is > 0 and <= 1);

    [Fact]
    public void The_smallest_p_of_random_arrangements_is_one_in_all_of_them_and_the_observed() =>
        Near.Equal(1.0 / 1_000, PermutationTest.MeanDifference([.. Enumerable.Range(0, 20)], [.. Enumerable.Range(100, 20)], 3, 999, Alternative.Greater).PValue);

    [Fact]
    public void Neither_shift_nor_unit_matters_where_all_are_gone_through() =>
        Gen.Select(Gen.Int[-20, 20].Array[2, 5], Gen.Int[-20, 20].Array[2, 5]).Sample((one, other) =>
            Near.Equal(
                PermutationTest.MeanDifference([.. one], [.. other], 1).PValue,
                PermutationTest.MeanDifference([.. one.Select(x => (x * 0.1) + 3.3)], [.. other.Select(x => (x * 0.1) + 3.3)], 1).PValue));

    [Fact]
    public void Equal_samples_have_p_one()
    {
        Assert.Equal(1, PermutationTest.MeanDifference([0.1, 0.2, 0.3], [0.3, 0.2, 0.1], 1).PValue);
        Assert.Equal(1, PermutationTest.SignFlip([1, 2, 3], [1, 2, 3], 1).PValue);
    }

    [Fact]
    public void What_cannot_be_permuted_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PermutationTest.MeanDifference([], [1], 1));
        Assert.Throws<ArgumentException>(() => PermutationTest.MeanDifference([1], [double.NaN], 1));
        Assert.Throws<ArgumentException>(() => PermutationTest.SignFlip([1, 2], [1], 1));
        Assert.Throws<ArgumentException>(() => PermutationTest.SignFlip([], [], 1));
        Assert.Throws<ArgumentException>(() => PermutationTest.MeanDifference([1e308, 1e308], [-1e308], 1));
        Assert.Throws<ArgumentException>(() => PermutationTest.SignFlip([1e308], [-1e308], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PermutationTest.MeanDifference([1], [2], 1, 0));
        Assert.Throws<ArgumentNullException>(() => PermutationTest.Of([1], [2], null!, 1));
        Assert.Throws<ArgumentException>(() => PermutationTest.Of([1, 2], [2, 3], (_, _) => double.NaN, 1));
    }

    private static double Medians(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate) => Median(candidate) - Median(baseline);

    private static double Median(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
