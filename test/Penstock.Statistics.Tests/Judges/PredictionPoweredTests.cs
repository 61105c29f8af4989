using System.Text.Json;
using CsCheck;
using Penstock.Statistics.Judges;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Judges;

public sealed class PredictionPoweredTests
{
    // In steps that adding a constant keeps: 1e-76 + 5 would be 5.
    private static readonly Gen<double> Score = Gen.Int[0, 1024].Select(step => step / 1024.0);
    private static readonly Gen<(double[], double[], double[])> Samples = Gen.Select(Score.Array[12], Score.Array[12], Score.Array[40]);

    [Fact]
    public void Tuned_full_and_untrusted_forms_agree_with_the_paper()
    {
        var golden = GoldenFile.Read("judges").GetProperty("powered");
        var (human, labelled, rest) = (golden.Numbers("human"), golden.Numbers("labelled"), golden.Numbers("rest"));

        Equal(golden.GetProperty("tuned"), PredictionPowered.Mean(human, labelled, rest));
        Equal(golden.GetProperty("full"), PredictionPowered.MeanWith(human, labelled, rest, 1));
        Equal(golden.GetProperty("none"), PredictionPowered.MeanWith(human, labelled, rest, 0));
    }

    [Fact]
    public void A_judge_that_never_varies_is_not_trusted_and_costs_nothing()
    {
        double[] labels = [1, 0, 1, 1, 0, 1];

        var mean = PredictionPowered.Mean(labels, [3, 3, 3, 3, 3, 3], [3, 3, 3]);

        Assert.Equal(0, mean.Tuning);
        Near.Equal(4 / 6.0, mean.Estimate.Value);
        Near.Equal(6, mean.LabelsWorth);
        Near.Equal(5, mean.Estimate.DegreesOfFreedom ?? 0);
    }

    [Fact]
    public void A_judge_that_contradicts_the_human_is_not_trusted() =>
        Assert.Equal(0, PredictionPowered.Mean([1, 0, 1, 0, 1, 0], [0, 1, 0, 1, 0, 1], [1, 0, 1]).Tuning);

    [Fact]
    public void Labels_without_spread_bound_nothing()
    {
        var mean = PredictionPowered.Mean([1, 1, 1, 1, 1], [1, 1, 1, 0, 1], [1, 0, 1]);

        Assert.Equal(1, mean.Estimate.Value);
        Assert.Equal(Interval.Everything, mean.Estimate.Interval);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        double[] four = [1, 0, 1, 0];

        Assert.Throws<ArgumentException>("labels", () => PredictionPowered.Mean([1, 0, 1], [1, 0, 1], [1, 0]));
        Assert.Throws<ArgumentException>("judgedLabelled", () => PredictionPowered.Mean(four, [1, 0, 1], [1, 0]));
        Assert.Throws<ArgumentException>("judgedUnlabelled", () => PredictionPowered.Mean(four, four, [1]));
        Assert.Throws<ArgumentException>("labels", () => PredictionPowered.Mean([1, 0, double.NaN, 1], four, four));
        Assert.Throws<ArgumentException>("judgedUnlabelled", () => PredictionPowered.Mean(four, four, [1, double.PositiveInfinity]));
        Assert.Throws<ArgumentOutOfRangeException>("lambda", () => PredictionPowered.MeanWith(four, four, four, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => PredictionPowered.Mean(four, four, four, 0));
    }

    [Fact]
    public void A_constant_bias_of_the_judge_does_not_matter() => Samples.Sample(sample =>
    {
        var (labels, labelled, rest) = sample;

        var one = PredictionPowered.Mean(labels, labelled, rest);
        var other = PredictionPowered.Mean(labels, [.. labelled.Select(score => score + 5)], [.. rest.Select(score => score + 5)]);

        Near.Equal(one.Estimate.Value, other.Estimate.Value);
        Near.Equal(one.Estimate.Lower, other.Estimate.Lower);
    });

    [Fact]
    public void Scale_and_order_do_not_matter() => Samples.Sample(sample =>
    {
        var (labels, labelled, rest) = sample;

        var one = PredictionPowered.Mean(labels, labelled, rest);
        var other = PredictionPowered.Mean(
            [.. labels.Reverse().Select(score => 100 * score)], [.. labelled.Reverse().Select(score => 100 * score)], [.. rest.Reverse().Select(score => 100 * score)]);

        Near.Equal(100 * one.Estimate.Lower, other.Estimate.Lower, 1e-8);
        Near.Equal(one.Tuning, other.Tuning);
    });

    [Fact]
    public void A_higher_level_gives_a_longer_interval_and_trust_stays_between_none_and_full() => Samples.Sample(sample =>
    {
        var (labels, labelled, rest) = sample;

        var mean = PredictionPowered.Mean(labels, labelled, rest);

        Assert.InRange(mean.Tuning, 0, 1);
        Assert.True(PredictionPowered.Mean(labels, labelled, rest, 0.99).Estimate.Interval.Width > mean.Estimate.Interval.Width);
    });

    private static void Equal(JsonElement expected, PredictionPoweredMean actual)
    {
        Near.Equal(expected.Number("lam"), actual.Tuning);
        Near.Equal(expected.Number("value"), actual.Estimate.Value);
        Near.Equal(expected.Number("se"), actual.Estimate.StandardError ?? 0);
        Near.Equal(expected.Number("df"), actual.Estimate.DegreesOfFreedom ?? 0);
        Near.Equal(expected.Number("lower"), actual.Estimate.Lower, Near.Fitted);
        Near.Equal(expected.Number("upper"), actual.Estimate.Upper, Near.Fitted);
    }
}
