namespace Penstock.Statistics.Budgets;

/// <summary>How much of an error budget is left.</summary>
/// <param name="Allowed">How many failures (or bad slices) the period allows; need not be whole.</param>
/// <param name="Failures">How many there were.</param>
public readonly record struct BudgetStatus(double Allowed, long Failures)
{
    /// <summary>The share of the budget that is spent, at least 0; above 1 where it is overspent.</summary>
    public double Spent => Failures / Allowed;

    /// <summary>The share of the budget that is left, at most 1; negative where it is overspent.</summary>
    public double Remaining => 1 - Spent;
}
