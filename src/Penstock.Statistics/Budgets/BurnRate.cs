using Penstock.Statistics.Intervals;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Budgets;

/// <summary>
/// How fast an error budget burns: the error rate over the error rate that the objective allows. 1 spends the budget exactly within the period, 14.4 spends that of 30 days in 50 hours.
/// </summary>
/// <remarks>Assumes that events fail independently. Outages fail in bursts: there the bounds are too narrow, and the alert is right anyway. Bounds are exact: Clopper and Pearson (1934), Biometrika 26:404.</remarks>
public static class BurnRate
{
    private const string Method = "Burn rate, Clopper-Pearson interval";

    /// <summary>The burn rate of a window with its exact interval.</summary>
    /// <param name="window">What happened; at least one event.</param>
    /// <param name="objective">The share of good events that is promised, above 0 and below 1.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">There are no events or more failures than events, or the objective or the level is out of range.</exception>
    public static Estimate Of(WindowCount window, double objective, double level = 0.95)
    {
        Validate(window, nameof(window));
        Check.Successes(window.Failures, window.Total);
        Check.Level(objective);
        Check.Level(level);
        var allowed = 1 - objective;
        var interval = new Interval(Lower(window, (1 - level) / 2) / allowed, Upper(window, (1 - level) / 2) / allowed);
        return new Estimate((double)window.Failures / window.Total / allowed, interval, level, window.Total, Method);
    }

    /// <summary>What the burn rate is at least: the one-sided exact bound. With one failure it is low however few the events are.</summary>
    /// <param name="window">What happened; without events the bound is 0.</param>
    /// <param name="objective">The share of good events that is promised, above 0 and below 1.</param>
    /// <param name="level">The chance that the bound is right, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">A count is negative, there are more failures than events, or the objective or the level is out of range.</exception>
    public static double LowerBound(WindowCount window, double objective, double level = 0.95)
    {
        Validate(window, nameof(window));
        Check.Level(objective);
        Check.Level(level);
        return window.Total == 0 ? 0 : Lower(window, 1 - level) / (1 - objective);
    }

    /// <summary>Whether a rule fires.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="longWindow">What happened in the rule's long window.</param>
    /// <param name="shortWindow">What happened in the rule's short window.</param>
    /// <param name="objective">The share of good events that is promised, above 0 and below 1.</param>
    /// <param name="options">How sure to be; null for a level of 0.99 and at least 10 events.</param>
    /// <returns>
    /// Firing if the lower bound of the long window exceeds the factor and the burn rate of the short window does too. The short window has no bound: it only ends an alert soon after the failures
    /// end, and its twelfth of the events would delay a true alert for nothing.
    /// </returns>
    /// <exception cref="ArgumentException">A count, the objective or an option is out of range.</exception>
    /// <remarks>
    /// A rule is asked again every minute, so that the level is not the rate of false alarms over a month: that depends on how far below the factor the service is. In simulated months of 12 to
    /// 1,200 requests an hour at half the budget, each rule that pages rang in less than 1 of 100. A service that burns at exactly 1 sets off the slowest rule (factor 1) in about one month of four.
    /// </remarks>
    public static BurnRateVerdict Judge(
        BurnRateRule rule, WindowCount longWindow, WindowCount shortWindow, double objective, BurnRateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rule);
        options ??= new BurnRateOptions();
        Check.Level(options.Level, nameof(options));
        Check.Count(options.LeastEvents, 1, nameof(options));
        Validate(shortWindow, nameof(shortWindow));
        var bound = LowerBound(longWindow, objective, options.Level);
        var (slow, quick) = (Rate(longWindow, objective), Rate(shortWindow, objective));
        var state = longWindow.Total < options.LeastEvents ? AlertState.NotEnoughData
            : bound <= rule.Factor ? AlertState.Quiet
            : quick is null ? AlertState.NotEnoughData
            : quick > rule.Factor ? AlertState.Firing
            : AlertState.Quiet;
        return new BurnRateVerdict(state, slow, quick, bound, rule.Factor);
    }

    internal static double Lower(WindowCount window, double tail) =>
        window.Failures == 0 ? 0 : Distributions.BetaQuantile(tail, window.Failures, window.Total - window.Failures + 1);

    internal static double Upper(WindowCount window, double tail) =>
        window.Failures == window.Total ? 1 : 1 - Distributions.BetaQuantile(tail, window.Total - window.Failures, window.Failures + 1);

    internal static void Validate(WindowCount window, string name)
    {
        if (window.Failures < 0 || window.Total < window.Failures || window.Total > Proportions.MostExact)
        {
            throw new ArgumentOutOfRangeException(name, window, $"Failures must be from 0 to the total, and the total at most {Proportions.MostExact:N0}.");
        }
    }

    private static double? Rate(WindowCount window, double objective) =>
        window.Total == 0 ? null : (double)window.Failures / window.Total / (1 - objective);
}
