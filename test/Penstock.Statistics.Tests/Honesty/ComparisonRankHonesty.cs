using Penstock.Statistics.Comparisons.Ranks;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>Comparisons by rank, and correlations.</summary>
internal static class ComparisonRankHonesty
{
    private const double Alpha = 0.05;

    public static IEnumerable<HonestyCase> Cases => [.. Ranks, .. Correlations];

    private static IEnumerable<HonestyCase> Ranks =>
    [
        // Added up over the distribution of U by Golden/derive-comparison-rates.py.
        Case("Mann-Whitney U", "lognormal costs, n = 7 and 8, exact", Promise.Enumerated, stream => Rejects(stream, 7, 8, Cost)) with { Enumerated = 0.0400932401 },
        Case("Mann-Whitney U", "scores of 1 to 5, n = 20 and 30", Promise.AtMost, stream => Rejects(stream, 20, 30, Score)),
        Case("Mann-Whitney U", "scores of 1 to 5, n = 200 and 300", Promise.Exact, stream => Rejects(stream, 200, 300, Score)),
        Case("Mann-Whitney U", "99 % zeros, n = 500 and 500", Promise.AtMost, stream => Rejects(stream, 500, 500, Rare)),
        Case("Mann-Whitney U", "equal centres, n = 10 with 5 times the spread and 60", Promise.Broken, stream => Rejects(stream, 10, 60, one => 5 * one.NextNormal(), one => one.NextNormal())),
        Case("Probability of superiority", "equal centres, n = 20 with 5 times the spread and 60", Promise.AtMost, stream => SuperiorityMissed(stream, 20, 60, one => 5 * one.NextNormal(), one => one.NextNormal(), 0.5)),
        Case("Probability of superiority", "scores of 1 to 5, n = 30 and 30", Promise.AtMost, stream => SuperiorityMissed(stream, 30, 30, Score, Score, 0.5)),
        Case("Probability of superiority", "normal values one spread apart, n = 30 and 30", Promise.AtMost, stream => SuperiorityMissed(stream, 30, 30, one => one.NextNormal(), one => 1 + one.NextNormal(), Distributions.NormalLower(1 / Math.Sqrt(2)))),
        Case("Probability of superiority", "normal values 1.5 spreads apart, n = 7 and 7", Promise.AtMost, stream => SuperiorityMissed(stream, 7, 7, one => one.NextNormal(), one => 1.5 + one.NextNormal(), Distributions.NormalLower(1.5 / Math.Sqrt(2)))),
    ];

    private static IEnumerable<HonestyCase> Correlations =>
    [
        Case("Pearson correlation, Fisher interval", "normal values with r = 0.6, n = 10", Promise.Exact, stream => PearsonMissed(stream, 10)),
        Case("Pearson correlation, Fisher interval", "normal values with r = 0.6, n = 100", Promise.Exact, stream => PearsonMissed(stream, 100)),
        Case("Spearman correlation, interval", "normal values with ρ = 0.58, n = 30", Promise.AtMost, stream => SpearmanMissed(stream, 30)),
        Case("Kendall correlation, interval", "normal values with τ = 0.41, n = 30", Promise.Exact, stream => KendallMissed(stream, 30)),
        Case("Spearman test of independence", "scores of 1 to 5, n = 20", Promise.Exact, stream => Correlation.Spearman(Draw(stream, 20, Score), Draw(stream, 20, Score)).PValue <= Alpha),
        Case("Kendall test of independence", "scores of 1 to 5, n = 20", Promise.Exact, stream => Correlation.KendallTauB(Draw(stream, 20, Score), Draw(stream, 20, Score)).PValue <= Alpha),
    ];

    private static HonestyCase Case(string method, string setting, Promise promise, Func<RandomStream, bool> isWrong) =>
        new("Comparisons by rank and correlation", method, setting, Alpha, promise, isWrong);

    private static double Cost(RandomStream stream) => Math.Exp(stream.NextNormal());

    private static double Score(RandomStream stream) => 1 + stream.NextBelow(5);

    private static double Rare(RandomStream stream) => stream.NextDouble() < 0.99 ? 0 : Math.Exp(stream.NextNormal());

    private static double[] Draw(RandomStream stream, int count, Func<RandomStream, double> draw)
    {
        var values = new double[count];
        for (var index = 0; index < count; index++)
        {
            values[index] = draw(stream);
        }

        return values;
    }

    private static bool Rejects(RandomStream stream, int count, int other, Func<RandomStream, double> draw, Func<RandomStream, double>? drawOther = null) =>
        MannWhitney.Test(Draw(stream, count, draw), Draw(stream, other, drawOther ?? draw)).PValue <= Alpha;

    private static bool SuperiorityMissed(
        RandomStream stream, int count, int other, Func<RandomStream, double> draw, Func<RandomStream, double> drawOther, double truth) =>
        !MannWhitney.Test(Draw(stream, count, draw), Draw(stream, other, drawOther)).Effect!.Value.Interval.Contains(truth);

    private static (double[] First, double[] Second) Correlated(RandomStream stream, int count)
    {
        var first = Draw(stream, count, one => one.NextNormal());
        return (first, Array.ConvertAll(first, value => (0.6 * value) + (0.8 * stream.NextNormal())));
    }

    private static bool PearsonMissed(RandomStream stream, int count)
    {
        var (first, second) = Correlated(stream, count);
        return !Correlation.Pearson(first, second).Effect!.Value.Interval.Contains(0.6);
    }

    // The rank correlations of a bivariate normal with r: ρ = 6/π · asin(r/2) and τ = 2/π · asin(r).
    private static bool SpearmanMissed(RandomStream stream, int count)
    {
        var (first, second) = Correlated(stream, count);
        return !Correlation.Spearman(first, second).Effect!.Value.Interval.Contains(6 / Math.PI * Math.Asin(0.3));
    }

    private static bool KendallMissed(RandomStream stream, int count)
    {
        var (first, second) = Correlated(stream, count);
        return !Correlation.KendallTauB(first, second).Effect!.Value.Interval.Contains(2 / Math.PI * Math.Asin(0.6));
    }
}
