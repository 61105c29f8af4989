using CsCheck;
using Penstock.Statistics.Drift;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Drift;

public sealed class PerformanceTests
{
    private static readonly Gen<(double Score, bool Label)[]> Items =
        Gen.Select(Gen.Int[0, 20].Select(score => score / 20.0), Gen.Bool).Array[4, 60].Where(items => items.Any(one => one.Item2) && !items.All(one => one.Item2));

    [Fact]
    public void The_area_its_error_and_interval_are_the_golden_ones()
    {
        foreach (var one in GoldenFile.Read("drift").GetProperty("auc").EnumerateArray())
        {
            double[] positives = one.Numbers("positives"), negatives = one.Numbers("negatives");
            bool[] labels = [.. positives.Select(_ => true), .. negatives.Select(_ => false)];

            var area = RankingQuality.Auc([.. positives, .. negatives], labels);
            var ranks = RocRanks.Of([.. positives, .. negatives], labels);

            Near.Equal(one.Number("auc"), area.Value);
            Near.Equal(one.Number("se"), area.StandardError!.Value);
            Near.Equal(one.Number("lower"), area.Lower, Near.Fitted);
            Near.Equal(one.Number("upper"), area.Upper, Near.Fitted);
            Near.Equal(one.Number("null_z"), Math.Abs(ranks.Auc - 0.5) / Math.Sqrt(ranks.NullVariance), Near.Fitted);
        }
    }

    [Fact]
    public void Turning_scores_around_turns_the_area_around() =>
        Items.Sample(items =>
        {
            bool[] labels = [.. items.Select(one => one.Label)];

            var area = RankingQuality.Auc([.. items.Select(one => one.Score)], labels);
            var turned = RankingQuality.Auc([.. items.Select(one => -one.Score)], labels);

            Near.Equal(1, area.Value + turned.Value);
            Near.Equal(1, area.Lower + turned.Upper);
            Assert.True(area.Interval.Contains(area.Value));
            Assert.InRange(area.Lower, 0, 1);
        });

    [Fact]
    public void The_area_depends_on_the_order_of_scores_alone() =>
        Items.Sample(items =>
        {
            bool[] labels = [.. items.Select(one => one.Label)];

            Assert.Equal(RankingQuality.Auc([.. items.Select(one => one.Score)], labels), RankingQuality.Auc([.. items.Select(one => Math.Exp(3 * one.Score))], labels));
        });

    [Fact]
    public void Complete_separation_still_has_a_bound()
    {
        var area = RankingQuality.Auc([1, 2, 3, 4, 5, 6], [false, false, false, true, true, true]);
        var turned = RankingQuality.Auc([6, 5, 4, 3, 2, 1], [false, false, false, true, true, true]);

        Assert.Equal((1, 1), (area.Value, area.Upper));
        Near.Equal(Math.Pow(0.025, 1 / 3.0), area.Lower);
        Near.Equal(1 - Math.Pow(0.025, 1 / 3.0), turned.Upper);
    }

    [Fact]
    public void A_chunk_without_a_class_has_no_area_and_a_part_of_a_chunk_is_left_out()
    {
        var areas = RankingQuality.AucByChunk([1, 2, 1, 2, 9], [false, true, true, true, false], 2);

        Assert.Equal(2, areas.Count);
        Assert.Equal(1, areas[0]!.Value.Value);
        Assert.Null(areas[1]);
    }

    [Fact]
    public void Perfect_and_ignorant_probabilities_have_their_known_scores()
    {
        Assert.Equal(0, ProbabilityQuality.Brier([0, 1, 1], [false, true, true]).Value);
        Assert.Equal(0.25, ProbabilityQuality.Brier([0.5, 0.5, 0.5], [false, true, true]).Value);
        Assert.Equal(new Interval(0, 1), ProbabilityQuality.Brier([0.5, 0.5], [false, true]).Interval);
    }

    [Fact]
    public void Calibration_compares_each_bin_with_what_happened()
    {
        // Bin 0.2 to 0.3: mean 0.25 against 1 of 2; bin 0.9 to 1: mean 0.95 against 2 of 2.
        var result = ProbabilityQuality.CalibrationError([0.2, 0.3 - 1e-9, 0.9, 1.0], [true, false, true, true]);

        Near.Equal(0.15, result.ExpectedError, 1e-8);
        Near.Equal(0.25, result.LargestError, 1e-8);
        Near.Equal((Math.Sqrt(2 * (0.16 + 0.21) / Math.PI) + Math.Sqrt(2 * 0.09 / Math.PI)) / 4, result.ChanceError, 1e-8);
    }

    [Fact]
    public void Bad_scores_are_refused_by_name()
    {
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => RankingQuality.Auc([1, 2], [true])).ParamName);
        Assert.Equal("labels", Assert.Throws<ArgumentException>(() => RankingQuality.Auc([1, 2], [true, true])).ParamName);
        Assert.Equal("scores", Assert.Throws<ArgumentException>(() => RankingQuality.Auc([1, double.NaN], [true, false])).ParamName);
        Assert.Equal("scores", Assert.Throws<ArgumentException>(() => RankingQuality.Auc([], [])).ParamName);
        Assert.Equal("level", Assert.Throws<ArgumentOutOfRangeException>(() => RankingQuality.Auc([1, 2], [true, false], 0)).ParamName);
        Assert.Equal("chunk", Assert.Throws<ArgumentOutOfRangeException>(() => RankingQuality.AucByChunk([1, 2], [true, false], 1)).ParamName);
        Assert.Equal("probabilities", Assert.Throws<ArgumentOutOfRangeException>(() => ProbabilityQuality.Brier([1.1], [true])).ParamName);
        Assert.Equal("bins", Assert.Throws<ArgumentOutOfRangeException>(() => ProbabilityQuality.CalibrationError([1], [true], 0)).ParamName);
    }
}
