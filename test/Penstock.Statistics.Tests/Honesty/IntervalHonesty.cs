using Penstock.Statistics.Intervals;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>How often the intervals of means and quantiles miss the truth.</summary>
internal static class IntervalHonesty
{
    private const double Alpha = 0.05;
    private const int Resamples = 399;

    private delegate Estimate Method(double[] sample, ulong seed);

    private static readonly Method Student = (sample, _) => Means.Student(sample);
    private static readonly Method Percentile = (sample, seed) => Bootstrap.MeanPercentile(sample, seed, Resamples);
    private static readonly Method Bca = (sample, seed) => Bootstrap.MeanBca(sample, seed, Resamples);
    private static readonly Method Studentised = (sample, seed) => Bootstrap.MeanStudentised(sample, seed, Resamples);

    public static IEnumerable<HonestyCase> Cases => [.. Normal, .. Skewed, .. General, .. Latencies, .. Related];

    private static IEnumerable<HonestyCase> Normal =>
    [
        .. new[] { 5, 10, 30 }.Select(count => Mean("Student's t interval", Student, DataStream.Normal, count, Promise.Exact)),
        .. new[] { 5, 10 }.Select(count => Mean("Percentile bootstrap interval", Percentile, DataStream.Normal, count, Promise.Broken)),
        Mean("Percentile bootstrap interval", Percentile, DataStream.Normal, 200, Promise.Exact),
        .. new[] { 5, 10 }.Select(count => Mean("BCa bootstrap interval", Bca, DataStream.Normal, count, Promise.Broken)),
        Mean("BCa bootstrap interval", Bca, DataStream.Normal, 200, Promise.Exact),
        .. new[] { 5, 10, 30 }.Select(count => Mean("Bootstrap-t interval of the mean", Studentised, DataStream.Normal, count, Promise.Exact)),
    ];

    private static IEnumerable<HonestyCase> Skewed =>
    [
        Mean("Student's t interval", Student, DataStream.Exponential, 20, Promise.Broken),
        Mean("Student's t interval", Student, DataStream.Exponential, 500, Promise.Exact),
        Mean("Student's t interval", Student, DataStream.Lognormal(0.5), 500, Promise.Exact),
        Mean("Student's t interval", Student, DataStream.Lognormal(1), 20, Promise.Broken),
        Mean("Student's t interval", Student, DataStream.Lognormal(1), 100, Promise.Broken),
        Mean("Student's t interval", Student, DataStream.Lognormal(1.5), 100, Promise.Broken),
        Mean("Percentile bootstrap interval", Percentile, DataStream.Lognormal(1), 20, Promise.Broken),
        Mean("Percentile bootstrap interval", Percentile, DataStream.Lognormal(1), 100, Promise.Broken),
        Mean("BCa bootstrap interval", Bca, DataStream.Lognormal(1), 20, Promise.Broken),
        Mean("BCa bootstrap interval", Bca, DataStream.Lognormal(1), 100, Promise.Broken),
        Mean("Bootstrap-t interval of the mean", Studentised, DataStream.Exponential, 100, Promise.Exact),
        Mean("Bootstrap-t interval of the mean", Studentised, DataStream.Lognormal(0.5), 100, Promise.Exact),
        Mean("Bootstrap-t interval of the mean", Studentised, DataStream.Lognormal(1), 20, Promise.Broken),
        Mean("Bootstrap-t interval of the mean", Studentised, DataStream.Lognormal(1.5), 20, Promise.Broken),
        Mean("Bootstrap-t interval of the mean", Studentised, DataStream.Lognormal(1.5), 100, Promise.Broken),
    ];

    private static IEnumerable<HonestyCase> General =>
    [
        Median("Percentile bootstrap interval", (sample, seed) => Bootstrap.Percentile(sample, Middle, seed, Resamples), 7, Promise.Broken),
        Median("BCa bootstrap interval", (sample, seed) => Bootstrap.Bca(sample, Middle, seed, Resamples), 7, Promise.Broken),
    ];

    private static IEnumerable<HonestyCase> Latencies =>
    [
        .. from setting in new[] { (20, 0.5), (100, 0.5), (30, 0.9), (72, 0.95), (200, 0.95), (400, 0.99), (1_000, 0.99) }
           select Quantile(setting.Item1, setting.Item2),
        .. from setting in new[] { (20, 0.5), (59, 0.95), (200, 0.95), (300, 0.99) }
           select QuantileUpper(setting.Item1, setting.Item2),
        Case("Order-statistic interval of a quantile", "latencies rounded to whole seconds, p50, n = 100", Promise.AtMost, stream =>
            !Quantiles.TwoSided(Draw(stream, 100, one => Math.Floor(3 * Math.Exp(one.NextNormal()))), 0.5).Estimate.Interval.Contains(3)),
    ];

    private static IEnumerable<HonestyCase> Related =>
    [
        Case("Student's t interval", "20 conversations of 5 related turns, each turn taken as independent", Promise.Broken, stream => Turns(stream, whole: false)),
        Case("Student's t interval", "20 conversations of 5 related turns, each conversation a unit", Promise.Exact, stream => Turns(stream, whole: true)),
    ];

    private static HonestyCase Case(string method, string setting, Promise promise, Func<RandomStream, bool> isWrong) =>
        new("One mean or quantile", method, setting, Alpha, promise, isWrong);

    private static HonestyCase Mean(string name, Method method, DataStream data, int count, Promise promise) =>
        Case(name, $"{data.Name}, n = {count}", promise, stream =>
            !method(Draw(stream, count, data.Draw), stream.NextBits()).Interval.Contains(data.Mean));

    private static HonestyCase Median(string name, Method method, int count, Promise promise) =>
        Case(name, $"median of lognormal costs, n = {count}", promise, stream =>
            !method(Draw(stream, count, one => Math.Exp(one.NextNormal())), stream.NextBits()).Interval.Contains(1));

    // Latencies of a lognormal distribution: the true quantile is that of the normal one, raised.
    private static HonestyCase Quantile(int count, double share) =>
        Case("Order-statistic interval of a quantile", $"lognormal latencies, p{100 * share}, n = {count:N0}", Promise.Enumerated, stream =>
            !Quantiles.TwoSided(Draw(stream, count, one => Math.Exp(one.NextNormal())), share).Estimate.Interval.Contains(Truth(share))) with
        {
            Enumerated = 1 - Quantiles.TwoSided(new double[count], share).Coverage,
        };

    private static HonestyCase QuantileUpper(int count, double share) =>
        Case("Order-statistic upper bound of a quantile", $"lognormal latencies, p{100 * share}, n = {count:N0}", Promise.Enumerated, stream =>
            !Quantiles.Upper(Draw(stream, count, one => Math.Exp(one.NextNormal())), share).Estimate.Interval.Contains(Truth(share))) with
        {
            Enumerated = 1 - Quantiles.Upper(new double[count], share).Coverage,
        };

    private static double Truth(double share) => Math.Exp(Distributions.NormalQuantile(share));

    private static bool Turns(RandomStream stream, bool whole)
    {
        var (turns, conversations) = (new double[100], new double[20]);
        for (var conversation = 0; conversation < conversations.Length; conversation++)
        {
            var level = stream.NextNormal();
            for (var turn = 0; turn < 5; turn++)
            {
                turns[(conversation * 5) + turn] = level + stream.NextNormal();
            }

            conversations[conversation] = Means.Student(turns.AsSpan(conversation * 5, 5)).Value;
        }

        return !Means.Student(whole ? conversations : turns).Interval.Contains(0);
    }

    private static double Middle(ReadOnlySpan<double> values)
    {
        Span<double> sorted = stackalloc double[values.Length];
        values.CopyTo(sorted);
        sorted.Sort();
        return sorted[sorted.Length / 2];
    }

    private static double[] Draw(RandomStream stream, int count, Func<RandomStream, double> draw)
    {
        var sample = new double[count];
        for (var at = 0; at < count; at++)
        {
            sample[at] = draw(stream);
        }

        return sample;
    }
}
