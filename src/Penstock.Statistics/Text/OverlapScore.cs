namespace Penstock.Statistics.Text;

/// <summary>How much of a candidate is in the reference, and the other way round. Each from 0 to 1.</summary>
/// <param name="Precision">The share of the candidate that the reference has, too.</param>
/// <param name="Recall">The share of the reference that the candidate has, too.</param>
/// <param name="F1">Their harmonic mean; 0 where both are 0.</param>
public readonly record struct OverlapScore(double Precision, double Recall, double F1)
{
    internal static OverlapScore Of(long common, long candidate, long reference) => new(
        candidate == 0 ? 0 : (double)common / candidate,
        reference == 0 ? 0 : (double)common / reference,
        common == 0 ? 0 : 2.0 * common / (candidate + reference));
}
