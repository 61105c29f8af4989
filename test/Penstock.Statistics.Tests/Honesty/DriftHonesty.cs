using Penstock.Statistics.Drift;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>Measures of drift between two samples of which the truth is known.</summary>
internal static class DriftHonesty
{
    private const string Group = "Drift between two samples";

    public static IEnumerable<HonestyCase> Cases =>
    [
        Ks("exact", "lognormal, n 8 and 12", 8, 12, Promise.Enumerated, LogNormal, 0.031991744066047476),
        Ks("exact", "lognormal, n 200 and 300", 200, 300, Promise.Enumerated, LogNormal, 0.04892309829572868),
        Ks("exact", "ratings 1 to 5, n 20 and 30", 20, 30, Promise.AtMost, stream => 1 + stream.NextBelow(5), null),
        Rejects("Two-sample Kolmogorov-Smirnov test given the ties", "ratings 1 to 5, n 20 and 30", Promise.AtMost, stream =>
            KolmogorovSmirnov.TestGivenTies(Draw(stream, 20, one => 1 + one.NextBelow(5)), Draw(stream, 30, one => 1 + one.NextBelow(5))).PValue),
        new(Group, "Kolmogorov-Smirnov distance, interval", "normal shifted by 1, n 20 and 30", 0.05, Promise.AtMost, stream =>
            Misses(KolmogorovSmirnov.Test(Draw(stream, 20, Normal), Draw(stream, 30, one => 1 + Normal(one))).Effect!.Value, 0.38292492254802624)),
        Rejects("Pearson's χ² test of shares", "5 categories, n 300 and 500", Promise.Exact, stream =>
            CategoryShift.Test(Counts(stream, 300, 0.4, 0.3, 0.15, 0.1), Counts(stream, 500, 0.4, 0.3, 0.15, 0.1)).PValue),
        Rejects("Pearson's χ² test of shares", "2 categories, 1 % rare, n 1,000 and 1,000", Promise.Exact, stream =>
            CategoryShift.Test(Counts(stream, 1_000, 0.99), Counts(stream, 1_000, 0.99)).PValue),
        new(Group, "Cramér's V, interval", "3 categories, V 0.2, n 400 and 400", 0.05, Promise.AtMost, stream =>
            Misses(CategoryShift.Test(Counts(stream, 400, 0.5, 0.3), Counts(stream, 400, 0.3, 0.5)).Effect!.Value, 0.22360679774997896)),
        Rejects("Population stability index above its threshold", "10 bins, lognormal, n 3,000 and 3,000", Promise.Exact, stream =>
            PopulationStability.OfQuantiles(Draw(stream, 3_000, LogNormal), Draw(stream, 3_000, LogNormal)).PValue),
        Rejects("Population stability index above its threshold", "10 bins, lognormal, n 5,000 and 300", Promise.Exact, stream =>
            PopulationStability.OfQuantiles(Draw(stream, 5_000, LogNormal), Draw(stream, 300, LogNormal)).PValue),
        Rejects("Population stability index above its threshold", "10 bins, normal, n 60 and 60", Promise.Broken, stream =>
            PopulationStability.OfQuantiles(Draw(stream, 60, Normal), Draw(stream, 60, Normal)).PValue),
        Rejects("Jensen-Shannon distance", "10 bins, lognormal, n 1,000 and 1,000", Promise.Exact, stream =>
            JensenShannon.OfQuantiles(Draw(stream, 1_000, LogNormal), Draw(stream, 1_000, LogNormal)).PValue),
        new(Group, "Two-sample percentile bootstrap", "Wasserstein distance, normal shifted by 1, n 100 and 100", 0.05, Promise.Exact, stream =>
            Misses(Bootstrap(stream, 100, 1), 1)) { ShortRuns = 500 },
        new(Group, "Two-sample percentile bootstrap", "Wasserstein distance, no drift, n 50 and 50", 0.05, Promise.Broken, stream =>
            Misses(Bootstrap(stream, 50, 0), 0)) { ShortRuns = 200 },
    ];

    private static HonestyCase Ks(
        string form, string setting, int n, int m, Promise promise, Func<RandomStream, double> draw, double? enumerated) =>
        Rejects($"Two-sample Kolmogorov-Smirnov test, {form}", setting, promise, stream =>
            KolmogorovSmirnov.Test(Draw(stream, n, draw), Draw(stream, m, draw)).PValue) with { Enumerated = enumerated };

    private static HonestyCase Rejects(string method, string setting, Promise promise, Func<RandomStream, double> pValue) =>
        new(Group, method, setting, 0.05, promise, stream => pValue(stream) <= 0.05);

    private static Estimate Bootstrap(RandomStream stream, int n, double shift) =>
        DriftBootstrap.Interval(
            Draw(stream, n, Normal),
            Draw(stream, n, one => shift + Normal(one)),
            (reference, current) => Wasserstein.Distance(reference, current).Value,
            new DriftBootstrapOptions { Resamples = 399, Seed = stream.NextBits() });

    private static bool Misses(Estimate estimate, double truth) => !estimate.Interval.Contains(truth);

    private static double Normal(RandomStream stream) => stream.NextNormal();

    private static double LogNormal(RandomStream stream) => Math.Exp(1.5 * stream.NextNormal());

    private static double[] Draw(RandomStream stream, int n, Func<RandomStream, double> draw)
    {
        var sample = new double[n];
        foreach (ref var value in sample.AsSpan())
        {
            value = draw(stream);
        }

        return sample;
    }

    private static long[] Counts(RandomStream stream, int n, params ReadOnlySpan<double> shares)
    {
        var counts = new long[shares.Length + 1];
        for (var draw = 0; draw < n; draw++)
        {
            var (at, left) = (0, stream.NextDouble());
            while (at < shares.Length && left >= shares[at])
            {
                left -= shares[at++];
            }

            counts[at]++;
        }

        return counts;
    }
}
