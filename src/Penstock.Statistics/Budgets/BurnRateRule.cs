using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Budgets;

/// <summary>
/// One alert on the burn rate: it fires when a share of the budget would be spent within the long window, and the short window shows that it still goes on.
/// </summary>
/// <remarks>
/// Factor = budget share · period / long window. Beyer, Murphy, Rensin, Kawahara and Thorne (2018), "The site reliability workbook", chapter 5,
/// "multiwindow, multi-burn-rate alerts"; the short window is a twelfth of the long one. The catalogue of 7 days is the one of Sloth.
/// </remarks>
public sealed record BurnRateRule
{
    private const int ShortPart = 12;

    /// <summary>A rule for any period and any window.</summary>
    /// <param name="severity">Who must act.</param>
    /// <param name="budgetShare">The share of the period's budget that must be spent within the long window, above 0 and at most 1.</param>
    /// <param name="longWindow">The long window, above 0 and at most the period.</param>
    /// <param name="period">The period of the objective, such as 30 days.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public BurnRateRule(AlertSeverity severity, double budgetShare, TimeSpan longWindow, TimeSpan period)
    {
        Check.Positive(budgetShare);
        Check.Probability(budgetShare);
        Check.AtLeast(longWindow.Ticks, ShortPart, nameof(longWindow));
        Check.AtLeast(period.Ticks, longWindow.Ticks, nameof(period));
        (Severity, BudgetShare, LongWindow, Period) = (severity, budgetShare, longWindow, period);
    }

    /// <summary>Who must act.</summary>
    public AlertSeverity Severity { get; }

    /// <summary>The share of the period's budget that must be spent within the long window.</summary>
    public double BudgetShare { get; }

    /// <summary>The window that makes the alert sure.</summary>
    public TimeSpan LongWindow { get; }

    /// <summary>The window that ends the alert soon after the failures end: a twelfth of the long one.</summary>
    public TimeSpan ShortWindow => LongWindow / ShortPart;

    /// <summary>The period of the objective.</summary>
    public TimeSpan Period { get; }

    /// <summary>The burn rate above which the rule fires.</summary>
    public double Factor => BudgetShare * Period.Ticks / LongWindow.Ticks;

    /// <summary>The customary four rules: 2 % in 1 hour and 5 % in 6 hours page, 10 % in 1 day and 10 % in 3 days open a ticket.</summary>
    /// <param name="period">The period of the objective, at least 3 days; meant for about a month.</param>
    /// <exception cref="ArgumentException">The period is too short.</exception>
    public static IReadOnlyList<BurnRateRule> Standard(TimeSpan period) => Catalogue(period, 0.02, 0.05, 0.1, 0.1);

    /// <summary>Four rules for a period of 7 days, on the same windows: 8 %, 12.5 %, 20 % and 42 %.</summary>
    public static IReadOnlyList<BurnRateRule> Week() => Catalogue(TimeSpan.FromDays(7), 0.08, 0.125, 0.2, 0.42);

    /// <summary>How long a sudden and lasting error rate goes on until the long window fires; null if it never does. Low traffic, and the certainty asked for, add to it.</summary>
    /// <param name="errorRate">The error rate from now on, 0 to 1; before there was none.</param>
    /// <param name="objective">The share of good events that is promised, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public TimeSpan? DetectionTime(double errorRate, double objective)
    {
        Check.Probability(errorRate);
        Check.Level(objective);
        var share = Factor * (1 - objective) / errorRate;
        return errorRate > 0 && share < 1 ? LongWindow * share : null;
    }

    private static BurnRateRule[] Catalogue(TimeSpan period, double quickPage, double slowPage, double quickTicket, double slowTicket) =>
    [
        new(AlertSeverity.Page, quickPage, TimeSpan.FromHours(1), period),
        new(AlertSeverity.Page, slowPage, TimeSpan.FromHours(6), period),
        new(AlertSeverity.Ticket, quickTicket, TimeSpan.FromDays(1), period),
        new(AlertSeverity.Ticket, slowTicket, TimeSpan.FromDays(3), period),
    ];
}
