namespace Penstock.Statistics.Budgets;

/// <summary>What happened in a window.</summary>
/// <param name="Failures">The events that broke the objective, from 0 to the total.</param>
/// <param name="Total">All events, at least 0. With time slices: the slices.</param>
public readonly record struct WindowCount(long Failures, long Total);
