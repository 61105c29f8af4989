using System.Text.Json;
using CsCheck;
using Penstock.Statistics.Sequential.Bounded;

namespace Penstock.Statistics.Tests.Sequential.Bounded;

public sealed class BettingConfidenceSequenceTests
{
    private static readonly Gen<double[]> Samples = Gen.Double[0, 1].Array[1, 60];

    [Theory]
    [InlineData("rare")]
    [InlineData("half")]
    [InlineData("nodes")]
    [InlineData("millions")]
    public void Values_on_the_grid_have_the_interval_of_the_definition(string name)
    {
        var golden = CountsGolden.Topic("betting").GetProperty(name);
        var (values, weights) = (golden.Numbers("values"), golden.Wholes("weights"));
        var sequence = new BettingConfidenceSequence();
        for (var at = 0; at < values.Length; at++)
        {
            for (var time = 0L; time < weights[at]; time++)
            {
                sequence.Add(values[at]);
            }
        }

        var (both, above) = (sequence.Read(), sequence.Read(side: Alternative.Greater));

        Near.Equal(golden.Number("mean"), both.Value);
        Near.Equal(golden.Number("lower"), both.Lower);
        Near.Equal(golden.Number("upper"), both.Upper);
        Near.Equal(golden.Number("lower_alone"), above.Lower);
        Assert.Equal(1, above.Upper);
        Near.Equal(golden.Number("log_e_greater"), sequence.Test(0.0005, Alternative.Greater).Statistic);
        Near.Equal(golden.Number("log_e_less"), sequence.Test(0.7, Alternative.Less).Statistic);
    }

    // The wealth of the observations themselves, without the grid: nothing shared with the code under test.
    private static double Exact(double[] sample, double m)
    {
        var s = Math.Sqrt(m * (1 - m));
        var wealth = 0.0;
        for (var power = -11; power <= 6; power++)
        {
            var c = Math.Pow(2, power);
            wealth += Math.Exp(sample.Sum(x => Math.Log((1 + (c * x / s)) / (1 + (c * m / s)))));
        }

        return Math.Log(wealth / 18);
    }

    [Fact]
    public void The_grid_never_adds_wealth_and_takes_hardly_any() => Gen.Select(Samples, Gen.Double[0.01, 0.99]).Sample((sample, mean) =>
    {
        var exact = Exact(sample, mean);
        var kept = Of(sample).Test(mean, Alternative.Greater).Statistic;

        Assert.InRange(kept, exact - (1e-3 * sample.Length), exact + 1e-9);
    });

    [Fact]
    public void The_grid_widens_an_interval_of_scores_by_less_than_a_hundredth()
    {
        double[] sample = [.. Enumerable.Range(0, 2_000).Select(i => 0.6 + (0.3 * Math.Sin(i * 1.7) * Math.Cos(i * 0.3)))];
        var estimate = Of(sample).Read();

        var exact = Exact(sample, estimate.Value - ((estimate.Value - estimate.Lower) * 0.99));

        Assert.True(exact < Math.Log(40), $"The bound at 99 % of the distance already has a wealth of {exact}.");
    }

    [Fact]
    public void What_is_excluded_lies_outside_the_interval_and_the_reverse() =>
        Gen.Select(Gen.Double[0, 0.3].Array[20, 100], Gen.Double[0.001, 0.999], Gen.Enum<Alternative>()).Sample((sample, mean, side) =>
        {
            var sequence = Of(sample);
            var interval = sequence.Read(0.9, side).Interval;
            var nearABound = Math.Abs(mean - interval.Lower) < 1e-7 || Math.Abs(mean - interval.Upper) < 1e-7;

            return nearABound || sequence.Excludes(mean, 0.9, side) != interval.Contains(mean);
        });

    [Fact]
    public void Order_does_not_matter() => Samples.Sample(sample =>
    {
        var (ahead, back) = (Of(sample).Read(), Of([.. sample.Reverse()]).Read());

        Near.Equal(ahead.Lower, back.Lower, 1e-10);
        Near.Equal(ahead.Upper, back.Upper, 1e-10);
    });

    [Fact]
    public void Mirrored_values_have_the_mirrored_interval() => Samples.Sample(sample =>
    {
        var (plain, mirrored) = (Of(sample).Read(), Of([.. sample.Select(x => 1 - x)]).Read());

        Near.Equal(1 - plain.Upper, mirrored.Lower, 1e-10);
        Near.Equal(1 - plain.Lower, mirrored.Upper, 1e-10);
    });

    [Fact]
    public void Another_range_shifts_and_scales_the_interval() =>
        Gen.Select(Samples, Gen.Double[-50, 50], Gen.Double[0.1, 50]).Sample((sample, low, range) =>
        {
            var plain = Of(sample).Read();
            var moved = new BettingConfidenceSequence(low, low + range);
            foreach (var x in sample)
            {
                moved.Add(Math.Min(low + (x * range), low + range));
            }

            Near.Equal(low + (plain.Lower * range), moved.Read().Lower, 1e-8);
            Near.Equal(low + (plain.Upper * range), moved.Read().Upper, 1e-8);
        });

    [Fact]
    public void More_confidence_never_narrows_the_interval() => Gen.Select(Samples, Gen.Double[0.5, 0.9]).Sample((sample, level) =>
        Of(sample).Read(level).Interval.Width <= Of(sample).Read(level + 0.09).Interval.Width + 1e-9);

    [Fact]
    public void The_same_values_over_again_narrow_the_interval() => Samples.Sample(sample =>
        Of([.. sample, .. sample, .. sample]).Read().Interval.Width <= Of(sample).Read().Interval.Width + 1e-9);

    [Fact]
    public void The_mean_lies_in_its_interval_and_both_in_the_range() => Samples.Sample(sample =>
    {
        var read = Of(sample).Read();
        return read.Interval.Contains(read.Value) && read.Lower >= 0 && read.Upper <= 1 && read.Count == sample.Length;
    });

    [Fact]
    public void Merged_parts_equal_the_whole() => Gen.Select(Samples, Samples).Sample((first, second) =>
    {
        var merged = Of(first);
        merged.Merge(Of(second));
        var whole = Of([.. first, .. second]);

        Assert.Equal(whole.Count, merged.Count);
        Near.Equal(whole.Test(0.3, Alternative.Less).Statistic, merged.Test(0.3, Alternative.Less).Statistic, 1e-12);
        Near.Equal(whole.Read().Lower, merged.Read().Lower, 1e-10);
    });

    [Fact]
    public void Going_on_from_saved_json_equals_never_having_stopped() => Gen.Select(Samples, Samples).Sample((first, second) =>
    {
        var json = JsonSerializer.Serialize(Of(first).Save(), StatisticsJson.Default.BettingState);
        var resumed = BettingConfidenceSequence.Restore(JsonSerializer.Deserialize(json, StatisticsJson.Default.BettingState)!);
        foreach (var value in second)
        {
            resumed.Add(value);
        }

        return resumed.Read() == Of([.. first, .. second]).Read();
    });

    [Fact]
    public void All_failures_or_none_leave_one_bound_that_shrinks_as_one_over_n()
    {
        var (zeros, ones) = (Of(new double[1_000]), Of([.. Enumerable.Repeat(1d, 1_000)]));

        var (none, all) = (zeros.Read(), ones.Read());

        Assert.Equal((0, 0), (none.Value, none.Lower));
        Assert.InRange(none.Upper, 0.0037, 0.0075);
        Assert.Equal((1, 1), (all.Value, all.Upper));
        Near.Equal(1 - none.Upper, all.Lower);
    }

    [Fact]
    public void The_ends_of_the_range_are_tested_as_the_limits_they_are()
    {
        var some = Of([0.5, 0.25]);
        var none = Of([0, 0]);

        Assert.Equal(double.PositiveInfinity, some.Test(0, Alternative.Greater).Statistic);
        Assert.Equal(0, some.Test(0, Alternative.Greater).PValue);
        Near.Equal(Math.Log(0.125), some.Test(1, Alternative.Greater).Statistic);
        Assert.Equal(0, none.Test(0, Alternative.Greater).Statistic);
        Assert.Equal(double.NegativeInfinity, none.Test(1, Alternative.Greater).Statistic);
        Assert.Equal(1, none.Test(1, Alternative.Greater).PValue);
    }

    [Fact]
    public void Before_the_first_observation_nothing_is_read_and_nothing_excluded()
    {
        var empty = new BettingConfidenceSequence();

        Assert.Throws<InvalidOperationException>(() => empty.Read());
        Assert.Equal((1, 0L), (empty.Test(0.5).PValue, empty.Test(0.5).Count));
        Assert.Equal(0, BettingConfidenceSequence.Restore(empty.Save()).Count);
    }

    [Fact]
    public void One_observation_says_next_to_nothing() => Assert.True(Of([0.5]).Read().Interval.Width > 0.95);

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        var sequence = new BettingConfidenceSequence(0, 2);

        Assert.Throws<ArgumentOutOfRangeException>("value", () => sequence.Add(2.1));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => sequence.Add(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("mean", () => sequence.Test(-1));
        Assert.Throws<ArgumentOutOfRangeException>("alternative", () => sequence.Test(1, (Alternative)9));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => sequence.Excludes(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => Of([1]).Read(0));
        Assert.Throws<ArgumentOutOfRangeException>("side", () => Of([1]).Read(0.9, (Alternative)9));
        Assert.Throws<ArgumentOutOfRangeException>("low", () => new BettingConfidenceSequence(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("high", () => new BettingConfidenceSequence(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("high", () => new BettingConfidenceSequence(-1, 1.7e308));
        Assert.Throws<ArgumentNullException>("other", () => sequence.Merge(null!));
        Assert.Throws<ArgumentException>("other", () => sequence.Merge(new BettingConfidenceSequence(0, 1)));
    }

    [Fact]
    public void Impossible_states_are_refused()
    {
        var good = Of([0.2, 0.4]).Save();

        Assert.Throws<ArgumentNullException>("state", () => BettingConfidenceSequence.Restore(null!));
        foreach (var bad in new[]
                 {
                     good with { Count = 3 }, good with { Count = -1 }, good with { High = 0 }, good with { Low = double.NaN },
                     good with { Nodes = [1] }, good with { Nodes = [5, 4, 3, 2] }, good with { Nodes = [1, 2, 3, 9_999] },
                     good with { Weights = [1, 1, 1, -1] }, good with { Weights = [1, 1, double.NaN, 0.5] },
                 })
        {
            Assert.Throws<ArgumentException>("state", () => BettingConfidenceSequence.Restore(bad));
        }
    }

    private static BettingConfidenceSequence Of(double[] sample)
    {
        var sequence = new BettingConfidenceSequence();
        foreach (var value in sample)
        {
            sequence.Add(value);
        }

        return sequence;
    }
}
