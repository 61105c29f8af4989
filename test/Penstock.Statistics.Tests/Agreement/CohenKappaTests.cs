using CsCheck;
using System.Text.Json;
using Penstock.Statistics.Agreement;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Agreement;

public sealed class CohenKappaTests
{
    private static readonly Gen<(int[], int[])> Pairs =
        from length in Gen.Int[4, 60]
        from first in Gen.Int[1, 4].Array[length]
        from second in Gen.Int[1, 4].Array[length]
        where first.Distinct().Count() > 1 && second.Distinct().Count() > 1
        select (first, second);

    [Fact]
    public void Kappas_intervals_and_tests_agree_with_statsmodels()
    {
        var golden = GoldenFile.Read("agreement").GetProperty("cohen");
        var matrix = Matrix(golden.Rows("counts"));

        var plain = CohenKappa.Of(matrix);
        var test = CohenKappa.Test(matrix);

        Wald(golden.GetProperty("plain"), CohenKappa.OfWald(matrix));
        Equal(golden.GetProperty("plain"), plain);
        Equal(golden.GetProperty("linear"), CohenKappa.Weighted(matrix, KappaWeights.Linear));
        Equal(golden.GetProperty("quadratic"), CohenKappa.Weighted(matrix, KappaWeights.Quadratic));
        Equal(golden.GetProperty("credited"), CohenKappa.Weighted(matrix, golden.Rows("credit")));
        Near.Equal(golden.Number("sklearn_linear"), CohenKappa.Weighted(matrix, KappaWeights.Linear).Value);
        Near.Equal(golden.Number("sklearn_quadratic"), CohenKappa.Weighted(matrix, KappaWeights.Quadratic).Value);
        Near.Equal(plain.Value / golden.GetProperty("plain").Number("se0"), test.Statistic);
        Assert.Equal(plain, test.Effect);
    }

    [Fact]
    public void Kappa_is_refused_where_everyone_always_says_the_same()
    {
        var error = Assert.Throws<ArgumentException>(() => CohenKappa.Of([3, 3, 3], [3, 3, 3]));

        Assert.Equal("matrix", error.ParamName);
        Assert.Contains("0/0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_coder_who_never_varies_gives_zero_and_an_interval_that_excludes_nothing()
    {
        var kappa = CohenKappa.Of([1, 1, 1, 1], [1, 1, 2, 1]);

        Near.Equal(0, kappa.Value);
        Assert.Equal(new Interval(-1, 1), kappa.Interval);
        Assert.Throws<ArgumentException>(() => CohenKappa.Test(ConfusionMatrix.Of([1, 1, 1, 1], [1, 1, 2, 1])));
    }

    [Fact]
    public void Full_agreement_does_not_claim_certainty()
    {
        var kappa = CohenKappa.Of([1, 2, 1, 2, 1, 2, 1, 2, 1, 2], [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]);

        Assert.Equal(1, kappa.Value);
        Near.Equal((Math.Pow(0.025, 0.1) - 0.5) / 0.5, kappa.Lower);
        Assert.Equal(1, kappa.Upper);
    }

    [Fact]
    public void Disagreement_that_is_always_the_same_does_not_claim_certainty()
    {
        Assert.Equal(new Interval(-1, 1), CohenKappa.Of([1, 2, 3, 1, 2, 3], [2, 3, 1, 2, 3, 1]).Interval);
        Assert.Equal(new Interval(-1, 1), CohenKappa.Of([1, 2, 1, 2], [2, 1, 2, 1]).Interval);
        Assert.Equal(new Interval(-1, 1), CohenKappa.Of([1], [2]).Interval);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void A_level_outside_zero_and_one_is_refused(double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(level), () => CohenKappa.Of([1, 2], [2, 1], level));

    [Fact]
    public void Credit_that_breaks_its_rules_is_refused()
    {
        var matrix = ConfusionMatrix.Of([1, 2, 1], [1, 2, 2]);

        Assert.Throws<ArgumentException>("credit", () => CohenKappa.Weighted(matrix, [[1.0]]));
        Assert.Throws<ArgumentException>("credit", () => CohenKappa.Weighted(matrix, [[1.0, 0.5], [0.4, 1.0]]));
        Assert.Throws<ArgumentException>("credit", () => CohenKappa.Weighted(matrix, [[0.9, 0.5], [0.5, 1.0]]));
        Assert.Throws<ArgumentException>("credit", () => CohenKappa.Weighted(matrix, [[1.0, double.NaN], [double.NaN, 1.0]]));
        Assert.Throws<ArgumentOutOfRangeException>("weights", () => CohenKappa.Weighted(matrix, (KappaWeights)9));
    }

    [Fact]
    public void A_grade_that_nobody_gave_changes_nothing()
    {
        var used = ConfusionMatrix.FromCounts([1, 5], [[10L, 3L], [2L, 9L]]);
        var unused = ConfusionMatrix.FromCounts([1, 3, 5], [[10L, 0L, 3L], [0L, 0L, 0L], [2L, 0L, 9L]]);

        foreach (var weights in Enum.GetValues<KappaWeights>())
        {
            Near.Equal(CohenKappa.Weighted(used, weights).Value, CohenKappa.Weighted(unused, weights).Value);
        }
    }

    [Fact]
    public void Coders_can_be_swapped_and_units_reordered() => Pairs.Sample(pair =>
    {
        var (first, second) = pair;

        var kappa = CohenKappa.Of(first, second);

        Near.Equal(kappa.Value, CohenKappa.Of(second, first).Value);
        Near.Equal(kappa.Lower, CohenKappa.Of([.. second.Reverse()], [.. first.Reverse()]).Lower);
    });

    [Fact]
    public void Names_of_categories_do_not_matter_to_the_plain_form() => Pairs.Sample(pair =>
    {
        var (first, second) = pair;

        Near.Equal(CohenKappa.Of(first, second).Value, CohenKappa.Of([.. first.Select(one => 7 - (3 * one))], [.. second.Select(one => 7 - (3 * one))]).Value);
    });

    [Fact]
    public void Weights_see_distances_only() => Pairs.Sample(pair =>
    {
        var (first, second) = pair;
        var matrix = ConfusionMatrix.Of(first, second);
        var moved = ConfusionMatrix.Of([.. first.Select(one => 100 - (2 * one))], [.. second.Select(one => 100 - (2 * one))]);

        Near.Equal(CohenKappa.Weighted(matrix, KappaWeights.Quadratic).Value, CohenKappa.Weighted(moved, KappaWeights.Quadratic).Value);
        Near.Equal(CohenKappa.Weighted(matrix, KappaWeights.Linear).Lower, CohenKappa.Weighted(moved, KappaWeights.Linear).Lower);
    });

    [Fact]
    public void A_higher_level_never_shortens_the_interval_and_more_of_the_same_never_widens_it() => Pairs.Sample(pair =>
    {
        var (first, second) = pair;
        var kappa = CohenKappa.Of(first, second);

        Assert.True(CohenKappa.Of(first, second, 0.99).Interval.Width >= kappa.Interval.Width - 1e-12);
        Assert.True(CohenKappa.Of([.. first, .. first], [.. second, .. second]).Interval.Width <= kappa.Interval.Width + 1e-12);
    });

    private static ConfusionMatrix Matrix(double[][] counts) =>
        ConfusionMatrix.FromCounts([.. Enumerable.Range(1, counts.Length)], [.. counts.Select(row => row.Select(count => (long)count).ToArray())]);

    private static void Equal(JsonElement expected, Estimate actual)
    {
        Near.Equal(expected.Number("kappa"), actual.Value);
        Near.Equal(expected.Number("se"), actual.StandardError ?? 0);

        // Fisher's z with Student's t on 199 degrees of freedom, 1.971956544249395 by scipy 1.10.1.
        var reach = 1.971956544249395 * expected.Number("se") / (1 - Math.Pow(expected.Number("kappa"), 2));
        Near.Equal(Math.Tanh(Math.Atanh(expected.Number("kappa")) - reach), actual.Lower);
        Near.Equal(Math.Tanh(Math.Atanh(expected.Number("kappa")) + reach), actual.Upper);
    }

    private static void Wald(JsonElement expected, Estimate actual)
    {
        Near.Equal(expected.Number("lower"), actual.Lower);
        Near.Equal(expected.Number("upper"), actual.Upper);
    }
}
