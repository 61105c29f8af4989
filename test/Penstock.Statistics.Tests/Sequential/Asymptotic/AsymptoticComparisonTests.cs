using System.Text.Json;
using CsCheck;
using Penstock.Statistics.Sequential.Asymptotic;

namespace Penstock.Statistics.Tests.Sequential.Asymptotic;

public sealed class AsymptoticComparisonTests
{
    private static readonly AsymptoticOptions Early = new() { FirstLook = 2, TightestAt = 300 };
    private static readonly Gen<double[]> Samples = Gen.Double[1, 10].Array[3, 40];

    [Fact]
    public void The_running_form_agrees_with_the_batch() => Gen.Select(Samples, Samples).Sample((baseline, candidate) =>
    {
        var running = Of(baseline, candidate);

        Near.Equal(AsymptoticConfidenceSequence.Difference(baseline, candidate, Early), running.Read(), 1e-12);
        Near.Equal(AsymptoticConfidenceSequence.RelativeLift(baseline, candidate, Early), running.ReadLift(), 1e-12);
    });

    [Fact]
    public void Merging_parts_equals_the_whole() => Gen.Select(Samples, Samples, Samples, Samples).Sample((a, b, c, d) =>
    {
        var merged = Of(a, b);
        merged.Merge(Of(c, d));

        Near.Equal(Of([.. a, .. c], [.. b, .. d]).Read(), merged.Read(), 1e-12);
    });

    [Fact]
    public void Going_on_from_saved_json_equals_never_having_stopped() => Gen.Select(Samples, Samples, Samples).Sample((a, b, c) =>
    {
        var json = JsonSerializer.Serialize(Of(a, b).Save(), StatisticsJson.Default.AsymptoticComparisonState);
        var resumed = AsymptoticComparison.Restore(JsonSerializer.Deserialize(json, StatisticsJson.Default.AsymptoticComparisonState)!);
        foreach (var value in c)
        {
            resumed.AddCandidate(value);
        }

        return resumed.Read() == Of(a, [.. b, .. c]).Read();
    });

    [Fact]
    public void Conversations_repeated_turn_by_turn_do_not_feign_certainty()
    {
        var single = new AsymptoticComparison(Early);
        var repeated = new AsymptoticComparison(Early);
        for (var unit = 0; unit < 200; unit++)
        {
            single.AddBaseline(MeansGolden.First[unit]);
            single.AddCandidate(MeansGolden.Second[unit]);
            repeated.AddBaseline(MeansGolden.First[unit] * 10, 10);
            repeated.AddCandidate(MeansGolden.Second[unit] * 10, 10);
        }

        Near.Equal(single.Read(), repeated.Read(), 1e-12);
    }

    [Fact]
    public void The_p_value_of_a_margin_is_that_of_the_shifted_difference() => Gen.Select(Samples, Samples).Sample((baseline, candidate) =>
    {
        var margin = Of(baseline, candidate).Test(-0.5);
        var shifted = Of(baseline, [.. candidate.Select(x => x + 0.5)]).Test();

        Near.Equal(shifted.Statistic, margin.Statistic);
        Near.Equal(shifted.PValue, margin.PValue);
    });

    [Fact]
    public void Reading_with_an_empty_arm_is_refused()
    {
        var running = new AsymptoticComparison();
        running.AddBaseline(1);

        Assert.Throws<InvalidOperationException>(() => running.Read());
        Assert.Throws<InvalidOperationException>(() => running.ReadLift());
        Assert.Throws<InvalidOperationException>(() => running.Test());
    }

    [Fact]
    public void A_control_with_mean_zero_has_no_lift_yet()
    {
        var running = Of([-1, 1, 0], [1, 2, 3]);

        var lift = running.ReadLift();

        Assert.Equal((0, Interval.Everything), (lift.Value, lift.Interval));
    }

    [Fact]
    public void Bad_observations_and_options_are_refused()
    {
        var running = Of([1, 2, 3], [1, 2, 4]);

        Assert.Throws<ArgumentOutOfRangeException>("value", () => running.AddBaseline(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("sum", () => running.AddBaseline(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => running.AddCandidate(1, -1));
        Assert.Throws<ArgumentException>("other", () => running.Merge(new AsymptoticComparison()));
        Assert.Throws<ArgumentOutOfRangeException>("nullValue", () => running.Test(double.PositiveInfinity));
    }

    private static AsymptoticComparison Of(double[] baseline, double[] candidate)
    {
        var running = new AsymptoticComparison(Early);
        foreach (var value in baseline)
        {
            running.AddBaseline(value);
        }

        foreach (var value in candidate)
        {
            running.AddCandidate(value);
        }

        return running;
    }
}
