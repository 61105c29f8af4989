namespace Penstock.Statistics.Budgets;

/// <summary>When a budget will be spent if failures go on at the rate of now. Null stands for never; zero for now.</summary>
/// <param name="Expected">At the observed rate; null if nothing fails.</param>
/// <param name="Earliest">At the highest rate that the counts allow at the level.</param>
/// <param name="Latest">At the lowest rate that the counts allow at the level; null if nothing failing is among them.</param>
/// <param name="Level">The confidence of the range from the earliest to the latest time.</param>
public readonly record struct BudgetExhaustion(TimeSpan? Expected, TimeSpan? Earliest, TimeSpan? Latest, double Level);
