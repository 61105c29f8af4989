using System.Text.Json;
using CsCheck;
using Penstock.Statistics.Numerics;
using Penstock.Statistics.Sequential.Counts;

namespace Penstock.Statistics.Tests.Sequential.Counts;

public sealed class SampleRatioSequenceTests
{
    private static readonly Gen<int[]> Units = Gen.Int[0, 2].Array[1, 400];

    [Fact]
    public void The_bayes_factor_keeps_its_digits_at_a_hundred_million_units()
    {
        foreach (var golden in CountsGolden.Topic("sample_ratio").EnumerateArray())
        {
            var sequence = new SampleRatioSequence(golden.Numbers("shares"));

            sequence.Add(golden.Wholes("counts"));

            Near.Equal(golden.Number("log_bf"), sequence.Read().Statistic);
        }
    }

    [Fact]
    public void One_unit_at_a_time_reaches_the_bayes_factor_of_the_counts() => Gen.Select(Units, Gen.Double[0.1, 30_000]).Sample((units, concentration) =>
    {
        var (single, batch) = (new SampleRatioSequence([0.2, 0.3, 0.5], concentration), new SampleRatioSequence([2, 3, 5], concentration));
        foreach (var arm in units)
        {
            single.Add(arm);
        }

        batch.Add(Counts(units));

        Near.Equal(batch.Read().Statistic, single.Read().Statistic, 1e-11);
        Assert.True(single.Read().PValue <= batch.Read().PValue * (1 + 1e-11));
        Assert.Equal(batch.Read().Count, single.Read().Count);
    });

    [Fact]
    public void The_p_value_only_falls() => Units.Sample(units =>
    {
        var sequence = new SampleRatioSequence([1, 1, 1], 10);
        var last = sequence.Read().PValue;
        foreach (var arm in units)
        {
            sequence.Add(arm);

            Assert.InRange(sequence.Read().PValue, 0, last);

            last = sequence.Read().PValue;
        }
    });

    [Fact]
    public void Renaming_the_arms_changes_nothing() => Units.Sample(units =>
    {
        var (plain, renamed) = (new SampleRatioSequence([0.2, 0.3, 0.5]), new SampleRatioSequence([0.5, 0.2, 0.3]));
        foreach (var arm in units)
        {
            plain.Add(arm);
            renamed.Add((arm + 1) % 3);
        }

        Near.Equal(plain.Read().PValue, renamed.Read().PValue, 1e-12);
    });

    [Fact]
    public void Going_on_from_saved_json_equals_never_having_stopped() => Gen.Select(Units, Units).Sample((first, second) =>
    {
        var whole = new SampleRatioSequence([0.3, 0.3, 0.4], 50);
        var before = new SampleRatioSequence([0.3, 0.3, 0.4], 50);
        foreach (var arm in first)
        {
            whole.Add(arm);
            before.Add(arm);
        }

        var json = JsonSerializer.Serialize(before.Save(), StatisticsJson.Default.SampleRatioState);
        var resumed = SampleRatioSequence.Restore(JsonSerializer.Deserialize(json, StatisticsJson.Default.SampleRatioState)!);
        foreach (var arm in second)
        {
            whole.Add(arm);
            resumed.Add(arm);
        }

        Near.Equal(whole.Read().PValue, resumed.Read().PValue, 1e-12);
        Near.Equal(whole.Read().Statistic, resumed.Read().Statistic, 1e-12);
        Assert.Equal(whole.Save().Counts, resumed.Save().Counts);
    });

    [Fact]
    public void A_split_that_is_kept_to_the_unit_raises_no_alarm_and_before_the_first_unit_p_is_one()
    {
        var sequence = new SampleRatioSequence([0.9, 0.1]);

        Assert.Equal((1, 0L), (sequence.Read().PValue, sequence.Read().Count));

        sequence.Add([90_000, 10_000]);

        Assert.Equal(1, sequence.Read().PValue);
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        var sequence = new SampleRatioSequence([1, 1]);

        Assert.Throws<ArgumentException>("shares", () => new SampleRatioSequence([1]));
        Assert.Throws<ArgumentException>("shares", () => new SampleRatioSequence([1, 0]));
        Assert.Throws<ArgumentException>("shares", () => new SampleRatioSequence([1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>("concentration", () => new SampleRatioSequence([1, 1], 0));
        Assert.Throws<ArgumentOutOfRangeException>("arm", () => sequence.Add(2));
        Assert.Throws<ArgumentOutOfRangeException>("arm", () => sequence.Add(-1));
        Assert.Throws<ArgumentException>("counts", () => sequence.Add([1, 2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>("counts", () => sequence.Add([1, -2]));
        Assert.Equal(0, sequence.Read().Count);
    }

    [Fact]
    public void Impossible_states_are_refused()
    {
        var sequence = new SampleRatioSequence([1, 3]);
        sequence.Add([500, 500]);
        var good = sequence.Save();

        Assert.Equal(sequence.Read(), SampleRatioSequence.Restore(good).Read());
        Assert.Throws<ArgumentNullException>("state", () => SampleRatioSequence.Restore(null!));
        foreach (var bad in new[]
                 {
                     good with { Shares = [1] }, good with { Shares = [0.5, 0.6] }, good with { Counts = [1] }, good with { Counts = [-1, 5] },
                     good with { Concentration = 0 }, good with { LargestLogEValue = -1 }, good with { LargestLogEValue = double.NaN }, good with { LargestLogEValue = 1 },
                 })
        {
            Assert.Throws<ArgumentException>("state", () => SampleRatioSequence.Restore(bad));
        }
    }

    [Fact]
    public void A_category_of_share_nought_that_was_seen_refutes_the_shares() =>
        Assert.Equal(double.PositiveInfinity, DirichletMixture.LogBayesFactor([1, 0], [1, 1], [0, 1]));

    private static long[] Counts(int[] units)
    {
        var counts = new long[3];
        foreach (var arm in units)
        {
            counts[arm]++;
        }

        return counts;
    }
}
