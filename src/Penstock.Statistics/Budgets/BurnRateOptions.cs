namespace Penstock.Statistics.Budgets;

/// <summary>How sure a burn-rate alert must be.</summary>
public sealed record BurnRateOptions
{
    /// <summary>The confidence of the lower bound, above 0 and below 1.</summary>
    public double Level { get; init; } = 0.99;

    /// <summary>How many events the long window needs before the rule says anything, at least 1.</summary>
    public long LeastEvents { get; init; } = 10;
}
