using Penstock.Statistics.Numerics;
using Penstock.Statistics.Sequential.Bounded;
using Penstock.Statistics.Sequential.Counts;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>
/// The same cost for scores in a known range, and, one-sided against one-sided fixed tests, for a failure rate above a limit of 1 % and for a candidate
/// that fails more often than a baseline with 1 %. An effect is counted in the standard deviations of an outcome at 1 %.
/// </summary>
internal static class SampleSizeCostOfCounts
{
    private const double Level = 0.95;
    private const double Limit = 0.01;
    private const double Share = 0.05;

    private static readonly double[] Effects = [0.05, 0.1, 0.2, 0.3, 0.5];

    public static IEnumerable<CostRow> Rows(int runs) =>
    [
        .. Effects.Select(effect => Scores(effect, runs)),
        .. Effects.SelectMany(effect => Rate(effect, runs)),
        .. Effects.Select(effect => Candidate(effect, runs)),
    ];

    private static CostRow Scores(double effect, int runs)
    {
        var scores = DataStream.Uniform;
        var nullValue = scores.Mean - (effect * Math.Sqrt(scores.Variance));
        return SampleSizeCost.Row("Betting confidence sequence, range 0 … 1", effect, runs, stream =>
        {
            var sequence = new BettingConfidenceSequence();
            return Sparse(() => sequence.Add(scores.Draw(stream)), () => sequence.Excludes(nullValue));
        });
    }

    // An evaluation over hundreds of cells at each of thousands of observations would take minutes: looks 2 % apart find the same within 2 %.
    private static Func<bool> Sparse(Action add, Func<bool> excludes)
    {
        var (count, next) = (0, 1);
        return () =>
        {
            add();
            if (++count < next)
            {
                return false;
            }

            next = count + Math.Max(1, count / 50);
            return excludes();
        };
    }

    private static IEnumerable<CostRow> Rate(double effect, int runs)
    {
        var rate = Above(effect);
        var test = (effect, FixedCount(rate, 0.8), FixedCount(rate, 0.9));
        yield return SampleSizeCost.Row("Beta-binomial confidence sequence, prior of Jeffreys, a limit of 1 %, one-sided", test, runs, stream => Start(stream, BinomialPrior.Jeffreys));
        yield return SampleSizeCost.Row("Beta-binomial confidence sequence, tightest at 1 % and fixed n, a limit of 1 %, one-sided", test, runs, stream =>
            Start(stream, BinomialPrior.TightestAt(Limit, test.Item2)));
        yield return SampleSizeCost.Row("Betting confidence sequence, a limit of 1 %, one-sided", test, runs, stream =>
        {
            var sequence = new BettingConfidenceSequence();
            return () =>
            {
                var failed = stream.NextDouble() < rate;
                sequence.Add(failed ? 1 : 0);
                return failed && sequence.Excludes(Limit, Level, Alternative.Greater);
            };
        });

        Func<bool> Start(RandomStream stream, BinomialPrior prior)
        {
            var sequence = new BinomialConfidenceSequence(prior);
            return () =>
            {
                var failed = stream.NextDouble() < rate;
                sequence.Add(failed);
                return failed && sequence.Excludes(Limit, Level, Alternative.Greater);
            };
        }
    }

    // Requests of both arms until the candidate is accused, against the z test of two proportions with the same split.
    private static CostRow Candidate(double effect, int runs)
    {
        var bad = Above(effect);
        var test = (effect, FixedCandidate(bad, 0.8), FixedCandidate(bad, 0.9));
        return SampleSizeCost.Row("Rare-event comparison, 5 % in the candidate, a baseline of 1 %, one-sided", test, runs, stream =>
        {
            var comparison = new RareEventComparison(Share);
            return () =>
            {
                var isCandidate = stream.NextDouble() < Share;
                if (stream.NextDouble() >= (isCandidate ? bad : Limit))
                {
                    return false;
                }

                if (!isCandidate)
                {
                    comparison.AddBaseline();
                    return false;
                }

                comparison.AddCandidate();
                return comparison.Test(1, Alternative.Greater).PValue <= 1 - Level;
            };
        });
    }

    // 1.5, 2, 3, 4 and 6 %.
    private static double Above(double effect) => Limit + (effect * Math.Sqrt(Limit * (1 - Limit)));

    private static long FixedCount(double rate, double power)
    {
        var (alpha, beta) = (-Distributions.NormalQuantile(1 - Level), Distributions.NormalQuantile(power));
        var spread = (alpha * Math.Sqrt(Limit * (1 - Limit))) + (beta * Math.Sqrt(rate * (1 - rate)));
        return (long)Math.Ceiling(Math.Pow(spread / (rate - Limit), 2));
    }

    private static long FixedCandidate(double bad, double power)
    {
        var (alpha, beta) = (-Distributions.NormalQuantile(1 - Level), Distributions.NormalQuantile(power));
        var pooled = (Share * bad) + ((1 - Share) * Limit);
        var spread = (alpha * Math.Sqrt(pooled * (1 - pooled) / Share / (1 - Share)))
            + (beta * Math.Sqrt((bad * (1 - bad) / Share) + (Limit * (1 - Limit) / (1 - Share))));
        return (long)Math.Ceiling(Math.Pow(spread / (bad - Limit), 2));
    }
}
