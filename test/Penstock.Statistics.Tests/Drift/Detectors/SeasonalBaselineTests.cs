using System.Text.Json;
using CsCheck;
using Penstock.Statistics.Drift.Detectors;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Drift.Detectors;

public sealed class SeasonalBaselineTests
{
    [Fact]
    public void A_daily_rhythm_leaves_residuals_of_mean_0_and_about_variance_1()
    {
        var baseline = new SeasonalBaseline(new() { Slots = 24 });
        var stream = new RandomStream(3);
        var residuals = new List<double>();

        for (var hour = 0; hour < 24 * 400; hour++)
        {
            var residual = baseline.Add(hour % 24, 100 + (50 * Math.Sin(hour * Math.PI / 12)) + (4 * stream.NextNormal()));
            if (hour > 24 * 50)
            {
                residuals.Add(residual!.Value);
            }
        }

        Assert.Equal(0, residuals.Average(), 0.05);

        // A spread estimated from some thirty observations makes residuals a little wider than normal ones.
        Assert.Equal(1.05, residuals.Sum(one => one * one) / residuals.Count, 0.03);
        Assert.Equal(150, baseline.Read(6)!.Value.Mean, 3.0);
    }

    [Fact]
    public void An_incident_hardly_moves_what_is_normal()
    {
        var baseline = Learnt(out _);
        var before = baseline.Read(0)!.Value;

        var residual = baseline.Add(0, 1_000);

        Assert.True(residual > 100);
        Assert.InRange(baseline.Read(0)!.Value.Mean - before.Mean, 0, 0.31 * before.StandardDeviation);
    }

    [Fact]
    public void A_change_that_lasts_becomes_normal()
    {
        var baseline = Learnt(out var stream);

        for (var season = 0; season < 60; season++)
        {
            baseline.Add(0, 30 + stream.NextNormal());
        }

        Assert.Equal(30, baseline.Read(0)!.Value.Mean, 2.0);
    }

    [Fact]
    public void Nothing_is_said_of_a_slot_before_it_has_enough()
    {
        var baseline = new SeasonalBaseline(new() { Slots = 2, Least = 3 });

        Assert.Null(baseline.Add(0, 1));
        Assert.Null(baseline.Add(0, 2));
        Assert.Null(baseline.Add(0, 3));
        Assert.NotNull(baseline.Add(0, 2));
        Assert.Null(baseline.Read(1));
        Assert.Equal(4, baseline.Count);
    }

    [Fact]
    public void A_slot_without_spread_gives_0_for_the_usual_and_the_clip_for_all_else()
    {
        var baseline = new SeasonalBaseline(new() { Slots = 1 });
        Array.ForEach([5.0, 5, 5], value => baseline.Add(0, value));

        Assert.Equal(0, baseline.Add(0, 5));
        Assert.Equal(-3, baseline.Add(0, 4.9));
    }

    [Fact]
    public void A_baseline_that_was_saved_goes_on_as_if_nothing_had_been() =>
        Gen.Select(Gen.Int[0, 3], Gen.Double[-9, 9]).Array[2, 80].Sample(values =>
        {
            var (whole, part) = (new SeasonalBaseline(new() { Slots = 4 }), new SeasonalBaseline(new() { Slots = 4 }));
            foreach (var (slot, value) in values[..(values.Length / 2)])
            {
                Assert.Equal(whole.Add(slot, value), part.Add(slot, value));
            }

            var json = JsonSerializer.Serialize(part.Save(), StatisticsJson.Default.SeasonalBaselineState);
            var restored = SeasonalBaseline.Restore(JsonSerializer.Deserialize(json, StatisticsJson.Default.SeasonalBaselineState)!);

            foreach (var (slot, value) in values[(values.Length / 2)..])
            {
                Assert.Equal(whole.Add(slot, value), restored.Add(slot, value));
            }

            Assert.Equal(whole.Count, restored.Count);
        });

    [Fact]
    public void Bad_slots_values_options_and_states_are_refused()
    {
        var baseline = new SeasonalBaseline(new() { Slots = 2 });
        var state = baseline.Save();

        Assert.Equal("slot", Assert.Throws<ArgumentOutOfRangeException>(() => baseline.Add(2, 1)).ParamName);
        Assert.Equal("slot", Assert.Throws<ArgumentOutOfRangeException>(() => baseline.Read(-1)).ParamName);
        Assert.Equal("value", Assert.Throws<ArgumentOutOfRangeException>(() => baseline.Add(0, double.NaN)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeasonalBaseline(new() { Slots = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeasonalBaseline(new() { Weight = 0.6 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeasonalBaseline(new() { Clip = 0.5 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeasonalBaseline(new() { Least = 1 }));
        Assert.Throws<ArgumentException>(() => SeasonalBaseline.Restore(state with { Means = [1] }));
        Assert.Throws<ArgumentException>(() => SeasonalBaseline.Restore(state with { Variances = [0, -1] }));
        Assert.Throws<ArgumentException>(() => SeasonalBaseline.Restore(state with { Counts = [0, -1] }));
        Assert.Throws<ArgumentException>(() => SeasonalBaseline.Restore(state with { Pooled = double.NaN }));
    }

    private static SeasonalBaseline Learnt(out RandomStream stream)
    {
        var baseline = new SeasonalBaseline(new() { Slots = 1 });
        stream = new RandomStream(8);
        for (var season = 0; season < 100; season++)
        {
            baseline.Add(0, 10 + stream.NextNormal());
        }

        return baseline;
    }
}
