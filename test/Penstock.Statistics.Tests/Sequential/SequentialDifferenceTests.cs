using CsCheck;
using Penstock.Statistics.Sequential;
using Penstock.Statistics.Sequential.Bounded;
using Penstock.Statistics.Sequential.Counts;
using Penstock.Statistics.Sequential.QuantileBounds;

namespace Penstock.Statistics.Tests.Sequential;

public sealed class SequentialDifferenceTests
{
    private static readonly Gen<(long Successes, long Trials)> Outcomes =
        Gen.Long[1, 3_000].SelectMany(trials => Gen.Long[0, trials].Select(successes => (successes, trials)));

    [Fact]
    public void Differences_of_rates_are_those_of_the_definition()
    {
        foreach (var golden in CountsGolden.Topic("difference").EnumerateArray())
        {
            var (first, second) = (golden.Wholes("first"), golden.Wholes("second"));

            var read = SequentialDifference.OfRates(Rates(first[0], first[1]), Rates(second[0], second[1]));

            Near.Equal(golden.Number("lower"), read.Lower);
            Near.Equal(golden.Number("upper"), read.Upper);
            Near.Equal(((double)first[0] / first[1]) - ((double)second[0] / second[1]), read.Value);
            Assert.Equal(first[1] + second[1], read.Count);
        }
    }

    [Fact]
    public void Swapping_the_arms_mirrors_the_difference_of_rates() => Gen.Select(Outcomes, Outcomes).Sample(
        (first, second) =>
        {
            var (a, b) = (Rates(first.Successes, first.Trials), Rates(second.Successes, second.Trials));
            var (plain, swapped) = (SequentialDifference.OfRates(a, b), SequentialDifference.OfRates(b, a));

            Near.Equal(plain.Lower, -swapped.Upper, 1e-12);
            Near.Equal(plain.Upper, -swapped.Lower, 1e-12);
            Assert.True(plain.Interval.Contains(plain.Value) && plain.Lower >= -1 && plain.Upper <= 1);
        },
        iter: 30);

    [Fact]
    public void The_difference_of_rates_is_about_as_narrow_as_two_intervals_at_worst() => Gen.Select(Outcomes, Outcomes).Sample(
        (first, second) =>
        {
            var (a, b) = (Rates(first.Successes, first.Trials), Rates(second.Successes, second.Trials));
            var union = a.Read(0.975).Interval.Width + b.Read(0.975).Interval.Width;

            return SequentialDifference.OfRates(a, b).Interval.Width <= union * 1.1;
        },
        iter: 30);

    [Fact]
    public void Means_and_quantiles_combine_intervals_that_miss_half_as_often()
    {
        var (first, second) = (new BettingConfidenceSequence(), new BettingConfidenceSequence());
        var (fast, slow) = (new QuantileConfidenceSequence(), new QuantileConfidenceSequence());
        for (var i = 0; i < 500; i++)
        {
            first.Add(i % 10 / 10d);
            second.Add(i % 7 / 20d);
            fast.Add(100 + (i % 50));
            slow.Add(200 + (i % 90));
        }

        var means = SequentialDifference.OfMeans(first, second);
        var quantiles = SequentialDifference.OfQuantiles(slow, fast, 0.5);

        Near.Equal(first.Read(0.975).Lower - second.Read(0.975).Upper, means.Lower);
        Near.Equal(first.Read(0.975).Upper - second.Read(0.975).Lower, means.Upper);
        Near.Equal(first.Read().Value - second.Read().Value, means.Value);
        Near.Equal(slow.Read(0.5, 0.975).Lower - fast.Read(0.5, 0.975).Upper, quantiles.Lower);
        Assert.Equal((0.95, 1_000L), (quantiles.Level, quantiles.Count));
        Assert.True(means.Lower > 0 && quantiles.Lower > 50);
    }

    [Fact]
    public void An_arm_without_a_bound_leaves_the_difference_without_one()
    {
        var (few, many) = (new QuantileConfidenceSequence(), new QuantileConfidenceSequence());
        few.Add(1);
        many.Add(1);

        var read = SequentialDifference.OfQuantiles(few, many, 0.99);

        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (read.Lower, read.Upper));
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        var (empty, some) = (new BinomialConfidenceSequence(), Rates(1, 2));

        Assert.Throws<ArgumentNullException>("first", () => SequentialDifference.OfRates(null!, some));
        Assert.Throws<ArgumentNullException>("second", () => SequentialDifference.OfMeans(new BettingConfidenceSequence(), null!));
        Assert.Throws<ArgumentNullException>("second", () => SequentialDifference.OfQuantiles(new QuantileConfidenceSequence(), null!, 0.5));
        Assert.Throws<InvalidOperationException>(() => SequentialDifference.OfRates(empty, some));
        Assert.Throws<InvalidOperationException>(() => SequentialDifference.OfMeans(new BettingConfidenceSequence(), new BettingConfidenceSequence()));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => SequentialDifference.OfRates(some, some, 1));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => SequentialDifference.OfMeans(new BettingConfidenceSequence(), new BettingConfidenceSequence(), 1));
        Assert.Throws<ArgumentOutOfRangeException>("quantile", () => SequentialDifference.OfQuantiles(new QuantileConfidenceSequence(), new QuantileConfidenceSequence(), 1));
    }

    private static BinomialConfidenceSequence Rates(long successes, long trials)
    {
        var sequence = new BinomialConfidenceSequence();
        sequence.Add(successes, trials);
        return sequence;
    }
}
