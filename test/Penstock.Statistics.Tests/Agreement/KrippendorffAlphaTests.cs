using CsCheck;
using Penstock.Statistics.Agreement;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Agreement;

public sealed class KrippendorffAlphaTests
{
    private static readonly Gen<double?[][]> Tables =
        Gen.Int[0, 5].Select(one => one == 5 ? (double?)null : one).Array[3].Array[5, 25]
            .Where(rows => rows.Where(row => row.Count(one => one is not null) > 1).SelectMany(row => row).Where(one => one is not null).Distinct().Count() > 1);

    [Theory]
    [InlineData(MeasurementScale.Nominal, "nominal")]
    [InlineData(MeasurementScale.Ordinal, "ordinal")]
    [InlineData(MeasurementScale.Interval, "interval")]
    [InlineData(MeasurementScale.Ratio, "ratio")]
    public void Every_scale_agrees_with_the_coincidence_matrix(MeasurementScale scale, string name)
    {
        var golden = GoldenFile.Read("agreement").GetProperty("alpha");
        var table = RatingTable.FromUnits(golden.RowsWithGaps("ratings"));

        var alpha = KrippendorffAlpha.Of(table, scale, seed: 1, resamples: 200);

        Near.Equal(golden.Number(name), alpha.Value);
        Near.Equal(golden.Number(name), KrippendorffAlpha.Value(table, scale));
        Assert.True(alpha.Lower < alpha.Value && alpha.Value < alpha.Upper);
    }

    [Fact]
    public void Ratings_that_never_differ_have_no_alpha()
    {
        var error = Assert.Throws<ArgumentException>(() => KrippendorffAlpha.Value(RatingTable.FromUnits([[2.0, 2.0], [2.0, 2.0]]), MeasurementScale.Nominal));

        Assert.Equal("ratings", error.ParamName);
        Assert.Contains("0/0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Full_agreement_does_not_claim_certainty()
    {
        var table = RatingTable.FromUnits([.. Enumerable.Range(0, 40).Select(unit => new double?[] { unit % 2, unit % 2 })]);

        var alpha = KrippendorffAlpha.Of(table, MeasurementScale.Nominal, seed: 1);

        Assert.Equal(1, alpha.Value);
        Near.Equal(1 - ((1 - Math.Pow(0.025, 1.0 / 40)) * 79 / 40), alpha.Lower);
        Assert.Equal(1, alpha.Upper);
    }

    [Fact]
    public void What_cannot_be_worked_out_is_refused()
    {
        var table = RatingTable.FromUnits([[1.0, 2.0], [1.0, 1.0]]);

        Assert.Throws<ArgumentException>("ratings", () => KrippendorffAlpha.Value(RatingTable.FromUnits([[1.0, null], [null, 2.0]]), MeasurementScale.Nominal));
        Assert.Throws<ArgumentException>("ratings", () => KrippendorffAlpha.Value(RatingTable.FromUnits([[-1.0, 1.0]]), MeasurementScale.Ratio));
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => KrippendorffAlpha.Value(table, (MeasurementScale)12));
        Assert.Throws<ArgumentOutOfRangeException>("resamples", () => KrippendorffAlpha.Of(table, MeasurementScale.Nominal, 1, resamples: 10));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => KrippendorffAlpha.Of(table, MeasurementScale.Nominal, 1, level: 0));
    }

    [Fact]
    public void A_single_unit_says_next_to_nothing() =>
        Assert.Equal(new Interval(-1, 1), KrippendorffAlpha.Of(RatingTable.FromUnits([[1.0, 2.0]]), MeasurementScale.Interval, 1).Interval);

    [Fact]
    public void Disagreement_that_is_always_the_same_does_not_claim_certainty()
    {
        var table = RatingTable.FromUnits([.. Enumerable.Repeat(new double?[] { 1, 2 }, 12)]);

        Assert.Equal(new Interval(-1, 1), KrippendorffAlpha.Of(table, MeasurementScale.Nominal, seed: 1, resamples: 100).Interval);
        Assert.Equal(new Interval(-1, 1), FleissKappa.Of(table).Interval);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval()
    {
        var table = RatingTable.FromUnits([[1.0, 2.0], [1.0, 1.0], [3.0, 3.0], [2.0, 1.0], [2.0, 2.0]]);

        var first = KrippendorffAlpha.Of(table, MeasurementScale.Nominal, seed: 8);

        Assert.Equal(first, KrippendorffAlpha.Of(table, MeasurementScale.Nominal, seed: 8));
        Assert.Equal(first.Value, KrippendorffAlpha.Of(table, MeasurementScale.Nominal, seed: 9).Value);
    }

    [Fact]
    public void Units_and_coders_can_be_reordered() => Tables.Sample(rows =>
    {
        foreach (var scale in Enum.GetValues<MeasurementScale>())
        {
            var mirrored = RatingTable.FromUnits([.. rows.Reverse().Select(row => row.Reverse().ToArray())]);

            Near.Equal(KrippendorffAlpha.Value(RatingTable.FromUnits(rows), scale), KrippendorffAlpha.Value(mirrored, scale));
        }
    });

    [Fact]
    public void Each_scale_ignores_what_it_should() => Tables.Sample(rows =>
    {
        var table = RatingTable.FromUnits(rows);

        Near.Equal(KrippendorffAlpha.Value(table, MeasurementScale.Nominal), KrippendorffAlpha.Value(Mapped(rows, one => (7 * one) % 5), MeasurementScale.Nominal));
        Near.Equal(KrippendorffAlpha.Value(table, MeasurementScale.Ordinal), KrippendorffAlpha.Value(Mapped(rows, one => Math.Exp(one)), MeasurementScale.Ordinal));
        Near.Equal(KrippendorffAlpha.Value(table, MeasurementScale.Interval), KrippendorffAlpha.Value(Mapped(rows, one => 1e6 - (3 * one)), MeasurementScale.Interval), 1e-8);
        Near.Equal(KrippendorffAlpha.Value(table, MeasurementScale.Ratio), KrippendorffAlpha.Value(Mapped(rows, one => 12.5 * one), MeasurementScale.Ratio));
    });

    [Fact]
    public void A_unit_with_one_rating_changes_nothing() => Tables.Sample(rows =>
    {
        var padded = RatingTable.FromUnits([.. rows, [1.0, null, null]]);

        Near.Equal(KrippendorffAlpha.Value(RatingTable.FromUnits(rows), MeasurementScale.Ordinal), KrippendorffAlpha.Value(padded, MeasurementScale.Ordinal));
    });

    private static RatingTable Mapped(double?[][] rows, Func<double, double> map) =>
        RatingTable.FromUnits([.. rows.Select(row => row.Select(one => one is { } value ? map(value) : (double?)null).ToArray())]);
}
