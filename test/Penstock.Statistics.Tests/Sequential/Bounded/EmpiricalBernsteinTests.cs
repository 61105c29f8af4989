using System.Text.Json;
using CsCheck;
using Penstock.Statistics.Sequential.Bounded;

namespace Penstock.Statistics.Tests.Sequential.Bounded;

public sealed class EmpiricalBernsteinTests
{
    private static readonly Gen<double[]> Samples = Gen.Double[0, 1].Array[1, 60];

    [Fact]
    public void The_interval_and_the_e_value_are_those_of_the_paper()
    {
        var running = Of(MeansGolden.First);

        var estimate = running.Read();
        var test = running.Test(0.4);

        Near.Equal(MeansGolden.Value("empirical_bernstein", "lower"), estimate.Lower);
        Near.Equal(MeansGolden.Value("empirical_bernstein", "upper"), estimate.Upper);
        Near.Equal(MeansGolden.Value("mean", "value"), estimate.Value);
        Near.Equal(MeansGolden.Value("empirical_bernstein", "log_e_at_0.4"), test.Statistic);
        Near.EqualDigits(Math.Exp(-test.Statistic), test.PValue);
    }

    [Fact]
    public void One_bound_spends_the_whole_error_on_its_side()
    {
        var greater = Of(MeansGolden.First, new() { Alternative = Alternative.Greater });
        var less = Of(MeansGolden.First, new() { Alternative = Alternative.Less });

        Near.Equal(MeansGolden.Value("empirical_bernstein_greater", "lower"), greater.Read().Lower);
        Near.Equal(MeansGolden.Value("empirical_bernstein_less", "upper"), less.Read().Upper);
        Assert.Equal((1, 0), (greater.Read().Upper, less.Read().Lower));
        Near.Equal(MeansGolden.Value("empirical_bernstein_greater", "log_e_at_0.4"), greater.Test(0.4).Statistic);
        Near.Equal(MeansGolden.Value("empirical_bernstein_less", "log_e_at_0.4"), less.Test(0.4).Statistic);
        Assert.Equal(1, less.Test(0.4).PValue);
    }

    [Fact]
    public void The_batch_is_the_running_form_at_its_end() =>
        Samples.Sample(sample => EmpiricalBernstein.Mean(sample) == Of(sample).Read());

    [Fact]
    public void Intervals_only_shrink_and_stay_in_the_range() => Samples.Sample(sample =>
    {
        var running = new EmpiricalBernsteinSequence();
        var last = new Interval(0, 1);
        foreach (var value in sample)
        {
            running.Add(value);
            var now = running.Read();

            Assert.True(now.Lower >= last.Lower && now.Upper <= last.Upper && now.Interval.Contains(now.Value));

            last = now.Interval;
        }
    });

    [Fact]
    public void Another_range_shifts_and_scales_the_interval() => Gen.Select(Samples, Gen.Double[-50, 50], Gen.Double[0.1, 50]).Sample((sample, low, range) =>
    {
        var plain = Of(sample).Read();
        double[] moved = [.. sample.Select(x => Math.Min(low + (x * range), low + range))];
        var other = Of(moved, new() { Low = low, High = low + range }).Read();

        Near.Equal(low + (plain.Lower * range), other.Lower, 1e-8);
        Near.Equal(low + (plain.Upper * range), other.Upper, 1e-8);
    });

    [Fact]
    public void Mirroring_the_values_mirrors_the_interval() => Samples.Sample(sample =>
    {
        var plain = Of(sample).Read();
        var mirrored = Of([.. sample.Select(x => 1 - x)]).Read();

        Near.Equal(1 - plain.Upper, mirrored.Lower);
        Near.Equal(1 - plain.Lower, mirrored.Upper);
    });

    [Fact]
    public void More_confidence_never_narrows_the_interval() => Gen.Select(Samples, Gen.Double[0.5, 0.9]).Sample((sample, level) =>
        Of(sample, new() { Level = level }).Read().Interval.Width <= Of(sample, new() { Level = level + 0.09 }).Read().Interval.Width + 1e-12);

    [Fact]
    public void What_the_test_rejects_the_interval_has_excluded() =>
        Gen.Select(Gen.Double[0, 0.2].Array[100, 200], Gen.Double[0, 1]).Sample((sample, mean) =>
        {
            var both = Of(sample);
            var greater = Of(sample, new() { Alternative = Alternative.Greater });

            // Two-sided, e is a mean over two directions: twice the evidence in one of them is enough for sure.
            Assert.True(both.Test(mean).PValue > 0.025 || !both.Read().Interval.Contains(mean));
            Assert.True(greater.Test(mean).PValue > 0.05 || mean <= greater.Read().Lower + 1e-12);
        });

    [Fact]
    public void Going_on_from_saved_json_equals_never_having_stopped() => Gen.Select(Samples, Samples).Sample((first, second) =>
    {
        var json = JsonSerializer.Serialize(Of(first).Save(), StatisticsJson.Default.EmpiricalBernsteinState);
        var resumed = EmpiricalBernsteinSequence.Restore(JsonSerializer.Deserialize(json, StatisticsJson.Default.EmpiricalBernsteinState)!);
        foreach (var value in second)
        {
            resumed.Add(value);
        }

        return resumed.Save() == Of([.. first, .. second]).Save();
    });

    [Fact]
    public void Values_that_never_vary_still_narrow_the_interval()
    {
        var estimate = Of([.. Enumerable.Repeat(1d, 500)]).Read();

        Assert.Equal((1, 1), (estimate.Value, estimate.Upper));
        Assert.InRange(estimate.Lower, 0.95, 1);
    }

    [Fact]
    public void One_observation_says_next_to_nothing() =>
        Assert.Equal(new Interval(0, 1), Of([0.5]).Read().Interval);

    [Fact]
    public void A_mean_that_moves_is_noticed_and_the_last_common_interval_kept()
    {
        var running = Of([.. Enumerable.Repeat(0d, 300)]);
        var first = running.Read().Interval;
        foreach (var value in Enumerable.Repeat(1d, 3_000))
        {
            running.Add(value);
        }

        var estimate = running.Read();

        Assert.True(running.IsContradicted);
        Assert.True(estimate.Lower <= estimate.Upper && estimate.Upper <= first.Upper && estimate.Interval.Contains(estimate.Value));
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        var running = Of([0.5], new() { Low = 0, High = 2 });

        Assert.Throws<ArgumentOutOfRangeException>("value", () => running.Add(2.1));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => running.Add(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("nullValue", () => running.Test(-1));
        Assert.Throws<ArgumentOutOfRangeException>("High", () => Of([], new() { High = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>("Low", () => Of([], new() { Low = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>("Level", () => Of([], new() { Level = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>("High", () => Of([], new() { Low = -1, High = 1.7e308 }));
        Assert.Throws<ArgumentException>("sample", () => EmpiricalBernstein.Mean([]));
        Assert.Throws<InvalidOperationException>(() => new EmpiricalBernsteinSequence().Read());
        Assert.Throws<InvalidOperationException>(() => new EmpiricalBernsteinSequence().Test(0.5));
    }

    [Fact]
    public void An_impossible_state_is_refused()
    {
        var state = Of([0.1, 0.9, 0.4]).Save();
        EmpiricalBernsteinState[] impossible =
        [
            state with { Count = -1 },
            state with { Count = 0 },
            state with { Sum = 4 },
            state with { SquaredDistances = double.NaN },
            state with { Weights = 2 },
            state with { WeightedSum = 9 },
            state with { Penalty = -1 },
            state with { Lower = 0.9, Upper = 0.1 },
            state with { Upper = 1.1 },
        ];

        Assert.All(impossible, one => Assert.Throws<ArgumentException>(nameof(state), () => EmpiricalBernsteinSequence.Restore(one)));
    }

    private static EmpiricalBernsteinSequence Of(double[] sample, BoundedOptions? options = null)
    {
        var running = new EmpiricalBernsteinSequence(options);
        foreach (var value in sample)
        {
            running.Add(value);
        }

        return running;
    }
}
