namespace Penstock.Statistics.Drift;

/// <summary>Why an overall mean changed.</summary>
/// <param name="Total">The overall mean after minus before.</param>
/// <param name="Mix">The part of it that comes from the shares of the segments.</param>
/// <param name="Within">The part that comes from changes inside the segments.</param>
/// <param name="Segments">What each segment adds, in the order given.</param>
/// <param name="IsReversal">
/// Simpson's paradox: every segment that occurs in both periods moved to one side (or stayed), at least one moved, and the overall mean moved to the other side.
/// </param>
public sealed record MixDecompositionResult(
    Estimate Total, Estimate Mix, Estimate Within, IReadOnlyList<SegmentContribution> Segments, bool IsReversal);
