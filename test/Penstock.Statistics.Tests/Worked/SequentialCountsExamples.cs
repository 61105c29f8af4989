using Penstock.Statistics.Numerics;
using Penstock.Statistics.Sequential;
using Penstock.Statistics.Sequential.Bounded;
using Penstock.Statistics.Sequential.Counts;
using Penstock.Statistics.Sequential.QuantileBounds;

namespace Penstock.Statistics.Tests.Worked;

public sealed class SequentialCountsExamples
{
    [Fact]
    public void A_failure_rate_is_held_against_its_limit_at_every_request()
    {
        var outcomes = Outcomes(0.005, 6_000, seed: 8);

        // docs: failures
        var failures = new BinomialConfidenceSequence(BinomialPrior.TightestAt(rate: 0.001, count: 5_000));
        foreach (var failed in outcomes)
        {
            failures.Add(failed);
            if (failures.Excludes(0.001, alternative: Alternative.Greater))
            {
                break; // "at most 0.1 %" is refuted: one evaluation a request, no interval needed
            }
        }

        var rate = failures.Read();
        Assert.Equal(2_312, rate.Count);
        Assert.Equal(8, failures.Successes);
        Assert.Equal(0.00346, rate.Value, 5);
        Assert.Equal(0.00084, rate.Lower, 5);
        Assert.Equal(0.00908, rate.Upper, 5);
        // docs: end
    }

    [Fact]
    public void A_canary_is_accused_by_its_share_of_the_failures()
    {
        // docs: rare
        var comparison = new RareEventComparison(share: 0.05);
        comparison.AddCandidate(4);
        comparison.AddBaseline(21);
        comparison.ChangeShare(0.25); // the next step of the rollout: what was learned stays
        comparison.AddCandidate(14);
        comparison.AddBaseline(16);

        var test = comparison.Test(ratio: 1, Alternative.Greater); // "fails at most as often as the baseline"
        var ratio = comparison.Read();
        Assert.Equal(0.0269, test.PValue, 4);
        Assert.Equal(2.82, ratio.Value, 2);
        Assert.Equal(0.91, ratio.Lower, 2);
        Assert.Equal(8.35, ratio.Upper, 2);
        // docs: end
    }

    [Fact]
    public void Rates_of_two_arms_are_subtracted()
    {
        // docs: difference
        var (candidate, baseline) = (new BinomialConfidenceSequence(), new BinomialConfidenceSequence());
        candidate.Add(successes: 430, trials: 500);
        baseline.Add(successes: 8_100, trials: 9_500);

        var difference = SequentialDifference.OfRates(candidate, baseline);
        Assert.Equal(0.0074, difference.Value, 4);
        Assert.Equal(-0.0675, difference.Lower, 4);
        Assert.Equal(0.0693, difference.Upper, 4);
        // docs: end
    }

    [Fact]
    public void Scores_are_followed_from_the_first_one_on()
    {
        var scores = Scores();

        // docs: betting
        var score = new BettingConfidenceSequence(low: 0, high: 1);
        foreach (var value in scores)
        {
            score.Add(value);
        }

        var mean = score.Read();
        Assert.Equal(0.683, mean.Value, 3);
        Assert.Equal(0.650, mean.Lower, 3);
        Assert.Equal(0.715, mean.Upper, 3);
        Assert.True(score.Excludes(0.6)); // the same as asking the interval, at a thirtieth of the cost
        // docs: end
    }

    [Fact]
    public void The_tail_of_latency_is_bounded_while_it_is_measured()
    {
        var latencies = Latencies();

        // docs: latency
        var latency = new QuantileConfidenceSequence(tightestAt: 5_000);
        foreach (var milliseconds in latencies)
        {
            latency.Add(milliseconds); // a request that timed out: double.PositiveInfinity
        }

        var p95 = latency.Read(0.95);
        Assert.Equal(948, p95.Value);
        Assert.Equal(888, p95.Lower);
        Assert.Equal(1_040, p95.Upper);
        Assert.True(latency.Test(limit: 800, quantile: 0.95, Alternative.Greater).PValue < 0.01); // "p95 is at most 800 ms"
        // docs: end
    }

    [Fact]
    public void A_broken_split_is_noticed_within_days()
    {
        // docs: split
        var split = new SampleRatioSequence([0.5, 0.5]);
        for (var day = 1; day <= 7; day++)
        {
            split.Add([500, 560]); // users that each arm got today
        }

        Assert.Equal(0.00834, split.Read().PValue, 5);
        // docs: end
    }

    private static bool[] Outcomes(double rate, int count, ulong seed)
    {
        var stream = new RandomStream(seed);
        return [.. Enumerable.Range(0, count).Select(_ => stream.NextDouble() < rate)];
    }

    private static double[] Scores()
    {
        var stream = new RandomStream(3);
        return [.. Enumerable.Range(0, 1_000).Select(_ => 1 - Math.Pow(stream.NextDouble(), 2.3))];
    }

    private static double[] Latencies()
    {
        var stream = new RandomStream(5);
        return [.. Enumerable.Range(0, 5_000).Select(_ => 300 * Math.Exp(0.7 * stream.NextNormal()))];
    }
}
