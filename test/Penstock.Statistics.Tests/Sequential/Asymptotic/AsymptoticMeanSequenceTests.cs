using System.Text.Json;
using CsCheck;
using Penstock.Statistics.Sequential;
using Penstock.Statistics.Sequential.Asymptotic;
using Penstock.Testing;

namespace Penstock.Statistics.Tests.Sequential.Asymptotic;

public sealed class AsymptoticMeanSequenceTests
{
    private static readonly AsymptoticOptions Early = new() { FirstLook = 2, TightestAt = 300 };
    private static readonly Gen<double[]> Samples = Gen.Double[-10, 10].Array[1, 40];

    [Fact]
    public void At_every_look_the_interval_is_that_of_the_sample_so_far() => Samples.Sample(sample =>
    {
        var running = new AsymptoticMeanSequence(Early);
        for (var count = 1; count <= sample.Length; count++)
        {
            running.Add(sample[count - 1]);

            Near.Equal(AsymptoticConfidenceSequence.Mean(sample.AsSpan(0, count), Early), running.Read(), 1e-12);
        }
    });

    [Fact]
    public void Merging_parts_equals_the_whole() => Gen.Select(Samples, Samples).Sample((first, second) =>
    {
        var merged = Of(first);
        merged.Merge(Of(second));

        Near.Equal(Of([.. first, .. second]).Read(), merged.Read(), 1e-12);
    });

    [Fact]
    public void Going_on_from_saved_json_equals_never_having_stopped() => Gen.Select(Samples, Samples).Sample((first, second) =>
    {
        var json = JsonSerializer.Serialize(Of(first).Save(), StatisticsJson.Default.AsymptoticMeanState);
        var resumed = AsymptoticMeanSequence.Restore(JsonSerializer.Deserialize(json, StatisticsJson.Default.AsymptoticMeanState)!);
        foreach (var value in second)
        {
            resumed.Add(value);
        }

        return resumed.Read() == Of([.. first, .. second]).Read();
    });

    [Fact]
    public void Whole_conversations_count_as_one_unit_each()
    {
        var running = new AsymptoticMeanSequence(Early);
        for (var unit = 0; unit < 120; unit++)
        {
            var size = 1 + (unit % 4);
            running.Add(MeansGolden.First[unit] * size, size);
        }

        var estimate = running.Read();

        Assert.Equal(120, estimate.Count);
        Near.Equal(MeansGolden.Value("clusters", "value"), estimate.Value);
        Near.Equal(MeansGolden.Value("clusters", "half"), estimate.Upper - estimate.Value);
    }

    [Fact]
    public void The_e_value_is_the_mixture_of_likelihood_ratios()
    {
        var both = Of(MeansGolden.First).Test(0.45);
        var greater = Of(MeansGolden.First, Early with { Alternative = Alternative.Greater }).Test(0.45);

        Near.Equal(MeansGolden.Value("mean", "log_e_at_0.45"), both.Statistic);
        Near.Equal(MeansGolden.Value("mean_one_sided", "log_e_at_0.45"), greater.Statistic);
        Near.Equal(Math.Exp(-both.Statistic), both.PValue);
    }

    [Fact]
    public void The_test_rejects_what_the_interval_excludes() =>
        Gen.Select(Gen.Double[-1, 1].Array[3, 40], Gen.Double[-2, 2], Gen.Enum<Alternative>()).Sample((sample, nullValue, alternative) =>
        {
            var running = Of(sample, Early with { Alternative = alternative });

            var excluded = !running.Read().Interval.Contains(nullValue);
            var rejected = running.Test(nullValue).PValue <= 0.05;

            // One bound is a closed form a little outside the exact one: the test may reject first.
            return alternative == Alternative.TwoSided ? excluded == rejected : !excluded || rejected;
        });

    [Fact]
    public void Evidence_far_on_the_wrong_side_is_small_and_finite()
    {
        var running = Of(MeansGolden.First, Early with { Alternative = Alternative.Greater });

        var near = running.Test(2);
        var far = running.Test(1e9);

        Assert.Equal(1, near.PValue);
        Assert.True(double.IsFinite(far.Statistic) && far.Statistic < near.Statistic && near.Statistic < 0);
    }

    [Fact]
    public void One_sided_evidence_has_no_step_where_its_form_changes()
    {
        var before = MixtureBoundary.LogEvidence(1e12, -29.9999999e-6, 1, 1, Alternative.Greater);
        var after = MixtureBoundary.LogEvidence(1e12, -30.0000001e-6, 1, 1, Alternative.Greater);

        Near.Equal(before, after, 1e-3);
    }

    [Fact]
    public void Before_the_first_look_there_is_no_evidence()
    {
        var running = new AsymptoticMeanSequence();
        running.Add(1);
        running.Add(2);

        var test = running.Test(-1e6);

        Assert.Equal((1, 0, 2L), (test.PValue, test.Statistic, test.Count));
    }

    [Fact]
    public void Reading_before_the_first_observation_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => new AsymptoticMeanSequence().Read());
        Assert.Throws<InvalidOperationException>(() => new AsymptoticMeanSequence().Test());
        Assert.Throws<ArgumentOutOfRangeException>("nullValue", () => Of([1, 2]).Test(double.NaN));
    }

    [Fact]
    public void Sequences_with_other_options_do_not_merge() =>
        Assert.Throws<ArgumentException>("other", () => Of([1, 2]).Merge(new AsymptoticMeanSequence()));

    [Fact]
    public void An_impossible_state_is_refused()
    {
        var state = Of([1, 2, 4]).Save();

        Assert.Throws<ArgumentException>("state", () => AsymptoticMeanSequence.Restore(state with { Units = state.Units with { Count = -1 } }));
        Assert.Throws<ArgumentOutOfRangeException>("Level", () => AsymptoticMeanSequence.Restore(state with { Options = new() { Level = 2 } }));
    }

    [Fact]
    public void Adding_allocates_nothing()
    {
        var running = new AsymptoticMeanSequence();

        var allocated = AllocatedBytes.LeastOf(() =>
        {
            for (var turn = 0; turn < 1_000; turn++)
            {
                running.Add(turn, 2);
            }
        });

        Assert.Equal(0, allocated);
    }

    private static AsymptoticMeanSequence Of(double[] sample, AsymptoticOptions? options = null)
    {
        var running = new AsymptoticMeanSequence(options ?? Early);
        foreach (var value in sample)
        {
            running.Add(value);
        }

        return running;
    }
}
