using Penstock.Statistics.Budgets;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>Bounds of burn rates at rare failures, and alerts over a month of noise.</summary>
internal static class BudgetHonesty
{
    private const string Group = "Error budgets";
    private const double Objective = 0.999;
    private const int SlotsAnHour = 12;
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    public static IEnumerable<HonestyCase> Cases =>
    [
        Bound("0.1 % failures, n 1,000", 1_000, 0.001, 0.018926833450360437),
        Bound("0.1 % failures, n 5,000", 5_000, 0.001, 0.03175551952810729),
        Bound("1 % failures, n 300", 300, 0.01, 0.032750946402779084),
        Noise("30 days at half the budget, 12 requests an hour", 1, 0.0005, BurnRateRule.Standard(Month)[0], 0.01),
        Noise("30 days at half the budget, 12 requests an hour", 1, 0.0005, BurnRateRule.Standard(Month)[1], 0.01),
        Noise("30 days at half the budget, 36 requests an hour", 3, 0.0005, BurnRateRule.Standard(Month)[0], 0.01),
        Noise("30 days at half the budget, 120 requests an hour", 10, 0.0005, BurnRateRule.Standard(Month)[0], 0.01),
        Noise("30 days at half the budget, 120 requests an hour", 10, 0.0005, BurnRateRule.Standard(Month)[1], 0.01),
        Noise("30 days at half the budget, 1,200 requests an hour", 100, 0.0005, BurnRateRule.Standard(Month)[0], 0.01),
        Noise("30 days at half the budget, 1,200 requests an hour", 100, 0.0005, BurnRateRule.Standard(Month)[1], 0.01),
        Noise("30 days at half the budget, 1,200 requests an hour", 100, 0.0005, BurnRateRule.Standard(Month)[3], 0.01),
        Noise("30 days at exactly the budget, 120 requests an hour", 10, 0.001, BurnRateRule.Standard(Month)[3], 0.05) with { Promise = Promise.Broken },
    ];

    private static HonestyCase Bound(string setting, int n, double rate, double enumerated) =>
        new(Group, "Burn rate, one-sided Clopper-Pearson bound", setting, 0.05, Promise.Enumerated, stream =>
            BurnRate.LowerBound(new(Failures(stream, n, rate), n), Objective) > rate / (1 - Objective)) { Enumerated = enumerated };

    // Asked once in each short window for a month; the counts of a window come from sums of slots.
    private static HonestyCase Noise(string setting, int perSlot, double rate, BurnRateRule rule, double nominal) =>
        new(Group, $"Burn-rate alert, {rule.Severity} at {rule.Factor:0.###}", setting, nominal, Promise.AtMost, stream =>
        {
            var sums = new int[(30 * 24 * SlotsAnHour) + 1];
            for (var slot = 1; slot < sums.Length; slot++)
            {
                sums[slot] = sums[slot - 1] + Failures(stream, perSlot, rate);
            }

            var length = (int)(rule.LongWindow.TotalHours * SlotsAnHour);
            for (var at = length; at < sums.Length; at += length / 12)
            {
                var slow = new WindowCount(sums[at] - sums[at - length], length * perSlot);
                var quick = new WindowCount(sums[at] - sums[at - (length / 12)], length / 12 * perSlot);

                // A bound never exceeds its rate, so that most of the year needs no bound.
                if (slow.Failures > rule.Factor * (1 - Objective) * slow.Total && BurnRate.Judge(rule, slow, quick, Objective).State == AlertState.Firing)
                {
                    return true;
                }
            }

            return false;
        }) { ShortRuns = 1_000 };

    private static int Failures(RandomStream stream, int n, double rate)
    {
        // Gaps between failures are geometric: a few draws however many the events.
        var (failures, at) = (0, 0.0);
        while (true)
        {
            at += Math.Floor(Math.Log(1 - stream.NextDouble()) / double.LogP1(-rate)) + 1;
            if (at > n)
            {
                return failures;
            }

            failures++;
        }
    }
}
