namespace Penstock.Statistics.Drift.Detectors;

/// <summary>Where a detector stands.</summary>
/// <param name="Count">The observations since the detector was made.</param>
/// <param name="Statistic">The statistic now: of the side that is nearer to an alarm.</param>
/// <param name="Threshold">What the statistic must exceed for an alarm.</param>
/// <param name="Alarms">The alarms so far.</param>
/// <param name="Last">The last alarm; null before the first.</param>
/// <param name="Method">The method by its name in the literature.</param>
public sealed record DetectorReading(long Count, double Statistic, double Threshold, long Alarms, DriftAlarm? Last, string Method);
