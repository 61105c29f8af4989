namespace Penstock.Statistics.Comparisons.VarianceReduction;

/// <summary>The limits to which values are pulled in.</summary>
/// <param name="Lower">Values below are raised to it; negative infinity leaves them alone.</param>
/// <param name="Upper">Values above are lowered to it; at least <paramref name="Lower"/>; positive infinity leaves them alone.</param>
public readonly record struct WinsorLimits(double Lower, double Upper);
