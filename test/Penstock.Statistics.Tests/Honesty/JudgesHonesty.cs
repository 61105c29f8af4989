using Penstock.Statistics.Judges;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>How often corrected rates, powered means, repeated attempts and strengths miss the truth.</summary>
internal static class JudgesHonesty
{
    private const double Alpha = 0.05;

    public static IEnumerable<HonestyCase> Cases =>
    [
        .. Corrected, .. Powered, .. Attempts, .. Strengths,
    ];

    private static IEnumerable<HonestyCase> Corrected =>
    [
        Rate(0.7, 0.9, 0.8, 50, 1000),
        Rate(0.7, 0.9, 0.8, 100, 1000),
        Rate(0.7, 0.9, 0.8, 500, 1000, Promise.Exact),
        Rate(0.7, 0.9, 0.8, 50, 50),
        Rate(0.1, 0.9, 0.9, 50, 1000),
        Rate(0.01, 0.9, 0.95, 50, 1000),
        Rate(0.01, 0.9, 0.95, 100, 1000),
        Rate(0.01, 0.9, 0.99, 100, 5000),
        Rate(0.001, 0.9, 0.99, 100, 5000),
        Rate(0.5, 0.65, 0.65, 50, 1000),
        Rate(0.99, 0.95, 0.8, 50, 1000),
        Wald(0.7, 0.9, 0.8, 50, 1000, Promise.AtMost),
        Wald(0.7, 0.9, 0.8, 500, 1000, Promise.Exact),
        Wald(0.01, 0.9, 0.95, 50, 1000),
        Wald(0.01, 0.9, 0.99, 50, 1000),
    ];

    private static IEnumerable<HonestyCase> Powered =>
    [
        Pass(0.7, 20, 500, Promise.Broken),
        Pass(0.7, 50, 500, Promise.Broken),
        Pass(0.7, 200, 1000),
        Pass(0.95, 50, 500),
        Pass(0.95, 500, 1000, Promise.Broken),
        Pass(0.99, 200, 1000),
        Score(20, 500, Promise.Exact),
        Score(50, 500, Promise.Exact),
        Score(50, 50, Promise.Exact),
        Cost(20, 500, Promise.Broken),
        Cost(200, 1000, Promise.Broken),
    ];

    private static IEnumerable<HonestyCase> Attempts =>
    [
        Tries(10), Tries(20), Tries(50), Tries(200), RareTries(30), RareTries(200), RareTries(1000, Promise.Exact),
    ];

    private static IEnumerable<HonestyCase> Strengths =>
    [
        Duel(10, 0, Promise.Exact), Duel(20, 0, Promise.Exact), Duel(50, 0, Promise.Exact), Duel(20, 0.3), Lopsided(20), Lopsided(200),
    ];

    private static HonestyCase Case(string method, string setting, Promise promise, Func<RandomStream, bool> isWrong) =>
        new("Judges", method, setting, Alpha, promise, isWrong);

    private static HonestyCase Rate(double truth, double sensitivity, double specificity, int labels, int judged, Promise promise = Promise.AtMost) =>
        Case(RoganGladen.Method, Setting(truth, sensitivity, specificity, labels, judged), promise, stream =>
            Drawn(stream, truth, sensitivity, specificity, labels, judged) is var (passed, calibration)
            && calibration.Sensitivity + calibration.Specificity > 1
            && !RoganGladen.Correct(passed, judged, calibration).Estimate.Interval.Contains(truth));

    private static HonestyCase Wald(double truth, double sensitivity, double specificity, int labels, int judged, Promise promise = Promise.Broken) =>
        Case(RoganGladen.WaldMethod, Setting(truth, sensitivity, specificity, labels, judged), promise, stream =>
            Drawn(stream, truth, sensitivity, specificity, labels, judged) is var (passed, calibration)
            && calibration.Sensitivity + calibration.Specificity > 1
            && !RoganGladen.CorrectWald(passed, judged, calibration).Estimate.Interval.Contains(truth));

    private static string Setting(double truth, double sensitivity, double specificity, int labels, int judged) =>
        $"true rate {truth * 100:0.##} %, sensitivity {sensitivity}, specificity {specificity}, {labels} good and {labels} bad labelled, {judged:N0} judged";

    private static (long Passed, JudgeCalibration Calibration) Drawn(RandomStream stream, double truth, double sensitivity, double specificity, int labels, int judged) =>
        (Binomial(stream, judged, (truth * sensitivity) + ((1 - truth) * (1 - specificity))),
         new JudgeCalibration(Binomial(stream, labels, sensitivity), labels, Binomial(stream, labels, specificity), labels));

    private static HonestyCase Pass(double truth, int labels, int others, Promise promise = Promise.AtMost) =>
        Case(PredictionPowered.TunedMethod, $"pass rate {truth * 100:0.#} %, a judge right in 85 %, {labels} labels, {others:N0} more judged", promise, stream =>
            Powers(stream, labels, others, truth, draw =>
            {
                var good = draw.NextDouble() < truth;
                return (good ? 1 : 0, draw.NextDouble() < 0.85 == good ? 1 : 0);
            }));

    private static HonestyCase Score(int labels, int others, Promise promise = Promise.AtMost) =>
        Case(PredictionPowered.TunedMethod, $"normal scores, a judge that correlates by 0.8, {labels} labels, {others:N0} more judged", promise, stream =>
            Powers(stream, labels, others, 0, draw =>
            {
                var score = draw.NextNormal();
                return (score, (0.8 * score) + (0.6 * draw.NextNormal()) + 3);
            }));

    private static HonestyCase Cost(int labels, int others, Promise promise = Promise.AtMost) =>
        Case(PredictionPowered.TunedMethod, $"lognormal costs, σ = 1, a judge that sees them ± 50 %, {labels} labels, {others:N0} more judged", promise, stream =>
            Powers(stream, labels, others, Math.Exp(0.5), draw =>
            {
                var cost = Math.Exp(draw.NextNormal());
                return (cost, cost * (0.5 + draw.NextDouble()));
            }));

    private static bool Powers(RandomStream stream, int labels, int others, double truth, Func<RandomStream, (double Human, double Judge)> draw)
    {
        var (human, judged, rest) = (new double[labels], new double[labels], new double[others]);
        for (var item = 0; item < labels; item++)
        {
            (human[item], judged[item]) = draw(stream);
        }

        for (var item = 0; item < others; item++)
        {
            rest[item] = draw(stream).Judge;
        }

        return !PredictionPowered.Mean(human, judged, rest).Estimate.Interval.Contains(truth);
    }

    // Pass rates of items spread evenly from 0 to 1: some of 3 attempts pass for 3/4 of them on average.
    private static HonestyCase Tries(int items, Promise promise = Promise.AtMost) =>
        Case(RepeatedAttempts.PassAtKMethod, $"items of every difficulty, 5 attempts, k = 3, {items} items", promise, stream => Tried(stream, items, 0.75, () => stream.NextDouble()));

    // One item in twenty can be solved at all, half the time.
    private static HonestyCase RareTries(int items, Promise promise = Promise.AtMost) =>
        Case(RepeatedAttempts.PassAtKMethod, $"one item in 20 solvable, 5 attempts, k = 3, {items} items", promise, stream =>
            Tried(stream, items, 0.05 * 0.875, () => stream.NextDouble() < 0.05 ? 0.5 : 0));

    private static bool Tried(RandomStream stream, int items, double truth, Func<double> rate)
    {
        var (attempts, passed) = (new long[items], new long[items]);
        for (var item = 0; item < items; item++)
        {
            attempts[item] = 5;
            passed[item] = Binomial(stream, 5, rate());
        }

        return !RepeatedAttempts.PassAtK(attempts, passed, 3).Interval.Contains(truth);
    }

    private static HonestyCase Duel(int games, double ties, Promise promise = Promise.AtMost) =>
        Case(BradleyTerryFit.Method, $"five items, strengths from −1 to 1, {games} comparisons of each pair, {ties * 100:0} % ties", promise, stream =>
            Fought(stream, [-1, -0.5, 0, 0.5, 1], games, ties));

    private static HonestyCase Lopsided(int games, Promise promise = Promise.AtMost) =>
        Case(BradleyTerryFit.Method, $"three items, the best wins 95 % against the next, {games} comparisons of each pair", promise, stream =>
            Fought(stream, [1, -1.944, -1.944], games, 0));

    private static bool Fought(RandomStream stream, double[] strengths, int games, double ties)
    {
        var names = strengths.Select((_, place) => $"m{place}").ToArray();
        var outcomes = new PairwiseOutcomes(names);
        for (var one = 0; one < strengths.Length; one++)
        {
            for (var other = 0; other < one; other++)
            {
                var tied = Binomial(stream, games, ties);
                var won = Binomial(stream, games - tied, Fair(strengths[one] - strengths[other], ties));
                outcomes.AddTies(names[one], names[other], tied);
                outcomes.AddWins(names[one], names[other], won);
                outcomes.AddWins(names[other], names[one], games - tied - won);
            }
        }

        try
        {
            var truth = strengths[^1] - strengths[0];
            return !BradleyTerry.Fit(outcomes).Difference(names[^1], names[0]).Interval.Contains(truth);
        }
        catch (ArgumentException)
        {
            // Someone never lost: refused, so nobody is misled.
            return false;
        }
    }

    // A tie counts half, so that what is left must lean further for the points to follow the strengths.
    private static double Fair(double difference, double ties) => Math.Clamp(((1 / (1 + Math.Exp(-difference))) - (ties / 2)) / (1 - ties), 0, 1);

    private static long Binomial(RandomStream stream, long trials, double probability)
    {
        var successes = 0L;
        for (var trial = 0L; trial < trials; trial++)
        {
            successes += stream.NextDouble() < probability ? 1 : 0;
        }

        return successes;
    }
}
