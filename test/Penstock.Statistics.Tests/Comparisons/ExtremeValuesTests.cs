using CsCheck;
using Penstock.Statistics.Comparisons.Clusters;
using Penstock.Statistics.Comparisons.Counts;
using Penstock.Statistics.Comparisons.Decisions;
using Penstock.Statistics.Comparisons.Independent;
using Penstock.Statistics.Comparisons.Paired;
using Penstock.Statistics.Comparisons.Permutations;
using Penstock.Statistics.Comparisons.Ranks;
using Penstock.Statistics.Comparisons.VarianceReduction;

namespace Penstock.Statistics.Tests.Comparisons;

/// <summary>Whatever the values, a comparison either refuses them or gives numbers: never NaN, never bounds the wrong way round, never a p beyond 0 to 1.</summary>
public sealed class ExtremeValuesTests
{
    private static readonly Gen<double> Value = Any<double>(
        0, 1, -1, 0.1, 0.1 + 1e-17, 0.3, 3, 1e-300, 5e-324, -5e-324, 1e-160, 1e16, 1e16 + 2, 1e154, -1e154, 1e200, 1e300, 1.7e308, -1.7e308);

    private static readonly Gen<double[]> Sample = Value.Array[2, 6];

    private static readonly Gen<long> Count = Any<long>(0L, 0, 1, 2, 3, 17, 1_000, 1_000_000, 4_000_000_000, 1L << 52);

    [Fact]
    public void Two_samples() =>
        Gen.Select(Sample, Sample, Any(Alternative.TwoSided, Alternative.Less, Alternative.Greater)).Sample((one, other, side) =>
        {
            Sound(() => Welch.Difference(one, other, alternative: side));
            Sound(() => RelativeLift.Delta(one, other, alternative: side));
            Sound(() => MannWhitney.Test(one, other, alternative: side));
            Sound(() => PermutationTest.MeanDifference(one, other, 1, 99, side));
            Sound(() => ClusterRobust.Difference<int>(one, Keys(one, 0), other, Keys(other, 10)).Test(0, side));
            Sound(() => ClusterRobust.CrossedDifference<int>(one, Keys(one, 0), other, Keys(other, 0)).Test(0, side));
            Sound(() => Cuped.Difference(one, [.. one.Reverse()], other, [.. other.Reverse()], alternative: side).Test);
            Sound(() => RatioMetric.Difference(one, [.. one.Select(Math.Abs)], other, [.. other.Select(Math.Abs)], alternative: side));
        });

    [Fact]
    public void Pairs() =>
        Gen.Int[3, 6].SelectMany(count => Gen.Select(Value.Array[count], Value.Array[count])).Sample((one, other) =>
        {
            Sound(() => PairedMeans.Difference(one, other).Test);
            Sound(() => PermutationTest.SignFlip(one, other, 1, 99));
            Sound(() => ClusterRobust.PairedDifference<int>(one, other, Keys(one, 0)).Test());
            Sound(() => Correlation.Pearson(one, other));
            Sound(() => Correlation.Spearman(one, other));
            Sound(() => Correlation.KendallTauB(one, other));
            Sound(() => new TestResult(1, 0, 1, string.Empty) { Effect = Cuped.Mean(one, other, 1) });
            Sound(() => new TestResult(1, 0, 1, string.Empty) { Effect = RatioMetric.Of(one, other) });
            Sound(() => Margin(PairedMeans.Difference(one, other).Difference));
        });

    [Fact]
    public void Counts() =>
        Gen.Select(Count, Count, Count, Count).Sample((a, b, c, d) =>
        {
            Sound(() => McNemar.Exact(new PairedTable(a, b, c, d)));
            Sound(() => McNemar.MidP(new PairedTable(a, b, c, d)));
            Sound(() => McNemar.ChiSquaredCorrected(new PairedTable(a, b, c, d)));
            Sound(() => new TestResult(1, 0, 1, string.Empty) { Effect = PairedProportions.Newcombe(new PairedTable(a, b, c, d)) });
            Sound(() => IndependentProportions.Test(new ProportionPair(a, a + b, c, c + d)));
            Sound(() => ChiSquared.Independence([a, b, c, d], 2));
            Sound(() => ChiSquared.GoodnessOfFit([a, b, c, d], [1, 1, 1e-9, 1e9]));
        });

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static TestResult Margin(Estimate difference)
    {
        var decision = MarginTest.NonInferiority(difference, 1);
        return new TestResult(decision.PValue ?? 1, 0, 1, string.Empty) { Effect = decision.Difference };
    }

    private static int[] Keys(double[] values, int first) => [.. Enumerable.Range(0, values.Length).Select(index => first + (index / 2))];

    private static void Sound(Func<TestResult> test)
    {
        TestResult result;
        try
        {
            result = test();
        }
        catch (ArgumentException)
        {
            return;
        }

        Assert.InRange(result.PValue, 0, 1);
        Assert.False(double.IsNaN(result.Statistic));
        if (result.Effect is { } effect)
        {
            Assert.False(double.IsNaN(effect.Value));
            Assert.True(effect.Lower <= effect.Upper, $"{effect}");
            Assert.True(effect.StandardError is null or >= 0, $"{effect}");
            Assert.True(effect.DegreesOfFreedom is null or > 0, $"{effect}");
        }
    }
}
