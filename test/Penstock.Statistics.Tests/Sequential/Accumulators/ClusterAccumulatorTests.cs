using System.Text.Json;
using CsCheck;
using Penstock.Statistics.Sequential.Accumulators;

namespace Penstock.Statistics.Tests.Sequential.Accumulators;

public sealed class ClusterAccumulatorTests
{
    private static readonly Gen<(double Sum, double Size)[]> Units = Gen.Select(Gen.Double[-10, 10], Gen.Double[0.5, 9]).Array[2, 40];

    [Fact]
    public void Units_of_one_observation_have_the_usual_variance() => Gen.Double[-10, 10].Array[2, 40].Sample(sample =>
    {
        var (clusters, plain) = (new ClusterAccumulator(), new MeanAccumulator());
        foreach (var value in sample)
        {
            clusters.Add(value);
            plain.Add(value);
        }

        Near.Equal(plain.Mean, clusters.Mean, 1e-12);
        Near.Equal(plain.Variance, clusters.Variance, 1e-12);
    });

    [Fact]
    public void The_variance_is_that_of_the_residuals_per_mean_size() => Units.Sample(units =>
    {
        var running = Of(units);
        var (count, size) = (units.Length, units.Sum(unit => unit.Size));
        var mean = units.Sum(unit => unit.Sum) / size;
        var squares = units.Sum(unit => Math.Pow(unit.Sum - (mean * unit.Size), 2));

        Near.Equal(mean, running.Mean);
        Near.Equal(squares / (count - 1) * count * count / (size * size), running.Variance);
    });

    [Fact]
    public void Merging_parts_equals_the_whole() => Gen.Select(Units, Units).Sample((first, second) =>
    {
        var merged = Of(first);
        merged.Merge(Of(second));
        merged.Merge(new ClusterAccumulator());
        var whole = Of([.. first, .. second]);

        Assert.Equal(whole.Count, merged.Count);
        Near.Equal(whole.Mean, merged.Mean, 1e-12);
        Near.Equal(whole.Variance, merged.Variance, 1e-11);
    });

    [Fact]
    public void Going_on_from_saved_json_equals_never_having_stopped() => Gen.Select(Units, Units).Sample((first, second) =>
    {
        var json = JsonSerializer.Serialize(Of(first).Save(), StatisticsJson.Default.ClusterState);
        var resumed = ClusterAccumulator.Restore(JsonSerializer.Deserialize(json, StatisticsJson.Default.ClusterState)!);
        foreach (var (sum, size) in second)
        {
            resumed.Add(sum, size);
        }

        return resumed.Save() == Of([.. first, .. second]).Save();
    });

    [Fact]
    public void Units_that_differ_in_their_last_bits_alone_can_be_saved_and_gone_on_from() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[0.1, 1e3], Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Array[2, 60]).Sample((sum, size, steps) =>
        {
            var units = Array.ConvertAll(steps, step => (Up(sum, step.Item1), Up(size, step.Item2)));
            var (whole, merged) = (Of(units), Of(units[..(units.Length / 2)]));
            merged.Merge(Of(units[(units.Length / 2)..]));

            return ClusterAccumulator.Restore(whole.Save()).Save() == whole.Save() && ClusterAccumulator.Restore(merged.Save()).Save() == merged.Save();
        });

    [Fact]
    public void Without_a_denominator_nothing_is_known()
    {
        var running = Of([(1, 0), (2, 0)]);

        Assert.Equal((0, 0), (running.Mean, running.Variance));
    }

    [Theory]
    [InlineData(double.NaN, 1, "sum")]
    [InlineData(2e140, 1, "sum")]
    [InlineData(1, -1, "size")]
    [InlineData(1, double.NaN, "size")]
    [InlineData(1, 1e-200, "size")]
    public void A_unit_that_cannot_be_summed_is_refused_and_changes_nothing(double sum, double size, string name)
    {
        var running = Of([(1, 2), (3, 4)]);

        Assert.Throws<ArgumentOutOfRangeException>(name, () => running.Add(sum, size));

        Assert.Equal(Of([(1, 2), (3, 4)]).Save(), running.Save());
    }

    [Theory]
    [InlineData(-1, 0, 0, 0, 0, 0)]
    [InlineData(0, 1, 0, 0, 0, 0)]
    [InlineData(1, 1, 1, 1, 0, 0)]
    [InlineData(2, 1, -1, 1, 1, 0)]
    [InlineData(2, 1, 1, 1, 1, 2)]
    [InlineData(2, 1, 1, double.NaN, 1, 0)]
    public void A_state_that_no_units_have_is_refused(long count, double sum, double size, double sums, double sizes, double products) =>
        Assert.Throws<ArgumentException>("state", () => ClusterAccumulator.Restore(new(count, sum, size, sums, sizes, products)));

    private static double Up(double value, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            value = Math.BitIncrement(value);
        }

        return value;
    }

    private static ClusterAccumulator Of((double Sum, double Size)[] units)
    {
        var running = new ClusterAccumulator();
        foreach (var (sum, size) in units)
        {
            running.Add(sum, size);
        }

        return running;
    }
}
