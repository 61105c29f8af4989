using Penstock.Statistics.Numerics;
using Penstock.Statistics.Sequential;
using Penstock.Statistics.Sequential.Bounded;
using Penstock.Statistics.Sequential.Counts;
using Penstock.Statistics.Sequential.QuantileBounds;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>How often the always-valid methods for rates, bounded means, quantiles and sample ratios are wrong at any look.</summary>
internal static class SequentialCountsHonesty
{
    private const double Alpha = 0.05;

    // Most answers are poor and a few are good: E u³ = 1/4, E u⁶ = 1/7.
    private static readonly DataStream Skewed = new("skewed scores (u³)", 0.25, (1d / 7) - 0.0625, stream => Math.Pow(stream.NextDouble(), 3));

    // 0, ¼, ½, ¾, 1 with chances 50, 25, 10, 10 and 5 %.
    private static readonly DataStream Grades = new("five grades", 0.2375, 0.09046875, stream => stream.NextDouble() switch
    {
        < 0.5 => 0,
        < 0.75 => 0.25,
        < 0.85 => 0.5,
        < 0.95 => 0.75,
        _ => 1,
    });

    public static IEnumerable<HonestyCase> Cases => [.. Rates, .. BoundedMeans, .. RareEvents, .. Differences, .. Latencies, .. Splits];

    private static IEnumerable<HonestyCase> Rates =>
    [
        Rate(0.001, 20_000, 20),
        Rate(0.001, 20_000, 200),
        Rate(0.001, 1_500, 1_500),
        Rate(0.01, 5_000, 200),
        Rate(0.1, 2_000, 20),
        Rate(0.1, 2_000, 200),
        Rate(0.1, 2_000, 2_000),
        Rate(0.5, 2_000, 2_000),
        Rate(0.001, 20_000, 200, BinomialPrior.TightestAt(0.001, 10_000)),
        Rate(0.01, 5_000, 200, BinomialPrior.TightestAt(0.001, 10_000)),
        Rate(0.1, 1_000, 1_000, BinomialPrior.TightestAt(0.1, 500)),
        Rate(0.001, 20_000, 200, BinomialPrior.TightestAt(0.001, 10_000), Alternative.Greater),
        Rate(0.01, 5_000, 200, side: Alternative.Greater),
        Rate(0.1, 500, 500, side: Alternative.Less),
    ];

    private static IEnumerable<HonestyCase> BoundedMeans =>
    [
        Bounded(DataStream.Binary(0.001), 10_000, 20),
        Bounded(DataStream.Binary(0.001), 20_000, 200),
        Bounded(DataStream.Binary(0.01), 5_000, 200),
        Bounded(DataStream.Binary(0.1), 1_000, 20),
        Bounded(DataStream.Binary(0.1), 200, 200),
        Bounded(DataStream.Binary(0.5), 1_000, 200),
        Bounded(DataStream.Binary(0.001), 10_000, 200, Alternative.Greater),
        Bounded(Skewed, 500, 20),
        Bounded(Skewed, 50, 50),
        Bounded(Grades, 1_000, 200),
    ];

    private static IEnumerable<HonestyCase> RareEvents =>
    [
        Rare(0.05, 0.001, 1, 40_000, 20),
        Rare(0.05, 0.01, 1, 10_000, 200),
        Rare(0.5, 0.001, 1, 40_000, 200),
        Rare(0.5, 0.01, 3, 10_000, 200),
        Rare(0.05, 0.01, 1, 10_000, 200, Alternative.Greater),
        Case(RareEventComparison.Method, "equal rates, 400 failures, a look at every failure, 10 % in the candidate", Alpha, stream =>
        {
            var comparison = new RareEventComparison(0.1);
            return SequentialMeansHonesty.Ever(400, 400, () => Fail(comparison, stream.NextDouble() < 0.1), () => comparison.Test().PValue <= Alpha);
        }),
        Case(RareEventComparison.Method, "equal rates, 400 failures, a look at every failure, the share rises from 1 % over 5 % and 25 % to 50 %", Alpha, Ramp),
    ];

    private static IEnumerable<HonestyCase> Differences =>
    [
        RateDifference(0.01, 0.5, 4_000, 20),
        RateDifference(0.1, 0.1, 2_000, 200),
        RateDifference(0.5, 0.5, 1_000, 200),
        RateDifference(0.1, 0.2, 1_000, 1_000),
        MeanDifference(1_000, 20),
        MeanDifference(1_000, 200),
        MeanDifference(500, 500),
        QuantileDifference(1_000, 20),
        QuantileDifference(1_000, 200),
        QuantileDifference(500, 500),
    ];

    private static IEnumerable<HonestyCase> Latencies =>
    [
        Latency(0.5, 2_000, 20),
        Latency(0.95, 2_000, 200),
        Latency(0.99, 5_000, 20),
        Latency(0.9, 100, 100),
        Case(QuantileConfidenceSequence.Method, SequentialMeansHonesty.Setting("p95 of lognormal latencies, the interval read", 2_000, 10, null), Alpha, stream =>
        {
            var sequence = new QuantileConfidenceSequence(2_000);
            var truth = Math.Exp(Distributions.NormalQuantile(0.95));
            return SequentialMeansHonesty.Ever(
                2_000, 10, () => sequence.Add(Math.Exp(stream.NextNormal())), () => !sequence.Read(0.95).Interval.Contains(truth));
        }),
        Case(QuantileConfidenceSequence.Method, SequentialMeansHonesty.Setting("p90 of latencies tied at whole tenths of a second", 2_000, 20, null), Alpha, stream =>
        {
            // Nine tenths are 0.1, 0.2 or 0.3 s and the rest 5 s: p90 is 0.3, at the very edge of a tie.
            var sequence = new QuantileConfidenceSequence(2_000);
            return SequentialMeansHonesty.Ever(
                2_000,
                20,
                () => sequence.Add(stream.NextDouble() < 0.9 ? 0.1 * (1 + stream.NextBelow(3)) : 5),
                () => sequence.Test(0.1 * 3, 0.9, Alternative.TwoSided).PValue <= Alpha);
        }),
    ];

    private static IEnumerable<HonestyCase> Splits =>
    [
        Split([0.5, 0.5], 0.05, 5_000, 5_000, 500),
        Split([0.5, 0.5], 0.05, 20_000, 20),
        Split([0.5, 0.5], 0.001, 5_000, 5_000, 500),
        Split([0.9, 0.1], 0.05, 20_000, 200),
        Split([0.9, 0.1], 0.05, 5_000, 5_000),
        Split([0.9, 0.1], 0.001, 20_000, 200),
        Split([0.2, 0.3, 0.5], 0.05, 5_000, 5_000, 500),
        Split([0.2, 0.3, 0.5], 0.001, 20_000, 200),
    ];

    private static HonestyCase Case(string method, string setting, double nominal, Func<RandomStream, bool> isWrong) =>
        new("Looking before the end: counts and bounded values", method, setting, nominal, Promise.AtMost, isWrong);

    // Whether the truth is excluded at a look: the same as whether the interval misses it, and thirty times as fast.
    private static HonestyCase Rate(double rate, int count, int looks, BinomialPrior? prior = null, Alternative side = Alternative.TwoSided)
    {
        var beliefs = prior ?? BinomialPrior.Jeffreys;
        var how = $"{Side(side)}, prior {beliefs.Successes:G3} and {beliefs.Failures:G4}";
        return Case(BinomialConfidenceSequence.Method, SequentialMeansHonesty.Setting(DataStream.Binary(rate).Name, count, looks, how), Alpha, stream =>
        {
            var sequence = new BinomialConfidenceSequence(beliefs);
            return SequentialMeansHonesty.Ever(
                count, looks, () => sequence.Add(stream.NextDouble() < rate), () => sequence.Excludes(rate, 1 - Alpha, side));
        });
    }

    private static HonestyCase Bounded(DataStream data, int count, int looks, Alternative side = Alternative.TwoSided) =>
        Case(BettingConfidenceSequence.Method, SequentialMeansHonesty.Setting(data.Name, count, looks, Side(side)), Alpha, stream =>
        {
            var sequence = new BettingConfidenceSequence();
            return SequentialMeansHonesty.Ever(
                count, looks, () => sequence.Add(data.Draw(stream)), () => sequence.Excludes(data.Mean, 1 - Alpha, side));
        });

    // The rates of both arms rise and fall threefold over the stream; their ratio stays.
    private static HonestyCase Rare(double share, double rate, double ratio, int requests, int looks, Alternative side = Alternative.TwoSided) =>
        Case(
            RareEventComparison.Method,
            SequentialMeansHonesty.Setting($"a failure rate about {rate * 100} % that rises and falls", requests, looks, $"ratio {ratio}, {share * 100} % in the candidate, {Side(side)}"),
            Alpha,
            stream =>
            {
                var comparison = new RareEventComparison(share);
                var request = 0;
                return SequentialMeansHonesty.Ever(
                    requests,
                    looks,
                    () =>
                    {
                        var isCandidate = stream.NextDouble() < share;
                        var now = rate * (request++ % 6_000 < 3_000 ? 0.5 : 1.5);
                        if (stream.NextDouble() < (isCandidate ? now * ratio : now))
                        {
                            Fail(comparison, isCandidate);
                        }
                    },
                    () => comparison.Test(ratio, side).PValue <= Alpha);
            });

    private static bool Ramp(RandomStream stream)
    {
        var comparison = new RareEventComparison(0.01);
        var failures = 0;
        return SequentialMeansHonesty.Ever(
            400,
            400,
            () =>
            {
                comparison.ChangeShare((failures++ / 100) switch { 0 => 0.01, 1 => 0.05, 2 => 0.25, _ => 0.5 });
                Fail(comparison, stream.NextDouble() < comparison.Share);
            },
            () => comparison.Test(1, Alternative.Greater).PValue <= Alpha);
    }

    private static void Fail(RareEventComparison comparison, bool isCandidate)
    {
        if (isCandidate)
        {
            comparison.AddCandidate();
            return;
        }

        comparison.AddBaseline();
    }

    private static HonestyCase RateDifference(double rate, double share, int count, int looks) =>
        Case(
            SequentialDifference.RateMethod,
            SequentialMeansHonesty.Setting(DataStream.Binary(rate).Name, count, looks, $"{share * 100} % in the first arm"),
            Alpha,
            stream =>
            {
                var (first, second) = (new BinomialConfidenceSequence(), new BinomialConfidenceSequence());
                first.Add(stream.NextDouble() < rate);
                second.Add(stream.NextDouble() < rate);
                return SequentialMeansHonesty.Ever(
                    count,
                    looks,
                    () => (stream.NextDouble() < share ? first : second).Add(stream.NextDouble() < rate),
                    () => IsRefuted(first, second, rate) && !SequentialDifference.OfRates(first, second).Interval.Contains(0));
            });

    // The interval leaves the true difference out only where the true pair of rates is refuted, which is quick to see.
    private static bool IsRefuted(BinomialConfidenceSequence first, BinomialConfidenceSequence second, double rate)
    {
        var (a, b) = (Math.Exp(first.Test(rate).Statistic), Math.Exp(second.Test(rate).Statistic));
        return (a + b + (a * b)) / 3 >= 1 / Alpha;
    }

    // The union bound leaves the true difference out only where an arm leaves its own truth out at half the error, which is quick to see.
    private static HonestyCase MeanDifference(int count, int looks) =>
        Case(SequentialDifference.MeanMethod, SequentialMeansHonesty.Setting(Grades.Name, count, looks, "20 % in the first arm"), Alpha, stream =>
        {
            var (first, second) = (new BettingConfidenceSequence(), new BettingConfidenceSequence());
            first.Add(Grades.Draw(stream));
            second.Add(Grades.Draw(stream));
            return SequentialMeansHonesty.Ever(
                count,
                looks,
                () => (stream.NextDouble() < 0.2 ? first : second).Add(Grades.Draw(stream)),
                () => (first.Excludes(Grades.Mean, 1 - (Alpha / 2)) || second.Excludes(Grades.Mean, 1 - (Alpha / 2)))
                    && !SequentialDifference.OfMeans(first, second).Interval.Contains(0));
        });

    private static HonestyCase QuantileDifference(int count, int looks) =>
        Case(SequentialDifference.QuantileMethod, SequentialMeansHonesty.Setting("p90 of lognormal latencies", count, looks, "20 % in the first arm"), Alpha, stream =>
        {
            var (first, second) = (new QuantileConfidenceSequence(count), new QuantileConfidenceSequence(count));
            var truth = Math.Exp(Distributions.NormalQuantile(0.9));
            first.Add(Math.Exp(stream.NextNormal()));
            second.Add(Math.Exp(stream.NextNormal()));
            return SequentialMeansHonesty.Ever(
                count,
                looks,
                () => (stream.NextDouble() < 0.2 ? first : second).Add(Math.Exp(stream.NextNormal())),
                () => (Refutes(first, truth) || Refutes(second, truth)) && !SequentialDifference.OfQuantiles(first, second, 0.9).Interval.Contains(0));
        });

    private static bool Refutes(QuantileConfidenceSequence arm, double truth) => arm.Test(truth, 0.9, Alternative.TwoSided).PValue <= Alpha / 2;

    private static HonestyCase Latency(double quantile, int count, int looks) =>
        Case(QuantileConfidenceSequence.Method, SequentialMeansHonesty.Setting($"p{quantile * 100} of lognormal latencies", count, looks, null), Alpha, stream =>
        {
            var sequence = new QuantileConfidenceSequence(count);
            var truth = Math.Exp(Distributions.NormalQuantile(quantile));
            return SequentialMeansHonesty.Ever(
                count,
                looks,
                () => sequence.Add(Math.Exp(stream.NextNormal())),
                () => sequence.Test(truth, quantile, Alternative.TwoSided).PValue <= Alpha);
        });

    private static HonestyCase Split(double[] shares, double alpha, int units, int looks, double concentration = SampleRatioSequence.UsualConcentration)
    {
        var setting = SequentialMeansHonesty.Setting($"a split of {string.Join(" : ", shares.Select(share => share * 100))}", units, looks, $"alarm below {alpha}, concentration {concentration:N0}");
        return Case(SampleRatioSequence.Method, setting, alpha, stream =>
        {
            var sequence = new SampleRatioSequence(shares, concentration);
            if (looks == units)
            {
                return SequentialMeansHonesty.Ever(
                    units, looks, () => sequence.Add(ArmOf(shares, stream.NextDouble())), () => sequence.Read().PValue <= alpha);
            }

            var waiting = new long[shares.Length];
            return SequentialMeansHonesty.Ever(
                units,
                looks,
                () => waiting[ArmOf(shares, stream.NextDouble())]++,
                () =>
                {
                    sequence.Add(waiting);
                    Array.Clear(waiting);
                    return sequence.Read().PValue <= alpha;
                });
        });
    }

    private static int ArmOf(double[] shares, double uniform)
    {
        var arm = 0;
        for (var below = shares[0]; uniform >= below && arm < shares.Length - 1; below += shares[arm])
        {
            arm++;
        }

        return arm;
    }

    private static string Side(Alternative side) => side switch
    {
        Alternative.TwoSided => "both bounds",
        Alternative.Greater => "lower bound alone",
        Alternative.Less => "upper bound alone",
    };
}
