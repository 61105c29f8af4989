using System.Text.Json;
using CsCheck;
using Penstock.Statistics.Sequential.Counts;

namespace Penstock.Statistics.Tests.Sequential.Counts;

public sealed class RareEventComparisonTests
{
    private static readonly Gen<(double Share, long Candidate, long Baseline)[]> Rollouts =
        Gen.Select(Gen.Double[0.01, 0.9], Gen.Long[0, 60], Gen.Long[0, 60]).Array[1, 4];

    [Fact]
    public void Ratios_and_e_values_are_those_of_the_definition_over_all_stages()
    {
        foreach (var golden in CountsGolden.Topic("rare").EnumerateArray())
        {
            var stages = golden.GetProperty("stages").EnumerateArray()
                .Select(stage => (stage[0].GetDouble(), stage[1].GetInt64(), stage[2].GetInt64()));
            var comparison = Of([.. stages]);

            var read = comparison.Read();

            Near.Equal(golden.Number("lower"), read.Lower);
            Near.Equal(golden.GetProperty("upper").ValueKind == JsonValueKind.Null ? double.MaxValue : golden.Number("upper"), Math.Min(double.MaxValue, read.Upper));
            Near.Equal(golden.Number("log_e_equal"), comparison.Test().Statistic);
            Near.Equal(golden.Number("log_greater_equal"), comparison.Test(alternative: Alternative.Greater).Statistic);
        }
    }

    [Fact]
    public void No_failure_at_all_is_an_answer_too()
    {
        var read = new RareEventComparison(0.05).Read();

        Near.Equal(1, read.Value);
        Assert.Equal((0, double.PositiveInfinity, 0L), (read.Lower, read.Upper, read.Count));
        Assert.Equal(1, new RareEventComparison(0.05).Test().PValue);
    }

    [Fact]
    public void Failures_of_the_canary_alone_bound_the_ratio_from_below_and_of_the_baseline_alone_from_above()
    {
        var (bad, good) = (Of((0.05, 6, 0)).Read(), Of((0.5, 0, 30)).Read());

        Assert.Equal(double.PositiveInfinity, bad.Upper);
        Assert.True(double.IsFinite(bad.Value) && bad.Lower > 1 && bad.Value > bad.Lower);
        Assert.Equal(0, good.Lower);
        Assert.True(good.Upper < 1 && good.Value > 0 && good.Value < good.Upper);
    }

    [Fact]
    public void A_canary_that_fails_as_often_as_the_baseline_is_not_accused() =>
        Assert.False(Of((0.05, 50, 950)).Test(alternative: Alternative.Greater).PValue < 0.05);

    [Fact]
    public void What_the_test_rejects_lies_outside_the_interval() => Gen.Select(Rollouts, Gen.Double[0.05, 20]).Sample((stages, ratio) =>
    {
        var comparison = Of(stages);
        var read = comparison.Read(0.9);
        var nearABound = Math.Abs(ratio - read.Lower) < 1e-7 * ratio || Math.Abs(ratio - read.Upper) < 1e-7 * ratio;

        return nearABound || comparison.Test(ratio).PValue <= 0.1 != read.Interval.Contains(ratio);
    });

    [Fact]
    public void Swapping_the_arms_inverts_the_ratio() => Rollouts.Sample(stages =>
    {
        var plain = Of(stages).Read();
        var swapped = Of([.. stages.Select(stage => (1 - stage.Share, stage.Baseline, stage.Candidate))]).Read();

        Near.Equal(plain.Lower == 0 ? double.MaxValue : 1 / plain.Lower, Math.Min(double.MaxValue, swapped.Upper), 1e-7);
        Near.Equal(double.IsInfinity(plain.Upper) ? 0 : 1 / plain.Upper, swapped.Lower, 1e-7);
    });

    [Fact]
    public void The_ratio_lies_in_its_interval_and_more_confidence_never_narrows_it() => Rollouts.Sample(stages =>
    {
        var (narrow, wide) = (Of(stages).Read(0.8), Of(stages).Read(0.99));

        return narrow.Interval.Contains(narrow.Value) && wide.Lower <= narrow.Lower + 1e-9 && wide.Upper >= narrow.Upper - 1e-9;
    });

    [Fact]
    public void A_step_to_the_same_share_changes_nothing()
    {
        var comparison = Of((0.1, 5, 20));

        comparison.ChangeShare(0.1);

        Assert.Equal(Of((0.1, 5, 20)).Read(), comparison.Read());
        Assert.Equal(0.1, comparison.Share);
    }

    [Fact]
    public void Merged_replicas_equal_the_whole() => Gen.Select(Rollouts, Gen.Long[0, 30].Array[8, 8]).Sample((stages, more) =>
    {
        var other = stages.Select((stage, at) => (stage.Share, more[at * 2], more[(at * 2) + 1])).ToArray();
        var merged = Of(stages);
        merged.Merge(Of(other));

        return merged.Read() == Of([.. stages.Zip(other, (one, two) => (one.Share, one.Candidate + two.Item2, one.Baseline + two.Item3))]).Read();
    });

    [Fact]
    public void Going_on_from_saved_json_equals_never_having_stopped() => Rollouts.Sample(stages =>
    {
        var json = JsonSerializer.Serialize(Of(stages).Save(), StatisticsJson.Default.RareEventState);
        var resumed = RareEventComparison.Restore(JsonSerializer.Deserialize(json, StatisticsJson.Default.RareEventState)!);
        var whole = Of(stages);
        foreach (var one in new[] { resumed, whole })
        {
            one.AddCandidate(3);
            one.ChangeShare(0.95);
            one.AddBaseline();
        }

        return resumed.Read() == whole.Read();
    });

    [Theory]
    [InlineData(1e-12, 2)]
    [InlineData(0.5, 1.0000000000000002)]
    [InlineData(0.99999999999, 1e300)]
    public void Extreme_settings_give_no_nan(double share, double ratio)
    {
        var comparison = new RareEventComparison(share, ratio);
        comparison.AddCandidate(3);
        comparison.AddBaseline(5);

        var read = comparison.Read();

        Assert.True(read.Lower <= read.Value && read.Value <= read.Upper);
        Assert.InRange(comparison.Test().PValue, 0, 1);
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        var comparison = new RareEventComparison(0.1);

        Assert.Throws<ArgumentOutOfRangeException>("share", () => new RareEventComparison(0));
        Assert.Throws<ArgumentOutOfRangeException>("ratio", () => new RareEventComparison(0.1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("failures", () => comparison.AddCandidate(-1));
        Assert.Throws<ArgumentOutOfRangeException>("failures", () => comparison.AddBaseline(-1));
        Assert.Throws<ArgumentOutOfRangeException>("share", () => comparison.ChangeShare(1));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => comparison.Read(0));
        Assert.Throws<ArgumentOutOfRangeException>("ratio", () => comparison.Test(0));
        Assert.Throws<ArgumentOutOfRangeException>("alternative", () => comparison.Test(1, (Alternative)9));
        Assert.Throws<ArgumentNullException>("other", () => comparison.Merge(null!));
        Assert.Throws<ArgumentException>("other", () => comparison.Merge(new RareEventComparison(0.2)));
        Assert.Throws<ArgumentException>("other", () => comparison.Merge(new RareEventComparison(0.1, 3)));
    }

    [Fact]
    public void Impossible_states_are_refused()
    {
        var good = Of((0.1, 1, 2)).Save();

        Assert.Throws<ArgumentNullException>("state", () => RareEventComparison.Restore(null!));
        foreach (var bad in new[] { good with { Ratio = 1 }, good with { Stages = [] }, good with { Stages = [new(1, 0, 0)] }, good with { Stages = [new(0.1, -1, 0)] } })
        {
            Assert.Throws<ArgumentException>("state", () => RareEventComparison.Restore(bad));
        }
    }

    private static RareEventComparison Of(params (double Share, long Candidate, long Baseline)[] stages)
    {
        var comparison = new RareEventComparison(stages[0].Share);
        foreach (var (share, candidate, baseline) in stages)
        {
            comparison.ChangeShare(share);
            comparison.AddCandidate(candidate);
            comparison.AddBaseline(baseline);
        }

        return comparison;
    }
}
