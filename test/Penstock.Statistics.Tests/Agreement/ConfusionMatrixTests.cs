using CsCheck;
using Penstock.Statistics.Agreement;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Agreement;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void Pairs_are_counted_by_category()
    {
        var matrix = ConfusionMatrix.Of([5, 1, 1, 5, -2], [5, 5, 1, 5, 1]);

        Assert.Equal([-2, 1, 5], matrix.Categories);
        Assert.Equal(2, matrix.Count(5, 5));
        Assert.Equal(1, matrix.Count(1, 5));
        Assert.Equal(0, matrix.Count(5, 1));
        Assert.Equal(0, matrix.Count(77, 5));
        Assert.Equal(3, matrix.Agreements);
        Assert.Equal(0.6, matrix.Agreement().Value, 12);
    }

    [Fact]
    public void Rates_agree_with_scikit_learn()
    {
        var golden = GoldenFile.Read("agreement").GetProperty("binary");

        var binary = new BinaryConfusion(golden.Count("tp"), golden.Count("fp"), golden.Count("fn"), golden.Count("tn"));

        Near.Equal(golden.Number("precision"), binary.Precision ?? -9);
        Near.Equal(golden.Number("f1"), binary.F1 ?? -9);
        Near.Equal(golden.Number("balanced"), binary.BalancedAccuracy ?? -9);
        Near.Equal(golden.Number("mcc"), binary.MatthewsCorrelation ?? -9);
        Near.Equal(22 / 30.0, binary.Estimate(ConfusionRate.Sensitivity).Value);
        Near.Equal(155 / 170.0, binary.Estimate(ConfusionRate.Specificity).Value);
        Near.Equal(22 / 37.0, binary.Estimate(ConfusionRate.Precision).Value);
        Near.Equal(177 / 200.0, binary.Estimate(ConfusionRate.Accuracy).Value);
    }

    [Fact]
    public void A_rate_without_a_denominator_is_null_and_its_estimate_refused()
    {
        var binary = new BinaryConfusion(0, 0, 0, 10);

        Assert.Null(binary.Sensitivity);
        Assert.Null(binary.Precision);
        Assert.Null(binary.F1);
        Assert.Null(binary.BalancedAccuracy);
        Assert.Null(binary.MatthewsCorrelation);
        Assert.Equal(1, binary.Specificity);
        Assert.Null(default(BinaryConfusion).Accuracy);
        Assert.Throws<InvalidOperationException>(() => binary.Estimate(ConfusionRate.Sensitivity));
        Assert.Throws<ArgumentOutOfRangeException>("rate", () => binary.Estimate((ConfusionRate)17));
    }

    [Fact]
    public void Impossible_counts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("falsePositives", () => new BinaryConfusion(1, -1, 0, 0));
        Assert.Throws<ArgumentException>("judged", () => ConfusionMatrix.Of([1, 2], [1]));
        Assert.Throws<ArgumentException>("reference", () => ConfusionMatrix.Of([], []));
        Assert.Throws<ArgumentException>("categories", () => ConfusionMatrix.FromCounts([2, 1], [[1L, 0L], [0L, 1L]]));
        Assert.Throws<ArgumentException>("categories", () => ConfusionMatrix.FromCounts([], []));
        Assert.Throws<ArgumentException>("counts", () => ConfusionMatrix.FromCounts([1, 2], [[1L, 0L]]));
        Assert.Throws<ArgumentException>("counts", () => ConfusionMatrix.FromCounts([1, 2], [[1L, -1L], [0L, 1L]]));
        Assert.Throws<ArgumentException>("counts", () => ConfusionMatrix.FromCounts([1, 2], [[0L, 0L], [0L, 0L]]));
        Assert.Throws<ArgumentException>("reference", () => ConfusionMatrix.Of([.. Enumerable.Range(0, 5000)], [.. Enumerable.Range(0, 5000)]));
    }

    [Fact]
    public void One_category_against_the_rest_keeps_every_pair() =>
        Gen.Select(Gen.Int[0, 3].Array[30], Gen.Int[0, 3].Array[30], Gen.Int[0, 5]).Sample((reference, judged, positive) =>
        {
            var binary = ConfusionMatrix.Of(reference, judged).OneAgainstRest(positive);

            Assert.Equal(30, binary.Total);
            Assert.Equal(reference.Count(one => one == positive), binary.Positives);
            Assert.Equal(judged.Count(one => one == positive), binary.TruePositives + binary.FalsePositives);
        });

    [Fact]
    public void Swapping_positive_and_negative_swaps_sensitivity_and_specificity_and_keeps_the_correlation() =>
        Gen.Int[0, 50].Array[4].Sample(counts =>
        {
            var one = new BinaryConfusion(counts[0], counts[1], counts[2], counts[3]);
            var other = new BinaryConfusion(counts[3], counts[2], counts[1], counts[0]);

            Assert.Equal(one.Sensitivity, other.Specificity);
            Assert.Equal(one.BalancedAccuracy, other.BalancedAccuracy);
            Near.Equal(one.MatthewsCorrelation ?? 9, other.MatthewsCorrelation ?? 9);
        });
}
