using System.Text.Json;
using CsCheck;
using Penstock.Statistics.Sequential.Counts;

namespace Penstock.Statistics.Tests.Sequential.Counts;

public sealed class BinomialConfidenceSequenceTests
{
    private static readonly Gen<(long Successes, long Trials)> Outcomes =
        Gen.Long[1, 5_000].SelectMany(trials => Gen.Long[0, trials].Select(successes => (successes, trials)));

    private static readonly Gen<BinomialPrior> Priors = Gen.OneOf(
        Gen.Const(BinomialPrior.Jeffreys),
        Gen.Select(Gen.Double[0.5, 50], Gen.Double[0.5, 50]).Select(pair => new BinomialPrior(pair.Item1, pair.Item2)),
        Gen.Select(Gen.Double[0.001, 0.999], Gen.Long[1, 100_000]).Select(pair => BinomialPrior.TightestAt(pair.Item1, pair.Item2)));

    [Fact]
    public void Intervals_and_e_values_are_those_of_the_definition()
    {
        foreach (var golden in CountsGolden.Topic("binomial").EnumerateArray())
        {
            var sequence = Of(golden.Whole("successes"), golden.Whole("trials"), new(golden.Number("a"), golden.Number("b")));
            var (nulls, logs) = (golden.Numbers("nulls"), golden.Numbers("log_e"));

            var read = sequence.Read();

            Near.Equal(golden.Number("lower"), read.Lower, 1e-11);
            Near.Equal(golden.Number("upper"), read.Upper, 1e-11);
            for (var at = 0; at < nulls.Length; at++)
            {
                Near.Equal(logs[at], sequence.Test(nulls[at]).Statistic);
            }
        }
    }

    [Fact]
    public void One_sided_e_values_are_those_of_the_mixture_cut_at_the_rate()
    {
        foreach (var golden in CountsGolden.Topic("binomial").EnumerateArray().Where(row => row.Whole("trials") <= 10_000))
        {
            var sequence = Of(golden.Whole("successes"), golden.Whole("trials"), new(golden.Number("a"), golden.Number("b")));
            var (nulls, logs) = (golden.Numbers("nulls"), golden.Numbers("log_greater"));
            for (var at = 0; at < nulls.Length; at++)
            {
                var test = sequence.Test(nulls[at], Alternative.Greater);

                // Far on the side of the hypothesis either mass may underflow: all is lost then, or nothing was bet.
                var underflown = double.IsNegativeInfinity(test.Statistic) || test.Statistic == 0;
                Assert.True((logs[at] < 0 && underflown) || Math.Abs(test.Statistic - logs[at]) <= 1e-9 * Math.Max(1, Math.Abs(logs[at])));
            }
        }
    }

    [Fact]
    public void A_hedged_prior_is_the_mixture_of_both()
    {
        var golden = CountsGolden.Topic("hedged");
        var sequence = Of(12, 10_000, BinomialPrior.TightestAt(0.001, 10_000));

        Near.Equal(golden.Number("log_e"), sequence.Test(0.0005).Statistic);
        Near.Equal(golden.Number("log_greater"), sequence.Test(0.0005, Alternative.Greater).Statistic);
        Near.Equal(golden.Number("lower"), sequence.Read().Lower, 1e-11);
        Near.Equal(golden.Number("upper"), sequence.Read().Upper, 1e-11);
    }

    [Fact]
    public void What_is_excluded_lies_outside_the_interval_and_the_reverse() =>
        Gen.Select(Outcomes, Priors, Gen.Double[0.0001, 0.9999], Gen.Enum<Alternative>()).Sample((outcomes, prior, rate, side) =>
        {
            var sequence = Of(outcomes.Successes, outcomes.Trials, prior);
            var interval = sequence.Read(0.9, side).Interval;
            var nearABound = Math.Abs(rate - interval.Lower) < 1e-7 || Math.Abs(rate - interval.Upper) < 1e-7;

            return nearABound || sequence.Excludes(rate, 0.9, side) != interval.Contains(rate);
        });

    [Fact]
    public void Successes_and_failures_are_mirror_images() => Outcomes.Sample(outcomes =>
    {
        var prior = BinomialPrior.TightestAt(0.02, 1_000);
        var mirror = BinomialPrior.TightestAt(0.98, 1_000);
        var (plain, mirrored) = (Of(outcomes.Successes, outcomes.Trials, prior).Read(), Of(outcomes.Trials - outcomes.Successes, outcomes.Trials, mirror).Read());

        Near.Equal(1 - plain.Upper, mirrored.Lower);
        Near.Equal(1 - plain.Lower, mirrored.Upper);
    });

    [Fact]
    public void More_confidence_and_fewer_outcomes_widen_the_interval() => Gen.Select(Outcomes, Gen.Double[0.5, 0.9]).Sample((outcomes, level) =>
    {
        var width = Of(outcomes.Successes, outcomes.Trials).Read(level).Interval.Width;

        Assert.True(width <= Of(outcomes.Successes, outcomes.Trials).Read(level + 0.09).Interval.Width + 1e-9);
        Assert.True(width >= Of(outcomes.Successes * 4, outcomes.Trials * 4).Read(level).Interval.Width - 1e-9);
    });

    [Fact]
    public void Two_bounds_never_hold_less_than_one_of_them_alone() => Gen.Select(Outcomes, Priors).Sample((outcomes, prior) =>
    {
        var sequence = Of(outcomes.Successes, outcomes.Trials, prior);
        var (above, below) = (sequence.Read(side: Alternative.Greater), sequence.Read(side: Alternative.Less));

        Assert.Equal((1, 0), (above.Upper, below.Lower));
        Assert.True(above.Interval.Contains(above.Value) && below.Interval.Contains(below.Value));
    });

    [Fact]
    public void Adding_one_by_one_adding_counts_and_merging_are_the_same() => Gen.Select(Gen.Bool.Array[1, 80], Gen.Bool.Array[1, 80]).Sample((first, second) =>
    {
        var running = new BinomialConfidenceSequence();
        foreach (var outcome in first.Concat(second))
        {
            running.Add(outcome);
        }

        var merged = Of(first.Count(one => one), first.Length);
        merged.Merge(Of(second.Count(one => one), second.Length));

        return merged.Read() == running.Read() && merged.Save() == running.Save();
    });

    [Fact]
    public void Going_on_from_saved_json_equals_never_having_stopped() => Gen.Select(Outcomes, Outcomes, Priors).Sample((first, second, prior) =>
    {
        var json = JsonSerializer.Serialize(Of(first.Successes, first.Trials, prior).Save(), StatisticsJson.Default.BinomialState);
        var resumed = BinomialConfidenceSequence.Restore(JsonSerializer.Deserialize(json, StatisticsJson.Default.BinomialState)!);
        resumed.Add(second.Successes, second.Trials);

        return resumed.Read() == Of(first.Successes + second.Successes, first.Trials + second.Trials, prior).Read();
    });

    [Fact]
    public void Rates_of_nought_and_one_are_impossible_after_the_first_that_contradicts_them()
    {
        var sequence = Of(1, 3);

        Assert.Equal((double.PositiveInfinity, 0), (sequence.Test(0).Statistic, sequence.Test(0).PValue));
        Assert.Equal(double.PositiveInfinity, sequence.Test(1, Alternative.Less).Statistic);
        Assert.Equal(1, sequence.Test(1, Alternative.Greater).PValue);
        Assert.Equal(1, Of(0, 3).Test(0).PValue);
        Assert.Equal((0, 0), (Of(0, 3).Read().Value, Of(0, 3).Read().Lower));
    }

    [Fact]
    public void A_rate_far_from_the_expected_one_costs_less_than_a_tenth_of_the_width()
    {
        foreach (var (rate, expected) in new[] { (0.001, 0.01), (0.1, 0.01), (0.5, 0.001) })
        {
            var (missed, plain) = (Of((long)(rate * 1_000_000), 1_000_000, BinomialPrior.TightestAt(expected, 10_000)), Of((long)(rate * 1_000_000), 1_000_000));

            Assert.True(missed.Read().Interval.Width < 1.1 * plain.Read().Interval.Width);
        }
    }

    [Fact]
    public void Before_the_first_outcome_nothing_is_read_and_nothing_excluded()
    {
        var empty = new BinomialConfidenceSequence();

        Assert.Throws<InvalidOperationException>(() => empty.Read());
        Assert.Equal((1, 0), (empty.Test(0.5).PValue, empty.Test(0.5).Statistic));
        Assert.False(empty.Excludes(0.5, 0.01));
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        var sequence = Of(1, 3);

        Assert.Throws<ArgumentOutOfRangeException>("successes", () => sequence.Add(4, 3));
        Assert.Throws<ArgumentOutOfRangeException>("trials", () => sequence.Add(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("rate", () => sequence.Test(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("alternative", () => sequence.Test(0.1, (Alternative)9));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => sequence.Read(1));
        Assert.Throws<ArgumentOutOfRangeException>("side", () => sequence.Read(0.9, (Alternative)9));
        Assert.Throws<ArgumentException>("prior", () => new BinomialConfidenceSequence(new BinomialPrior(0, 1)));
        Assert.Throws<ArgumentException>("prior", () => new BinomialConfidenceSequence(new BinomialPrior(1, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("rate", () => BinomialPrior.TightestAt(0, 10));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => BinomialPrior.TightestAt(0.1, 0));
        Assert.Throws<ArgumentNullException>("other", () => sequence.Merge(null!));
        Assert.Throws<ArgumentException>("other", () => sequence.Merge(new BinomialConfidenceSequence(new BinomialPrior(1, 1))));
    }

    [Fact]
    public void Impossible_states_are_refused()
    {
        var good = Of(1, 3).Save();

        Assert.Throws<ArgumentNullException>("state", () => BinomialConfidenceSequence.Restore(null!));
        foreach (var bad in new[] { good with { Count = 0 }, good with { Successes = -1 }, good with { PriorSuccesses = 0 }, good with { Hedge = -1 } })
        {
            Assert.Throws<ArgumentException>("state", () => BinomialConfidenceSequence.Restore(bad));
        }
    }

    private static BinomialConfidenceSequence Of(long successes, long trials, BinomialPrior? prior = null)
    {
        var sequence = new BinomialConfidenceSequence(prior ?? BinomialPrior.Jeffreys);
        sequence.Add(successes, trials);
        return sequence;
    }
}
