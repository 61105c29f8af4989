using System.Text.Json;
using CsCheck;
using Penstock.Statistics.Sequential.Accumulators;

namespace Penstock.Statistics.Tests.Sequential.Accumulators;

public sealed class MeanAccumulatorTests
{
    private static readonly Gen<double[]> Samples = Gen.Double[-1e3, 1e3].Array[0, 60];

    [Fact]
    public void The_mean_and_variance_are_those_of_the_textbook()
    {
        var running = Of([2, 4, 4, 4, 5, 5, 7, 9]);

        Assert.Equal(8, running.Count);
        Near.Equal(5, running.Mean);
        Near.Equal(32, running.SquaredDeviations);
        Near.Equal(32d / 7, running.Variance);
    }

    [Fact]
    public void A_large_mean_does_not_drown_the_variance()
    {
        var running = Of([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);

        Near.Equal(30, running.Variance);
    }

    [Fact]
    public void Below_two_observations_the_variance_is_zero()
    {
        Assert.Equal(0, new MeanAccumulator().Variance);
        Assert.Equal(0, Of([3]).Variance);
    }

    [Fact]
    public void Merging_parts_equals_the_whole() => Gen.Select(Samples, Samples).Sample((first, second) =>
    {
        var merged = Of(first);
        merged.Merge(Of(second));
        var whole = Of([.. first, .. second]);

        Assert.Equal(whole.Count, merged.Count);
        Near.Equal(whole.Mean, merged.Mean, 1e-12);
        Near.Equal(whole.SquaredDeviations, merged.SquaredDeviations, 1e-12);
    });

    [Fact]
    public void Merging_oneself_doubles_the_sample()
    {
        var running = Of([1, 2, 6]);

        running.Merge(running);

        Assert.Equal(running.Save(), Of([1, 2, 6, 1, 2, 6]).Save());
    }

    [Fact]
    public void Going_on_from_saved_json_equals_never_having_stopped() => Gen.Select(Samples, Samples).Sample((first, second) =>
    {
        var json = JsonSerializer.Serialize(Of(first).Save(), StatisticsJson.Default.MeanState);
        var resumed = MeanAccumulator.Restore(JsonSerializer.Deserialize(json, StatisticsJson.Default.MeanState)!);
        foreach (var value in second)
        {
            resumed.Add(value);
        }

        return resumed.Save() == Of([.. first, .. second]).Save();
    });

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1e141)]
    public void An_observation_that_cannot_be_summed_is_refused_and_changes_nothing(double value)
    {
        var running = Of([1, 2]);

        Assert.Throws<ArgumentOutOfRangeException>(nameof(value), () => running.Add(value));

        Assert.Equal(Of([1, 2]).Save(), running.Save());
    }

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(2, double.NaN, 1)]
    [InlineData(2, 1, -1)]
    [InlineData(2, 1, double.PositiveInfinity)]
    public void A_state_that_no_observations_have_is_refused(long count, double mean, double squares) =>
        Assert.Throws<ArgumentException>("state", () => MeanAccumulator.Restore(new MeanState(count, mean, squares)));

    [Fact]
    public void Sums_give_the_state_of_the_sample()
    {
        var state = MeanState.FromSums(3, 9, 41);

        Assert.Equal(new MeanState(3, 3, 14), state);
    }

    [Fact]
    public void Sums_that_no_sample_has_are_refused()
    {
        Assert.Throws<ArgumentException>("sumOfSquares", () => MeanState.FromSums(3, 9, 26));
        Assert.Throws<ArgumentException>("sumOfSquares", () => MeanState.FromSums(1, 9, 82));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => MeanState.FromSums(0, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("sum", () => MeanState.FromSums(2, double.NaN, 1));
    }

    private static MeanAccumulator Of(ReadOnlySpan<double> sample)
    {
        var running = new MeanAccumulator();
        foreach (var value in sample)
        {
            running.Add(value);
        }

        return running;
    }
}
