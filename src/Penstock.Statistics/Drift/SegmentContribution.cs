namespace Penstock.Statistics.Drift;

/// <summary>What one segment adds to the change of the overall mean. All mix and within parts together are the change.</summary>
/// <param name="Segment">What the segment is called.</param>
/// <param name="Mix">
/// What its growing or shrinking share adds: positive where a segment above the overall mean grew, or one below it shrank.
/// </param>
/// <param name="Within">What the change of its own mean adds; 0 for a segment that occurs in one period only.</param>
/// <param name="ShareBefore">Its share of the observations of the first period, 0 to 1.</param>
/// <param name="ShareAfter">Its share of the observations of the second period, 0 to 1.</param>
public readonly record struct SegmentContribution(string Segment, double Mix, double Within, double ShareBefore, double ShareAfter)
{
    /// <summary>Its mean in the first period; null where it did not occur.</summary>
    public double? MeanBefore { get; init; }

    /// <summary>Its mean in the second period; null where it did not occur.</summary>
    public double? MeanAfter { get; init; }
}
