using CsCheck;
using Penstock.Statistics.Drift;
using Penstock.Statistics.Numerics;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Drift;

public sealed class EmbeddingTests
{
    [Fact]
    public void The_discrepancy_pair_by_pair_is_the_golden_one()
    {
        var golden = GoldenFile.Read("drift").GetProperty("vectors");

        var result = MeanDiscrepancy.Test(Reference(golden), Current(golden), 3, new() { Bandwidth = golden.Number("bandwidth") });

        Near.Equal(golden.Number("biased"), result.Test.Statistic, Near.Fitted);
        Near.Equal(golden.Number("unbiased"), result.Unbiased, Near.Fitted);
        Assert.Equal(1.7, result.Bandwidth);
    }

    [Fact]
    public void Many_random_features_come_near_the_kernel()
    {
        var golden = GoldenFile.Read("drift").GetProperty("vectors");

        var result = MeanDiscrepancy.Test(
            Reference(golden), Current(golden), 3, new() { Bandwidth = 1.7, MostForKernel = 0, Frequencies = 16_384, Permutations = 19 });

        Assert.Equal(golden.Number("biased"), result.Test.Statistic, 0.01);
        Assert.Equal(golden.Number("unbiased"), result.Unbiased, 0.01);
    }

    [Fact]
    public void The_default_bandwidth_is_the_median_distance()
    {
        var golden = GoldenFile.Read("drift").GetProperty("vectors");

        Near.Equal(golden.Number("median_distance"), MeanDiscrepancy.Test(Reference(golden), Current(golden), 3).Bandwidth, Near.Fitted);
    }

    [Fact]
    public void The_shift_of_the_centroid_is_the_golden_one()
    {
        var golden = GoldenFile.Read("drift").GetProperty("vectors");

        var result = CentroidShift.Test(Reference(golden), Current(golden), 3);

        Near.Equal(golden.Number("distance"), result.Distance, Near.Fitted);
        Near.Equal(golden.Number("cosine"), result.CosineDistance!.Value, Near.Fitted);
        Near.Equal(golden.Number("standardised"), result.Standardised!.Value, Near.Fitted);
    }

    [Fact]
    public void The_logistic_regression_is_that_of_scikit_learn()
    {
        var golden = GoldenFile.Read("drift").GetProperty("vectors");
        var vectors = Vectors.Of(Reference(golden), Current(golden), 3);

        var weights = new LogisticFit(vectors, [.. Enumerable.Range(0, vectors.Count)], 3).Weights();

        foreach (var (expected, actual) in golden.Numbers("logistic_penalty_3").Zip(weights))
        {
            Assert.Equal(expected, actual, 1e-4);
        }
    }

    [Fact]
    public void A_product_of_matrices_is_the_sum_of_products() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 300], Gen.ULong).Sample((columns, inner, seed) =>
        {
            var stream = new RandomStream(seed);
            var right = new PackedMatrix(inner, columns);
            var left = new float[8 * inner];
            foreach (ref var value in left.AsSpan())
            {
                value = (float)stream.NextNormal();
            }

            for (var row = 0; row < inner; row++)
            {
                for (var column = 0; column < columns; column++)
                {
                    right[row, column] = (float)stream.NextNormal();
                }
            }

            var product = new float[8 * right.PaddedColumns];
            right.MultiplyAdd(left, product);

            for (var row = 0; row < 8; row++)
            {
                for (var column = 0; column < columns; column++)
                {
                    var expected = Enumerable.Range(0, inner).Sum(k => (double)left[(row * inner) + k] * right[k, column]);
                    Assert.Equal(expected, product[(row * right.PaddedColumns) + column], 1e-3);
                }
            }
        }, iter: 20);

    [Fact]
    public void A_p_value_counts_every_labelling_that_is_as_extreme()
    {
        // Six vectors split 3 and 3: 20 labellings, of which the observed one and its mirror are the most extreme. Random draws come near 0.1.
        float[] reference = [0, 1, 2], current = [10, 11, 12];

        var shift = CentroidShift.Test(reference, current, 1, new() { Permutations = 20_000 });
        var discrepancy = MeanDiscrepancy.Test(reference, current, 1, new() { Permutations = 20_000 });

        Assert.Equal(0.1, shift.Test.PValue, 0.01);
        Assert.Equal(0.1, discrepancy.Test.PValue, 0.01);
    }

    [Fact]
    public void Results_repeat_with_their_seed()
    {
        var (reference, current) = (Normal(1, 40, 8, 0), Normal(2, 30, 8, 0.3));

        Assert.Equal(MeanDiscrepancy.Test(reference, current, 8), MeanDiscrepancy.Test(reference, current, 8));
        Assert.Equal(MeanDiscrepancy.Test(reference, current, 8, new() { MostForKernel = 0 }), MeanDiscrepancy.Test(reference, current, 8, new() { MostForKernel = 0 }));
        Assert.Equal(CentroidShift.Test(reference, current, 8), CentroidShift.Test(reference, current, 8));
        Assert.Equal(DomainClassifier.Test(reference, current, 8), DomainClassifier.Test(reference, current, 8));
        Assert.NotEqual(CentroidShift.Test(reference, current, 8).Test.PValue, CentroidShift.Test(reference, current, 8, new() { Seed = 2 }).Test.PValue);
    }

    [Fact]
    public void A_moved_centre_is_found_by_all_three()
    {
        var (reference, current) = (Normal(3, 200, 16, 0), Normal(4, 200, 16, 0.5));

        var classifier = DomainClassifier.Test(reference, current, 16);

        Assert.Equal(0.001, MeanDiscrepancy.Test(reference, current, 16).Test.PValue);
        Assert.Equal(0.001, CentroidShift.Test(reference, current, 16).Test.PValue);
        Assert.Equal(0.5, CentroidShift.Test(reference, current, 16).Standardised!.Value, 0.1);
        Assert.True(classifier.PValue < 1e-10);

        // Two centres two apart (0.5·√16) are told apart with Φ(2/√2) = 0.92 at best.
        Assert.Equal(0.92, classifier.Effect!.Value.Value, 0.03);
    }

    [Fact]
    public void A_changed_spread_is_found_by_the_discrepancy_alone()
    {
        var reference = Normal(5, 200, 4, 0);
        var current = Normal(6, 200, 4, 0).Select(one => 2 * one).ToArray();

        Assert.True(MeanDiscrepancy.Test(reference, current, 4).Test.PValue < 0.005);
        Assert.True(CentroidShift.Test(reference, current, 4).Test.PValue > 0.05);
        Assert.True(DomainClassifier.Test(reference, current, 4).PValue > 0.05);
    }

    [Fact]
    public void Equal_vectors_are_no_drift()
    {
        float[] same = [.. Enumerable.Repeat(0.1f, 60)];

        var discrepancy = MeanDiscrepancy.Test(same, same, 3);
        var features = MeanDiscrepancy.Test(same, same, 3, new() { MostForKernel = 0 });
        var shift = CentroidShift.Test(same, same, 3);
        var classifier = DomainClassifier.Test(same, same, 3);

        Assert.Equal((1, 0, 1), (discrepancy.Test.PValue, discrepancy.Discrepancy, discrepancy.Bandwidth));
        Assert.Equal((1, 0), (features.Test.PValue, Math.Round(features.Unbiased, 6)));
        Assert.Equal((1, 0, null), (shift.Test.PValue, shift.Distance, shift.Standardised));
        Assert.Equal((1, 0.5), (classifier.PValue, classifier.Effect!.Value.Value));
    }

    [Fact]
    public void A_mean_of_zero_has_no_direction() =>
        Assert.Null(CentroidShift.Test([-1, 1], [2, 3], 1).CosineDistance);

    [Fact]
    public void Bad_vectors_and_options_are_refused_by_name()
    {
        var good = new float[20];

        Assert.Equal("reference", Assert.Throws<ArgumentException>(() => MeanDiscrepancy.Test(new float[7], good, 2)).ParamName);
        Assert.Equal("current", Assert.Throws<ArgumentException>(() => MeanDiscrepancy.Test(good, [1, 2], 2)).ParamName);
        Assert.Equal("current", Assert.Throws<ArgumentException>(() => CentroidShift.Test(good, [1, float.NaN, 1, 2], 2)).ParamName);
        Assert.Equal("dimensions", Assert.Throws<ArgumentOutOfRangeException>(() => CentroidShift.Test(good, good, 0)).ParamName);
        Assert.Equal("permutations", Assert.Throws<ArgumentOutOfRangeException>(() => CentroidShift.Test(good, good, 2, new() { Permutations = 18 })).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentOutOfRangeException>(() => MeanDiscrepancy.Test(good, good, 2, new() { Frequencies = 0 })).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentOutOfRangeException>(() => MeanDiscrepancy.Test(good, good, 2, new() { MostForKernel = 5_001 })).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentOutOfRangeException>(() => MeanDiscrepancy.Test(good, good, 2, new() { Bandwidth = 0 })).ParamName);
        Assert.Equal("reference", Assert.Throws<ArgumentException>(() => DomainClassifier.Test(new float[18], good, 2)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentOutOfRangeException>(() => DomainClassifier.Test(good, good, 2, new() { Folds = 1 })).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentOutOfRangeException>(() => DomainClassifier.Test(good, good, 2, new() { Penalty = 0 })).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentOutOfRangeException>(() => DomainClassifier.Test(good, good, 2, new() { Level = 1 })).ParamName);
    }

    private static float[] Reference(System.Text.Json.JsonElement golden) => [.. golden.Numbers("reference").Select(one => (float)one)];

    private static float[] Current(System.Text.Json.JsonElement golden) => [.. golden.Numbers("current").Select(one => (float)one)];

    private static float[] Normal(ulong seed, int rows, int dimensions, double shift)
    {
        var stream = new RandomStream(seed);
        return [.. Enumerable.Range(0, rows * dimensions).Select(_ => (float)(stream.NextNormal() + shift))];
    }
}
