namespace Penstock.Statistics.Drift;

/// <summary>How far stated probabilities lie from what happened.</summary>
/// <param name="ExpectedError">The mean over items of |mean probability − share of positives| in the item's bin: 0 to 1.</param>
/// <param name="LargestError">The same of the worst bin that is not empty.</param>
/// <param name="ChanceError">
/// About what the expected error of a perfectly calibrated score would be with so many items, by chance alone: an expected error of this size is none.
/// </param>
/// <param name="Count">The number of items.</param>
/// <param name="Method">The method by its name in the literature.</param>
public readonly record struct CalibrationResult(double ExpectedError, double LargestError, double ChanceError, long Count, string Method);
