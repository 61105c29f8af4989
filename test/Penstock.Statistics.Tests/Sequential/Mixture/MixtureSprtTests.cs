using System.Text.Json;
using CsCheck;
using Penstock.Statistics.Sequential.Accumulators;
using Penstock.Statistics.Sequential.Asymptotic;
using Penstock.Statistics.Sequential.Mixture;

namespace Penstock.Statistics.Tests.Sequential.Mixture;

public sealed class MixtureSprtTests
{
    private static readonly MixtureSprtOptions Options = new() { MixingVariance = 0.002, NullValue = 0.45, FirstLook = 2 };
    private static readonly Gen<double[]> Samples = Gen.Double[-1, 1].Array[1, 40];

    [Fact]
    public void With_an_estimated_variance_the_statistic_is_the_mixture_of_likelihood_ratios()
    {
        var test = MixtureSprt.Test(MeansGolden.First, Options);

        Near.Equal(MeansGolden.Value("msprt", "log_e_at_0.45"), test.Statistic);
    }

    [Fact]
    public void The_mixture_of_a_count_is_that_of_the_confidence_sequence_tightest_there()
    {
        var variance = new MeanState(400, 0.5, 399 * 0.08).SquaredDeviations / 399;
        var options = new MixtureSprtOptions { MixingVariance = MixtureSprt.MixingVariance(variance, 300), Variance = variance };

        var sprt = Of([.. Enumerable.Repeat(0.5, 400)], options).Read().Effect!.Value;
        var sequence = AsymptoticConfidenceSequence.Mean(new MeanState(400, 0.5, 399 * 0.08), new() { TightestAt = 300 });

        Near.Equal(sequence.Lower, sprt.Lower);
        Near.Equal(sequence.Upper, sprt.Upper);
    }

    [Fact]
    public void The_p_value_only_falls() => Samples.Sample(sample =>
    {
        var running = new MixtureSprtSequence(Options);
        var last = 1d;
        foreach (var value in sample)
        {
            running.Add(value);
            var p = running.Read().PValue;

            Assert.True(p <= last);

            last = p;
        }
    });

    [Fact]
    public void The_first_rejection_comes_where_the_interval_first_excludes_the_null_value() => Samples.Sample(sample =>
    {
        var running = new MixtureSprtSequence(Options);
        foreach (var value in sample)
        {
            running.Add(value);
            var now = running.Read();
            if (now.PValue <= 0.05)
            {
                return !now.Effect!.Value.Interval.Contains(0.45);
            }

            Assert.True(now.Effect!.Value.Interval.Contains(0.45));
        }

        return true;
    });

    [Fact]
    public void Going_on_from_saved_json_equals_never_having_stopped() => Gen.Select(Samples, Samples).Sample((first, second) =>
    {
        var json = JsonSerializer.Serialize(Of(first, Options).Save(), StatisticsJson.Default.MixtureSprtState);
        var resumed = MixtureSprtSequence.Restore(JsonSerializer.Deserialize(json, StatisticsJson.Default.MixtureSprtState)!);
        foreach (var value in second)
        {
            resumed.Add(value);
        }

        return resumed.Read() == Of([.. first, .. second], Options).Read();
    });

    [Fact]
    public void Merging_has_the_statistic_of_the_whole_and_the_first_ones_history() => Gen.Select(Samples, Samples).Sample((first, second) =>
    {
        var merged = Of(first, Options);
        var before = merged.Read().PValue;
        merged.Merge(Of(second, Options));
        var now = merged.Read();

        Near.Equal(Of([.. first, .. second], Options).Read().Statistic, now.Statistic, 1e-9);
        Near.Equal(Math.Min(before, Math.Exp(-Math.Max(0, now.Statistic))), now.PValue, 1e-12);
    });

    [Fact]
    public void Before_the_first_look_there_is_no_evidence()
    {
        var test = MixtureSprt.Test([9, 8, 9, 8], Options with { FirstLook = 5 });

        Assert.Equal((1, 0, Interval.Everything), (test.PValue, test.Statistic, test.Effect!.Value.Interval));
    }

    [Fact]
    public void Equal_values_are_no_evidence_unless_the_variance_is_known()
    {
        Assert.Equal(1, MixtureSprt.Test([9, 9, 9], Options).PValue);
        Assert.True(MixtureSprt.Test([9, 9, 9], Options with { Variance = 1, MixingVariance = 1 }).PValue < 1e-6);
    }

    [Fact]
    public void A_known_variance_counts_from_the_first_observation() =>
        Assert.True(MixtureSprt.Test([9], Options with { Variance = 1, MixingVariance = 1, FirstLook = 1 }).PValue < 0.01);

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>("options", () => new MixtureSprtSequence(null!));
        Assert.Throws<ArgumentOutOfRangeException>("MixingVariance", () => new MixtureSprtSequence(Options with { MixingVariance = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("NullValue", () => new MixtureSprtSequence(Options with { NullValue = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>("Variance", () => new MixtureSprtSequence(Options with { Variance = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("Level", () => new MixtureSprtSequence(Options with { Level = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("FirstLook", () => new MixtureSprtSequence(Options with { FirstLook = 0 }));
        Assert.Throws<ArgumentException>("sample", () => MixtureSprt.Test([], Options));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => MixtureSprt.LogLikelihoodRatio(0, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("variance", () => MixtureSprt.MixingVariance(0, 100));
        Assert.Throws<InvalidOperationException>(() => new MixtureSprtSequence(Options).Read());
        Assert.Throws<ArgumentException>("other", () => new MixtureSprtSequence(Options).Merge(new(Options with { Level = 0.9 })));
    }

    [Fact]
    public void An_impossible_state_is_refused()
    {
        var state = Of([1, 2, 4], Options).Save();

        Assert.Throws<ArgumentException>("state", () => MixtureSprtSequence.Restore(state with { StrongestEvidence = -1 }));
        Assert.Throws<ArgumentException>("state", () => MixtureSprtSequence.Restore(state with { StrongestEvidence = double.NaN }));
        Assert.Throws<ArgumentException>("state", () => MixtureSprtSequence.Restore(state with { Sample = new(1, 1, 0), StrongestEvidence = 1 }));
    }

    private static MixtureSprtSequence Of(double[] sample, MixtureSprtOptions options)
    {
        var running = new MixtureSprtSequence(options);
        foreach (var value in sample)
        {
            running.Add(value);
        }

        return running;
    }
}
