namespace Penstock.Statistics.Drift;

/// <summary>How far one distribution must be moved, on average, to become the other.</summary>
/// <param name="Value">The distance in the unit of the observations, at least 0.</param>
/// <param name="Standardised">
/// The distance in standard deviations of the reference (divisor n), the form to set thresholds on: 0.1 is customary. Null where the reference does not vary.
/// </param>
/// <param name="Count">The values of both samples.</param>
/// <param name="Method">The method by its name in the literature.</param>
public readonly record struct WassersteinDistance(double Value, double? Standardised, long Count, string Method);
