using Penstock.Statistics.Comparisons.Decisions;
using Penstock.Statistics.Comparisons.Independent;
using Penstock.Statistics.Comparisons.Paired;
using Penstock.Statistics.Comparisons.Permutations;
using Penstock.Statistics.Comparisons.VarianceReduction;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>Comparisons of means, the margins they are held against, and corrections for many of them.</summary>
internal static class ComparisonMeanHonesty
{
    private const double Alpha = 0.05;

    private static readonly DataStream Normal = DataStream.Normal;
    private static readonly DataStream Costs = DataStream.Lognormal(1);

    public static IEnumerable<HonestyCase> Cases => [.. Paired, .. Independent, .. Adjusted, .. Margins, .. Many];

    private static IEnumerable<HonestyCase> Paired =>
    [
        Case("Paired t test", "normal differences, n = 5", Promise.Exact, stream => PairedMisses(stream, Normal, 5)),
        Case("Paired t test", "normal differences, n = 30", Promise.Exact, stream => PairedMisses(stream, Normal, 30)),
        Case("Paired t test", "exponential differences, n = 1,000", Promise.Exact, stream => PairedMisses(stream, DataStream.Exponential, 1_000)),
        Case("Paired t test", "lognormal differences (σ = 1), n = 20", Promise.Broken, stream => PairedMisses(stream, Costs, 20)),
    ];

    private static IEnumerable<HonestyCase> Independent =>
    [
        Case("Welch t test", "normal values, n = 10 with 3 times the spread and 40", Promise.Exact, stream => WelchMisses(stream, Normal, 10, 3, 40)),
        Case("Welch t test", "normal values, n = 40 with 3 times the spread and 10", Promise.Exact, stream => WelchMisses(stream, Normal, 40, 3, 10)),
        Case("Welch t test", "normal values, n = 5 and 5", Promise.AtMost, stream => WelchMisses(stream, Normal, 5, 1, 5)),
        Case("Welch t test", "lognormal costs (σ = 1), n = 30 and 30", Promise.AtMost, stream => WelchMisses(stream, Costs, 30, 1, 30)),
        Case("Welch t test", "lognormal costs (σ = 1), n = 20 and 500", Promise.Broken, stream => WelchMisses(stream, Costs, 20, 1, 500)),
        Case("Relative lift", "lognormal costs (σ = 1), n = 2,000 and 2,000, lift of 10 %", Promise.Exact, stream => LiftMisses(stream, Costs, 2_000)),
        Case("Relative lift", "normal values with a mean of 5 spreads, n = 20 and 20, lift of 10 %", Promise.Exact, stream => LiftMisses(stream, Shifted, 20)),
        Case("Relative lift", "lognormal costs (σ = 2), n = 50 and 50, lift of 10 %", Promise.Broken, stream => LiftMisses(stream, DataStream.Lognormal(2), 50)),
        Case("Ratio metric", "200 users with 1 to 20 requests", Promise.Exact, stream => RatioMisses(stream, 200)),
        Case("Ratio metric, difference", "100 and 300 users with 1 to 20 requests", Promise.Exact, stream => RatioDifferenceMisses(stream, 100, 300)),
    ];

    private static IEnumerable<HonestyCase> Adjusted =>
    [
        Case("CUPED difference", "correlation 0.8, n = 8 and 8", Promise.Exact, stream => CupedMisses(stream, 8, 8)),
        Case("CUPED difference", "correlation 0.8, n = 200 and 100", Promise.Exact, stream => CupedMisses(stream, 200, 100)),
        Case("CUPED mean", "correlation 0.8, n = 10, population mean known", Promise.Exact, CupedMeanMisses),
        Case("Winsorised Welch", "lognormal costs (σ = 2), n = 200 and 200, pooled limit at 95 %", Promise.Exact, WinsorisedRejects),
        Case("Permutation of means", "lognormal costs (σ = 1), n = 8 and 15, 199 resamples", Promise.Exact, stream => PermutationRejects(stream, 8, 15, 199)),
        Case("Permutation of means", "lognormal costs (σ = 1), n = 5 and 5, all arrangements", Promise.Enumerated, stream => PermutationRejects(stream, 5, 5, 999)) with
        {
            Enumerated = 12.0 / 252,
        },
        Case("Permutation of medians", "lognormal costs (σ = 1), n = 9 and 9, 99 resamples", Promise.AtMost, MedianRejects),
        Case("Sign flips", "differences of two lognormal costs, n = 10, all signs", Promise.Enumerated, stream => SignsReject(stream, 10, 1_024)) with
        {
            Enumerated = 50.0 / 1_024,
        },
        Case("Sign flips", "differences of two lognormal costs, n = 25, 199 resamples", Promise.Exact, stream => SignsReject(stream, 25, 199)),
    ];

    private static IEnumerable<HonestyCase> Margins =>
    [
        Case("Non-inferiority, paired", "n = 12, true loss at the margin", Promise.Exact, stream => Passes(stream, 12, -1, difference => MarginTest.NonInferiority(difference, 1)), 0.025),
        Case("Equivalence, paired", "n = 30, true difference at the upper margin", Promise.Exact, stream => Passes(stream, 30, 1, difference => MarginTest.Equivalence(difference, 1)), 0.025),
        Case("Equivalence, paired", "n = 6, margins that the interval hardly fits between", Promise.AtMost, stream => Passes(stream, 6, 1, difference => MarginTest.Equivalence(difference, 1)), 0.025),
        Case("Equivalence fails wrongly, paired", "n = 30, true difference at the upper margin", Promise.AtMost, stream => FailsWrongly(stream, 30), 0.025),
    ];

    private static IEnumerable<HonestyCase> Many =>
    [
        // Independent tests: 1 − (1 − 0.05/10)¹⁰ is the chance that the smallest of ten is rejected.
        Case("Holm", "10 independent t tests, no difference in any: any rejection", Promise.Enumerated, stream => HolmRejects(stream, 10, 0)) with
        {
            Enumerated = 1 - Math.Pow(1 - (Alpha / 10), 10),
        },
        Case("Holm", "10 metrics with correlation 0.7, no difference in any: any rejection", Promise.AtMost, stream => HolmRejects(stream, 10, 0.7)),
        Case("Benjamini-Hochberg", "20 t tests, 5 with a difference: a rejection picked at random is false", Promise.Enumerated, stream => FalseDiscovery(stream, 15, 5, 0)) with
        {
            // Their theorem 1 is an equality for independent tests: the rate times the share of true null hypotheses.
            Enumerated = Alpha * 15 / 20,
        },
        Case("Benjamini-Hochberg", "20 metrics with correlation 0.7, 5 with a difference: a rejection picked at random is false", Promise.AtMost, stream => FalseDiscovery(stream, 15, 5, 0.7)),
    ];

    private static DataStream Shifted { get; } = new("normal values about 5", 5, 1, stream => 5 + stream.NextNormal());

    private static HonestyCase Case(string method, string setting, Promise promise, Func<RandomStream, bool> isWrong, double nominal = Alpha) =>
        new("Comparisons of means", method, setting, nominal, promise, isWrong);

    private static double[] Draw(RandomStream stream, int count, Func<RandomStream, double> draw)
    {
        var values = new double[count];
        for (var index = 0; index < count; index++)
        {
            values[index] = draw(stream);
        }

        return values;
    }

    private static bool PairedMisses(RandomStream stream, DataStream data, int count)
    {
        var baseline = Draw(stream, count, one => 3 * one.NextNormal());
        var candidate = Array.ConvertAll(baseline, value => value + data.Draw(stream));
        return !PairedMeans.Difference(baseline, candidate).Difference.Interval.Contains(data.Mean);
    }

    private static bool WelchMisses(RandomStream stream, DataStream data, int count, double spread, int other)
    {
        var baseline = Draw(stream, count, one => spread * data.Draw(one));
        var candidate = Draw(stream, other, data.Draw);
        return !Welch.Difference(baseline, candidate).Effect!.Value.Interval.Contains(data.Mean * (1 - spread));
    }

    private static bool LiftMisses(RandomStream stream, DataStream data, int count)
    {
        var baseline = Draw(stream, count, data.Draw);
        var candidate = Draw(stream, count, one => 1.1 * data.Draw(one));
        return !RelativeLift.Delta(baseline, candidate).Effect!.Value.Interval.Contains(0.1);
    }

    private static bool RatioMisses(RandomStream stream, int users)
    {
        var (errors, requests) = Users(stream, users);
        return !RatioMetric.Of(errors, requests).Interval.Contains(TrueRatio);
    }

    private static bool RatioDifferenceMisses(RandomStream stream, int users, int others)
    {
        var (errors, requests) = Users(stream, users);
        var (otherErrors, otherRequests) = Users(stream, others);
        return RatioMetric.Difference(errors, requests, otherErrors, otherRequests).PValue <= Alpha;
    }

    // Requests are uniform on 1 … 20 and heavy users fail more often: a rate of requests/50, so the ratio is E[x²]/(50 E[x]) = 143.5/525.
    private static double TrueRatio => 143.5 / (50 * 10.5);

    private static (double[] Errors, double[] Requests) Users(RandomStream stream, int users)
    {
        var requests = Draw(stream, users, one => 1 + one.NextBelow(20));
        return (Array.ConvertAll(requests, count => Draw(stream, (int)count, one => one.NextDouble() < count / 50 ? 1 : 0).Sum()), requests);
    }

    private static bool CupedMisses(RandomStream stream, int count, int other)
    {
        var (baseline, before) = Correlated(stream, count);
        var (candidate, beforeCandidate) = Correlated(stream, other);
        return !Cuped.Difference(baseline, before, candidate, beforeCandidate).Difference.Interval.Contains(0);
    }

    private static bool CupedMeanMisses(RandomStream stream)
    {
        var (values, before) = Correlated(stream, 10);
        return !Cuped.Mean(values, before, 0).Interval.Contains(0);
    }

    private static (double[] Values, double[] Before) Correlated(RandomStream stream, int count)
    {
        var before = Draw(stream, count, Normal.Draw);
        return (Array.ConvertAll(before, value => (0.8 * value) + (0.6 * stream.NextNormal())), before);
    }

    private static bool WinsorisedRejects(RandomStream stream)
    {
        var baseline = Draw(stream, 200, DataStream.Lognormal(2).Draw);
        var candidate = Draw(stream, 200, DataStream.Lognormal(2).Draw);
        var limits = Winsorising.PooledLimits(baseline, candidate, 0, 0.95);
        return Welch.Difference(Winsorising.Clip(baseline, limits).Values.Span, Winsorising.Clip(candidate, limits).Values.Span).PValue <= Alpha;
    }

    private static bool PermutationRejects(RandomStream stream, int count, int other, int resamples) =>
        PermutationTest.MeanDifference(Draw(stream, count, Costs.Draw), Draw(stream, other, Costs.Draw), stream.NextBits(), resamples).PValue <= Alpha;

    private static bool MedianRejects(RandomStream stream) =>
        PermutationTest.Of(Draw(stream, 9, Costs.Draw), Draw(stream, 9, Costs.Draw), Medians, stream.NextBits(), 99).PValue <= Alpha;

    private static double Medians(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate)
    {
        var (one, other) = (baseline.ToArray(), candidate.ToArray());
        Array.Sort(one);
        Array.Sort(other);
        return other[other.Length / 2] - one[one.Length / 2];
    }

    private static bool SignsReject(RandomStream stream, int count, int resamples) =>
        PermutationTest.SignFlip(Draw(stream, count, Costs.Draw), Draw(stream, count, Costs.Draw), stream.NextBits(), resamples).PValue <= Alpha;

    private static bool Passes(RandomStream stream, int count, double truth, Func<Estimate, MarginDecision> decide)
    {
        var baseline = Draw(stream, count, Normal.Draw);
        var candidate = Array.ConvertAll(baseline, value => value + truth + stream.NextNormal());
        return decide(PairedMeans.Difference(baseline, candidate).Difference).Verdict == Verdict.Pass;
    }

    private static bool FailsWrongly(RandomStream stream, int count)
    {
        var baseline = Draw(stream, count, Normal.Draw);
        var candidate = Array.ConvertAll(baseline, value => value + 1 + stream.NextNormal());
        return MarginTest.Equivalence(PairedMeans.Difference(baseline, candidate).Difference, 1).Verdict == Verdict.Fail;
    }

    private static bool HolmRejects(RandomStream stream, int tests, double correlation) =>
        MultipleTesting.Holm(PValues(stream, tests, 0, correlation)).RejectedCount > 0;

    // The expected share of false ones among the rejections is the chance that one of them, picked at random, is false.
    private static bool FalseDiscovery(RandomStream stream, int without, int with, double correlation)
    {
        var rejected = MultipleTesting.BenjaminiHochberg(PValues(stream, without, with, correlation)).Rejected;
        int[] found = [.. Enumerable.Range(0, rejected.Count).Where(test => rejected[test])];
        return found.Length > 0 && found[stream.NextBelow(found.Length)] < without;
    }

    // The metrics of one experiment: every unit has something in common that moves all of them.
    private static double[] PValues(RandomStream stream, int without, int with, double correlation)
    {
        const int Units = 12;
        var common = Draw(stream, Units, Normal.Draw);
        var zero = new double[Units];
        var p = new double[without + with];
        for (var test = 0; test < p.Length; test++)
        {
            var shift = test < without ? 0 : 1;
            var values = Array.ConvertAll(common, value => (Math.Sqrt(correlation) * value) + (Math.Sqrt(1 - correlation) * stream.NextNormal()) + shift);
            p[test] = PairedMeans.Difference(zero, values).Test.PValue;
        }

        return p;
    }
}
