namespace Penstock.Statistics.Budgets;

/// <summary>What a rule says, and why.</summary>
/// <param name="State">Firing, quiet, or not enough data.</param>
/// <param name="LongBurnRate">The burn rate of the long window; null where it has no events.</param>
/// <param name="ShortBurnRate">The burn rate of the short window; null where it has no events.</param>
/// <param name="LowerBound">What the burn rate of the long window is at least, at the level asked for, one-sided; 0 without events.</param>
/// <param name="Factor">What it must exceed.</param>
public sealed record BurnRateVerdict(AlertState State, double? LongBurnRate, double? ShortBurnRate, double LowerBound, double Factor);
