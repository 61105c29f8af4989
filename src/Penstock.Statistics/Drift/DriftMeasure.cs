namespace Penstock.Statistics.Drift;

/// <summary>A measure of how far a current sample lies from a reference sample, such as a difference, a ratio or a distance.</summary>
/// <param name="reference">The sample that is taken as normal.</param>
/// <param name="current">The sample to compare.</param>
/// <returns>The measure; it must be finite.</returns>
public delegate double DriftMeasure(ReadOnlySpan<double> reference, ReadOnlySpan<double> current);
