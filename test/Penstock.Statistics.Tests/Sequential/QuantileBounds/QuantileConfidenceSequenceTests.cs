using System.Text.Json;
using CsCheck;
using Penstock.Statistics.Sequential.QuantileBounds;

namespace Penstock.Statistics.Tests.Sequential.QuantileBounds;

public sealed class QuantileConfidenceSequenceTests
{
    private static readonly Gen<double[]> Latencies = Gen.Double[-14, 27].Select(power => Math.Pow(2, power)).Array[1, 300];

    [Fact]
    public void The_bounds_are_the_order_statistics_at_the_ranks_of_the_definition()
    {
        foreach (var golden in CountsGolden.Topic("ranks").EnumerateArray())
        {
            var (n, quantile) = (golden.Whole("n"), golden.Number("quantile"));

            // 2⁴⁰ is the end of the histogram: steps that keep n values below it, whose rank can be told from the bin or its neighbour.
            var sequence = Of([.. Enumerable.Range(0, (int)n).Select(i => Math.Pow(2, i * 0.007))]);

            var read = sequence.Read(quantile);

            Assert.InRange(Math.Pow(2, (golden.Whole("least") - 1) * 0.007), read.Lower, read.Lower * (1 + (1d / 64)));
            Assert.InRange(Math.Pow(2, golden.Whole("most") * 0.007), read.Upper / (1 + (1d / 63)), read.Upper);
        }
    }

    [Fact]
    public void The_estimate_is_within_a_hundredth_of_the_sample_quantile() =>
        Gen.Select(Latencies, Gen.Double[0.01, 0.99]).Sample((sample, quantile) =>
        {
            var exact = sample.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(quantile * sample.Length) - 1));

            return Math.Abs(Of(sample).Read(quantile).Value - exact) <= exact / 128;
        });

    [Fact]
    public void The_estimate_lies_in_its_interval_and_bounds_rise_with_the_quantile() =>
        Gen.Select(Latencies, Gen.Double[0.01, 0.5]).Sample((sample, quantile) =>
        {
            var (low, high) = (Of(sample).Read(quantile), Of(sample).Read(quantile + 0.4));

            return low.Interval.Contains(low.Value) && high.Interval.Contains(high.Value) && low.Lower <= high.Lower && low.Upper <= high.Upper;
        });

    [Fact]
    public void More_confidence_never_narrows_the_interval() => Latencies.Sample(sample =>
    {
        var (narrow, wide) = (Of(sample).Read(0.7, 0.8).Interval, Of(sample).Read(0.7, 0.99).Interval);

        return wide.Lower <= narrow.Lower && wide.Upper >= narrow.Upper;
    });

    [Fact]
    public void Doubling_every_value_doubles_the_answer() => Latencies.Sample(sample =>
    {
        var (plain, doubled) = (Of(sample).Read(0.5), Of([.. sample.Select(x => 2 * x)]).Read(0.5));

        return doubled.Value == 2 * plain.Value && doubled.Lower == 2 * plain.Lower && doubled.Upper == 2 * plain.Upper;
    });

    [Fact]
    public void A_rejected_limit_lies_outside_the_interval() =>
        Gen.Select(Latencies, Gen.Double[-14, 27], Gen.Double[0.1, 0.9]).Sample((sample, power, quantile) =>
        {
            var (sequence, limit) = (Of(sample), Math.Pow(2, power));

            // The end of a bin belongs to the closed interval, though no longer to the bin.
            var interval = sequence.Read(quantile).Interval;
            return sequence.Test(limit, quantile, Alternative.TwoSided).PValue > 0.05 || !interval.Contains(limit) || limit == interval.Upper;
        });

    [Fact]
    public void An_objective_is_accused_only_from_the_side_on_which_it_was_broken()
    {
        var sequence = Of([.. Enumerable.Range(1, 2_000).Select(i => (double)i)]);

        Assert.True(sequence.Test(1_500, 0.95, Alternative.Greater).PValue < 1e-6);
        Assert.Equal(1, sequence.Test(1_500, 0.95, Alternative.Less).PValue);
        Assert.True(sequence.Test(1_990, 0.95, Alternative.Less).PValue < 1e-3);
        Assert.Equal(1, sequence.Test(1_990, 0.95, Alternative.Greater).PValue);
        Assert.True(sequence.Test(1_900, 0.95, Alternative.TwoSided).PValue > 0.5);
    }

    [Fact]
    public void Too_few_values_leave_the_tail_unbounded() =>
        Assert.Equal(double.PositiveInfinity, Of([.. Enumerable.Repeat(3d, 100)]).Read(0.99).Upper);

    [Fact]
    public void Zero_dust_and_timeouts_have_bins_of_their_own()
    {
        var zeros = Of([.. Enumerable.Repeat(0d, 200), .. Enumerable.Repeat(1e-9, 100)]).Read(0.5);
        var timeouts = Of([.. Enumerable.Repeat(double.PositiveInfinity, 100), .. Enumerable.Repeat(1e15, 100)]).Read(0.5);

        Assert.Equal((0, 0, 1d / (1 << 20)), (zeros.Value, zeros.Lower, zeros.Upper));
        Assert.Equal((1L << 40, 1L << 40, double.PositiveInfinity), (timeouts.Value, timeouts.Lower, timeouts.Upper));
    }

    [Fact]
    public void Each_value_lies_in_its_bin_at_the_edges_too() => Gen.Double[-22, 42].Sample(power =>
    {
        foreach (var value in new[] { Math.Pow(2, power), Math.Pow(2, Math.Round(power)), Math.BitDecrement(Math.Pow(2, Math.Round(power))) })
        {
            var bin = LogHistogram.BinOf(value);

            Assert.True(LogHistogram.Lower(bin) <= value && value < LogHistogram.Upper(bin));
        }
    });

    [Fact]
    public void Merged_parts_equal_the_whole() => Gen.Select(Latencies, Latencies).Sample((first, second) =>
    {
        var merged = Of(first);
        merged.Merge(Of(second));

        return merged.Read(0.9) == Of([.. first, .. second]).Read(0.9) && merged.Count == first.Length + second.Length;
    });

    [Fact]
    public void Going_on_from_saved_json_equals_never_having_stopped() => Gen.Select(Latencies, Latencies).Sample((first, second) =>
    {
        var json = JsonSerializer.Serialize(Of(first).Save(), StatisticsJson.Default.QuantileState);
        var resumed = QuantileConfidenceSequence.Restore(JsonSerializer.Deserialize(json, StatisticsJson.Default.QuantileState)!);
        foreach (var value in second)
        {
            resumed.Add(value);
        }

        return resumed.Read(0.9) == Of([.. first, .. second]).Read(0.9);
    });

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        var sequence = Of([1, 2, 3]);

        Assert.Throws<InvalidOperationException>(() => new QuantileConfidenceSequence().Read(0.5));
        Near.Equal(1, new QuantileConfidenceSequence().Test(1, 0.5, Alternative.Greater).PValue);
        Assert.Throws<ArgumentOutOfRangeException>("tightestAt", () => new QuantileConfidenceSequence(0));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => sequence.Add(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => sequence.Add(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("quantile", () => sequence.Read(1));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => sequence.Read(0.5, 1));
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => sequence.Test(double.NaN, 0.5, Alternative.Less));
        Assert.Throws<ArgumentOutOfRangeException>("quantile", () => sequence.Test(1, 0, Alternative.Less));
        Assert.Throws<ArgumentOutOfRangeException>("alternative", () => sequence.Test(1, 0.5, (Alternative)9));
        Assert.Throws<ArgumentNullException>("other", () => sequence.Merge(null!));
        Assert.Throws<ArgumentException>("other", () => sequence.Merge(new QuantileConfidenceSequence(5)));
    }

    [Fact]
    public void Impossible_states_are_refused()
    {
        var good = Of([1, 2]).Save();

        Assert.Throws<ArgumentNullException>("state", () => QuantileConfidenceSequence.Restore(null!));
        foreach (var bad in new[]
                 {
                     good with { TightestAt = 0 }, good with { Bins = [1] }, good with { Bins = [2, 1] }, good with { Bins = [1, 99_999] }, good with { Counts = [1, 0] },
                 })
        {
            Assert.Throws<ArgumentException>("state", () => QuantileConfidenceSequence.Restore(bad));
        }
    }

    private static QuantileConfidenceSequence Of(double[] sample)
    {
        var sequence = new QuantileConfidenceSequence();
        foreach (var value in sample)
        {
            sequence.Add(value);
        }

        return sequence;
    }
}
