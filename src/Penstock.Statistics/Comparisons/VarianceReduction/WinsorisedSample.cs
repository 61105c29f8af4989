namespace Penstock.Statistics.Comparisons.VarianceReduction;

/// <summary>A sample after winsorising, and what was done to it.</summary>
/// <param name="Values">The values in their old order, all within the limits.</param>
/// <param name="Limits">The limits that were used.</param>
/// <param name="RaisedCount">How many values were below and are now at the lower limit.</param>
/// <param name="LoweredCount">How many values were above and are now at the upper limit.</param>
/// <param name="MeanShift">Mean after minus mean before: what the clipping hides, in the unit of the values.</param>
public sealed record WinsorisedSample(
    ReadOnlyMemory<double> Values, WinsorLimits Limits, long RaisedCount, long LoweredCount, double MeanShift);
