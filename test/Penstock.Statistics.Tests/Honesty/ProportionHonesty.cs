using Penstock.Statistics.Intervals;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>How often the intervals of a rate miss it, beside the exact rate that adding up every outcome gives.</summary>
internal static class ProportionHonesty
{
    private const double Alpha = 0.05;

    private static readonly (int Trials, double Rate)[] Settings =
    [
        (5, 0.1), (10, 0.1), (10, 0.5), (20, 0.05), (30, 0.01), (30, 0.7), (30, 0.99), (100, 0.001), (100, 0.01), (100, 0.9),
        (300, 0.01), (1_000, 0.001), (1_000, 0.01), (3_000, 0.001),
    ];

    public static IEnumerable<HonestyCase> Cases =>
    [
        .. Settings.Select(one => Case("Wilson score interval", one, Proportions.Wilson)),
        .. Settings.Select(one => Case("Agresti-Coull interval", one, Proportions.AgrestiCoull)),
        .. Settings.Select(one => Case("Clopper-Pearson exact interval", one, Proportions.ClopperPearson)),
        Case("Wilson score lower bound", (30, 0.916), Proportions.WilsonLower),
        Case("Wilson score lower bound", (100, 0.973), Proportions.WilsonLower),
        Case("Wilson score lower bound", (200, 0.9), Proportions.WilsonLower),
        Case("Wilson score upper bound", (100, 0.027), Proportions.WilsonUpper),
        Case("Clopper-Pearson exact lower bound", (30, 0.9), Proportions.ClopperPearsonLower),
        Case("Clopper-Pearson exact lower bound", (100, 0.97), Proportions.ClopperPearsonLower),
        Case("Clopper-Pearson exact upper bound", (100, 0.03), Proportions.ClopperPearsonUpper),
        Case("Clopper-Pearson exact upper bound", (1_000, 0.01), Proportions.ClopperPearsonUpper),
        Case("Clopper-Pearson exact upper bound", (5_000, 0.001), Proportions.ClopperPearsonUpper),
        Case("Rule of three, where none was seen", (30, 0.1005), (events, trials, _) => Zero(events, trials, Proportions.RuleOfThree(trials))),
        Case("Exact upper bound for zero events", (30, 0.0955), (events, trials, _) => Zero(events, trials, Proportions.RuleOfThreeExact(trials))),
        Case("Exact upper bound for zero events", (300, 0.01), (events, trials, _) => Zero(events, trials, Proportions.RuleOfThreeExact(trials))),
        Case("Exact upper bound for zero events", (3_000, 0.001), (events, trials, _) => Zero(events, trials, Proportions.RuleOfThreeExact(trials))),
    ];

    /// <summary>The chance that the interval misses the rate, over all numbers of successes.</summary>
    public static double Exact(Func<long, long, double, Estimate> interval, int trials, double rate) => Exact(Misses(interval, trials, rate), rate);

    private static double Exact(bool[] misses, double rate)
    {
        var sum = default(CompensatedSum);
        for (var successes = 0; successes < misses.Length; successes++)
        {
            if (misses[successes])
            {
                sum.Add(Math.Exp(Distributions.LogBinomial(successes, misses.Length - 1, rate)));
            }
        }

        return sum.Value;
    }

    // Whether the interval misses the rate, for every number of successes.
    private static bool[] Misses(Func<long, long, double, Estimate> interval, int trials, double rate)
    {
        var misses = new bool[trials + 1];
        for (var successes = 0; successes <= trials; successes++)
        {
            misses[successes] = !interval(successes, trials, 1 - Alpha).Interval.Contains(rate);
        }

        return misses;
    }

    private static HonestyCase Case(string method, (int Trials, double Rate) setting, Func<long, long, double, Estimate> interval)
    {
        var (trials, rate) = setting;
        var misses = Misses(interval, trials, rate);
        var exact = Exact(misses, rate);
        var promise = exact > 0.002 ? Promise.Enumerated : Promise.AtMost;
        return new HonestyCase("One rate", method, $"n = {trials:N0}, p = {100 * rate:0.##} %", Alpha, promise, stream => misses[Hits(stream, trials, rate)])
        {
            Enumerated = promise == Promise.Enumerated ? exact : null,
        };
    }

    private static int Hits(RandomStream stream, int trials, double rate)
    {
        var successes = 0;
        for (var trial = 0; trial < trials; trial++)
        {
            successes += stream.NextDouble() < rate ? 1 : 0;
        }

        return successes;
    }

    // The rule speaks of the case that no event was seen; of the others it says nothing.
    private static Estimate Zero(long events, long trials, Estimate bound) =>
        events == 0 ? bound : new Estimate((double)events / trials, Interval.Everything, bound.Level, trials, bound.Method);
}
