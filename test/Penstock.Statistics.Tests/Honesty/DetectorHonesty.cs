using Penstock.Statistics.Drift;
using Penstock.Statistics.Drift.Detectors;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>False alarms of running detectors over 10,000 observations without drift, and decompositions of known changes.</summary>
internal static class DetectorHonesty
{
    private const string Group = "Drift detectors";
    private const int Steps = 10_000;

    // An average run of 100,000 leaves a false alarm within 10,000 with chance 1 − e^−0.1.
    private const double AverageRun = 100_000;
    private static readonly double Within = 1 - Math.Exp(-Steps / AverageRun);
    private static readonly double CusumThreshold = Cusum.ThresholdFor(AverageRun);
    private static readonly double EwmaWidth = EwmaChart.WidthFor(AverageRun);

    public static IEnumerable<HonestyCase> Cases =>
    [
        new(Group, "Two-sided CUSUM", "normal, run of 100,000 asked for, 10,000 steps", Within, Promise.Exact, stream =>
            Alarms(stream, new Cusum(new() { Threshold = CusumThreshold }).Add, one => one.NextNormal())),
        new(Group, "Two-sided CUSUM", "lognormal, standardised, run of 100,000 asked for, 10,000 steps", Within, Promise.Broken, stream =>
            Alarms(stream, new Cusum(new() { Threshold = CusumThreshold, Target = Math.Exp(0.5), StandardDeviation = 2.1611974158950877 }).Add, one => Math.Exp(one.NextNormal()))) { ShortRuns = 500 },
        new(Group, "EWMA control chart", "normal, weight 0.1, run of 100,000 asked for, 10,000 steps", Within, Promise.Exact, stream =>
            Alarms(stream, new EwmaChart(new() { Width = EwmaWidth }).Add, one => one.NextNormal())),
        new(Group, "Two-sided Page-Hinkley test", "normal, threshold of the CUSUM for a run of 100,000, 10,000 steps", Within, Promise.AtMost, stream =>
            Alarms(stream, new PageHinkley(new() { Tolerance = 0.5, Threshold = CusumThreshold }).Add, one => one.NextNormal())),
        new(Group, "ADWIN adaptive windowing", "uniform, δ 0.002 at each of 312 checks, 10,000 steps", 1 - Math.Pow(0.998, 312), Promise.AtMost, stream =>
            Alarms(stream, new Adwin(new()).Add, one => one.NextDouble())) { ShortRuns = 1_000 },
        new(Group, "ADWIN adaptive windowing", "failures of 1 %, δ 0.002 at each of 312 checks, 10,000 steps", 1 - Math.Pow(0.998, 312), Promise.AtMost, stream =>
            Alarms(stream, new Adwin(new()).Add, one => one.NextDouble() < 0.01 ? 1 : 0)) { ShortRuns = 1_000 },
        Mix("Change of the overall mean", "3 segments, n 600 and 500", 600, 500, result => result.Total, -0.015),
        Mix("Mix effect (Kitagawa)", "3 segments, n 600 and 500", 600, 500, result => result.Mix, -0.08),
        Mix("Within-segment effect (Kitagawa)", "3 segments, n 600 and 500", 600, 500, result => result.Within, 0.065),
        Mix("Within-segment effect (Kitagawa)", "3 segments, n 120 and 100", 120, 100, result => result.Within, 0.065),
    ];

    private static bool Alarms(RandomStream stream, Func<double, bool> add, Func<RandomStream, double> draw)
    {
        for (var step = 0; step < Steps; step++)
        {
            if (add(draw(stream)))
            {
                return true;
            }
        }

        return false;
    }

    // Shares 0.5, 0.3, 0.2 become 0.3, 0.3, 0.4; rates 0.9, 0.6, 0.5 become 0.95, 0.7, 0.55: 0.73 becomes 0.715.
    private static HonestyCase Mix(
        string method, string setting, int before, int after, Func<MixDecompositionResult, Estimate> part, double truth) =>
        new(Group, $"{method}, delta method", setting, 0.05, Promise.Exact, stream =>
        {
            var first = Period(stream, before, [0.5, 0.3], [0.9, 0.6, 0.5]);
            var second = Period(stream, after, [0.3, 0.3], [0.95, 0.7, 0.55]);
            return !part(MixDecomposition.Of([.. Enumerable.Range(0, 3).Select(index => SegmentChange.OfRates($"{index}", first[index], second[index]))]))
                .Interval.Contains(truth);
        });

    private static (long Successes, long Trials)[] Period(RandomStream stream, int n, double[] shares, double[] rates)
    {
        var counts = new (long Successes, long Trials)[rates.Length];
        for (var draw = 0; draw < n; draw++)
        {
            var place = stream.NextDouble();
            var segment = place < shares[0] ? 0 : place < shares[0] + shares[1] ? 1 : 2;
            counts[segment].Trials++;
            counts[segment].Successes += stream.NextDouble() < rates[segment] ? 1 : 0;
        }

        return counts;
    }
}
