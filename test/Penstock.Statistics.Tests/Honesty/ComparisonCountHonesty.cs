using Penstock.Statistics.Comparisons.Counts;
using Penstock.Statistics.Comparisons.Decisions;
using Penstock.Statistics.Comparisons.Paired;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>
/// Comparisons of counts. They are discrete, so few have a rate that equals their level; the exact rates were added up over every possible
/// outcome by <c>Golden/derive-comparison-rates.py</c>.
/// </summary>
internal static class ComparisonCountHonesty
{
    private const double Alpha = 0.05;

    public static IEnumerable<HonestyCase> Cases => [.. Paired, .. Independent, .. Tables];

    private static IEnumerable<HonestyCase> Paired =>
    [
        .. new[] { 0.01, 0.05, 0.2 }.Select(share =>
            Case("McNemar exact", $"200 items, {share:P0} discordant", Promise.AtMost, stream => McNemar.Exact(Items(stream, 200, 0.5, share / 2, share / 2)).PValue <= Alpha)),
        MidP(0.01, 0.0027146062),
        MidP(0.05, 0.0411310459),
        MidP(0.2, 0.0483316587),
        ChiSquaredOf(0.01, 0.0139920690),
        ChiSquaredOf(0.2, 0.0493039726),
        Case("McNemar χ² with continuity correction", "200 items, 20 % discordant", Promise.AtMost, stream => McNemar.ChiSquaredCorrected(Items(stream, 200, 0.5, 0.1, 0.1)).PValue <= Alpha),
        Tango(50, 0.6, 0.1, 0.1, 0.0429239051),
        Tango(20, 0.5, 0.05, 0.25, 0.0469412397),
        Tango(200, 0.98, 0.0025, 0.0125, 0.0331913577),
        NewcombePaired(50, 0.6, 0.1, 0.1, 0.0413158783),
        NewcombePaired(20, 0.5, 0.05, 0.25, 0.0380296071),
        NewcombePaired(200, 0.98, 0.0025, 0.0125, 0.0037411195),
    ];

    private static IEnumerable<HonestyCase> Independent =>
    [
        Newcombe(15, 0.3, 0.3, 0.0547703280),
        Newcombe(200, 0.01, 0.02, 0.0191248868),
        Newcombe(1_000, 0.001, 0.001, 0.0027352709),
        Newcombe(200, 0.3, 0.3, 0.0501822301),
        PooledZ(15, 0.3, 0.0547703280),
        PooledZ(500, 0.01, 0.0424764842),
        PooledZ(1_000, 0.001, 0.0139793642),
        PooledZ(200, 0.3, 0.0501780787),
        Case("Fisher exact", "500 and 500 trials, 1 %", Promise.AtMost, stream => FisherExact.Test(Trials(stream, 500, 0.01, 0.01)).PValue <= Alpha),
        Case("Fisher exact", "1,000 and 1,000 trials, 0.1 %", Promise.AtMost, stream => FisherExact.Test(Trials(stream, 1_000, 0.001, 0.001)).PValue <= Alpha),
        Case("Fisher exact", "15 and 15 trials, 30 %", Promise.AtMost, stream => FisherExact.Test(Trials(stream, 15, 0.3, 0.3)).PValue <= Alpha),
        Case("Odds ratio, exact interval", "500 and 500 trials, 1 % and 3 %", Promise.AtMost, OddsMissed),
        Case("Non-inferiority of proportions", "200 and 200 trials, 90 % and 87 %, margin 3 points", Promise.Enumerated, NonInferiorityPasses, 0.025) with
        {
            Enumerated = 0.0244078253,
        },
    ];

    private static IEnumerable<HonestyCase> Tables =>
    [
        Case("Pearson χ² of independence", "400 events in 3 × 4 cells", Promise.Exact, stream => ChiSquared.Independence(Table(stream), 4).PValue <= Alpha),
        Case("Pearson χ² goodness of fit", "300 events at 50, 30 and 20 %", Promise.Exact, stream => ChiSquared.GoodnessOfFit(Events(stream, 300, [0.5, 0.3, 0.2]), [0.5, 0.3, 0.2]).PValue <= Alpha),
        Case("Sample ratio, fixed", "1,000 users at 50 %, read at 1 %", Promise.Enumerated, stream => SampleRatio.FixedTest(Events(stream, 1_000, [0.5, 0.5]), [1, 1]).PValue <= 0.01, 0.01) with
        {
            Enumerated = 0.0103881316,
        },
        Case("Cohen's w", "500 events, true w of 0.3", Promise.AtMost, stream => !ChiSquared.GoodnessOfFit(Events(stream, 500, [0.65, 0.35]), [1, 1]).Effect!.Value.Interval.Contains(0.3)),
        Case("Cramér's V", "500 events in 2 × 2 cells, true V of 0.3", Promise.AtMost, stream => !ChiSquared.Independence(Events(stream, 500, [0.325, 0.175, 0.175, 0.325]), 2).Effect!.Value.Interval.Contains(0.3)),
    ];

    private static HonestyCase Case(string method, string setting, Promise promise, Func<RandomStream, bool> isWrong, double nominal = Alpha) =>
        new("Comparisons of counts", method, setting, nominal, promise, isWrong);

    private static HonestyCase MidP(double share, double rate) =>
        Case("McNemar mid-p", $"200 items, {share:P0} discordant", Promise.Enumerated, stream => McNemar.MidP(Items(stream, 200, 0.5, share / 2, share / 2)).PValue <= Alpha) with { Enumerated = rate };

    private static HonestyCase ChiSquaredOf(double share, double rate) =>
        Case("McNemar χ²", $"200 items, {share:P0} discordant", Promise.Enumerated, stream => McNemar.ChiSquared(Items(stream, 200, 0.5, share / 2, share / 2)).PValue <= Alpha) with { Enumerated = rate };

    private static HonestyCase Tango(int items, double both, double lost, double gained, double rate) =>
        Case("Tango score interval", Shares(items, both, lost, gained), Promise.Enumerated, stream => !PairedProportions.Tango(Items(stream, items, both, lost, gained)).Interval.Contains(gained - lost)) with { Enumerated = rate };

    private static HonestyCase NewcombePaired(int items, double both, double lost, double gained, double rate) =>
        Case("Newcombe paired interval", Shares(items, both, lost, gained), Promise.Enumerated, stream => !PairedProportions.Newcombe(Items(stream, items, both, lost, gained)).Interval.Contains(gained - lost)) with { Enumerated = rate };

    private static HonestyCase Newcombe(int trials, double baseline, double candidate, double rate) =>
        Case("Newcombe hybrid score interval", $"{trials:N0} and {trials:N0} trials, {100 * baseline} % and {100 * candidate} %", Promise.Enumerated, stream =>
            !IndependentProportions.Difference(Trials(stream, trials, baseline, candidate)).Interval.Contains(candidate - baseline)) with { Enumerated = rate };

    private static HonestyCase PooledZ(int trials, double share, double rate) =>
        Case("Two-proportion z test", $"{trials:N0} and {trials:N0} trials, {100 * share} %", Promise.Enumerated, stream => IndependentProportions.Test(Trials(stream, trials, share, share)).PValue <= Alpha) with { Enumerated = rate };

    private static string Shares(int items, double both, double lost, double gained) =>
        $"{items} items, {100 * both} % pass both, {100 * lost} % and {100 * gained} % one alone";

    private static bool OddsMissed(RandomStream stream)
    {
        const double Truth = 0.03 / 0.97 / (0.01 / 0.99);
        return !FisherExact.Test(Trials(stream, 500, 0.01, 0.03)).Effect!.Value.Interval.Contains(Truth);
    }

    private static bool NonInferiorityPasses(RandomStream stream) =>
        MarginTest.NonInferiority(IndependentProportions.Difference(Trials(stream, 200, 0.9, 0.87)), 0.03).Verdict == Verdict.Pass;

    private static PairedTable Items(RandomStream stream, int items, double both, double lost, double gained) =>
        Events(stream, items, [both, lost, gained, 1 - both - lost - gained]) is [var a, var b, var c, var d] ? new PairedTable(a, b, c, d) : default;

    private static ProportionPair Trials(RandomStream stream, int trials, double baseline, double candidate) =>
        new(Events(stream, trials, [baseline, 1 - baseline])[0], trials, Events(stream, trials, [candidate, 1 - candidate])[0], trials);

    // The margins vary with the draw, as they do for traffic.
    private static long[] Table(RandomStream stream)
    {
        double[] rows = [0.5, 0.3, 0.2];
        double[] columns = [0.4, 0.3, 0.2, 0.1];
        return Events(stream, 400, [.. rows.SelectMany(row => columns.Select(column => row * column))]);
    }

    private static long[] Events(RandomStream stream, int count, double[] shares)
    {
        var counts = new long[shares.Length];
        for (var item = 0; item < count; item++)
        {
            var draw = stream.NextDouble();
            var category = 0;
            while (category < shares.Length - 1 && draw >= shares[category])
            {
                draw -= shares[category++];
            }

            counts[category]++;
        }

        return counts;
    }
}
