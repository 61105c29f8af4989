namespace Penstock.Statistics.Drift.Detectors;

/// <summary>What a detector found: when, in which direction and how much.</summary>
/// <param name="At">The number of the observation that raised the alarm; the first one has number 1.</param>
/// <param name="Since">The number of the first observation after the change, as far as the detector can tell; at most <paramref name="At"/>.</param>
/// <param name="Direction">To which side the values moved.</param>
/// <param name="Change">
/// The estimated size of the move in the unit of the observations, negative for <see cref="DriftDirection.Down"/>. Seen at the moment of an alarm it tends to be too large.
/// </param>
/// <param name="Statistic">The value of the detector's statistic at the alarm, before any restart.</param>
/// <param name="Threshold">What the statistic exceeded.</param>
public sealed record DriftAlarm(long At, long Since, DriftDirection Direction, double Change, double Statistic, double Threshold);
