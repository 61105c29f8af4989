using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Budgets;

/// <summary>An error budget: what an objective allows to fail in a period, how much of that is left, and how long it will last.</summary>
public static class ErrorBudget
{
    /// <summary>The budget of events: each failure counts once, so that busy hours weigh most.</summary>
    /// <param name="failures">The failures of the period so far, at least 0.</param>
    /// <param name="events">
    /// The events of the whole period, at least 1. For a rolling period those that were counted; for a calendar period those that are expected by its end, or the budget looks overspent early on.
    /// </param>
    /// <param name="objective">The share of good events that is promised, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static BudgetStatus Occurrences(long failures, long events, double objective)
    {
        Check.Count(failures, 0);
        Check.Count(events, 1);
        Check.Level(objective);
        return new BudgetStatus((1 - objective) * events, failures);
    }

    /// <summary>The budget of time: each slice is good or bad as a whole, so that a night outage counts as much as one at noon. Use it where traffic is low.</summary>
    /// <param name="badSlices">The slices of the period so far that broke the objective, at least 0. A slice without traffic is good.</param>
    /// <param name="period">The period of the objective, such as 30 days.</param>
    /// <param name="slice">The length of a slice, above 0 and at most the period, such as a minute.</param>
    /// <param name="objective">The share of good slices that is promised, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static BudgetStatus TimeSlices(long badSlices, TimeSpan period, TimeSpan slice, double objective)
    {
        Check.Count(badSlices, 0);
        Check.AtLeast(slice.Ticks, 1, nameof(slice));
        Check.AtLeast(period.Ticks, slice.Ticks, nameof(period));
        Check.Level(objective);
        return new BudgetStatus((1 - objective) * ((double)period.Ticks / slice.Ticks), badSlices);
    }

    /// <summary>When the rest of a budget will be spent if the failures of a recent window go on.</summary>
    /// <param name="status">What is left.</param>
    /// <param name="recent">What happened recently: events, or slices for a budget of time. At least one.</param>
    /// <param name="objective">The share that is promised, above 0 and below 1.</param>
    /// <param name="period">The period of the objective, above 0.</param>
    /// <param name="level">The confidence of the range, above 0 and below 1.</param>
    /// <returns>The time from now: remaining share · period / burn rate. Times beyond what a <see cref="TimeSpan"/> holds are null, as never.</returns>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    /// <remarks>
    /// Assumes steady traffic, and independent failures for the range (the Clopper-Pearson interval of the burn rate). For a rolling period it is too early: failures that grow old give their
    /// budget back.
    /// </remarks>
    public static BudgetExhaustion Exhaustion(BudgetStatus status, WindowCount recent, double objective, TimeSpan period, double level = 0.95)
    {
        Check.Count(status.Failures, 0, nameof(status));
        Check.Positive(status.Allowed, nameof(status));
        Check.AtLeast(period.Ticks, 1, nameof(period));
        var rate = BurnRate.Of(recent, objective, level);
        return new BudgetExhaustion(Until(rate.Value), Until(rate.Upper), Until(rate.Lower), level);

        TimeSpan? Until(double burnRate)
        {
            if (status.Remaining <= 0)
            {
                return TimeSpan.Zero;
            }

            var ticks = status.Remaining * period.Ticks / burnRate;
            return ticks < TimeSpan.MaxValue.Ticks ? TimeSpan.FromTicks((long)ticks) : null;
        }
    }
}
