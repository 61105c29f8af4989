namespace Penstock.Statistics.Drift.Detectors;

/// <summary>What is normal in one slot of a season.</summary>
/// <param name="Mean">The usual value.</param>
/// <param name="StandardDeviation">How far a next value lies from it, usually; at least 0.</param>
/// <param name="Count">The observations of the slot.</param>
public readonly record struct SeasonalExpectation(double Mean, double StandardDeviation, long Count);
