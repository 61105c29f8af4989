namespace Penstock.Statistics.Comparisons.Paired;

/// <summary>Two systems measured on the same items, and what it brought to compare them item by item.</summary>
/// <param name="Test">The test of no difference; its effect is the mean of candidate minus baseline.</param>
/// <param name="UnpairedStandardError">The standard error that the difference would have if the two sides were taken as unrelated samples.</param>
/// <param name="Correlation">
/// Pearson correlation of the two sides over the items, −1 to 1; null where one side does not vary. Above 0 pairing narrows the interval.
/// </param>
public readonly record struct PairedComparison(TestResult Test, double UnpairedStandardError, double? Correlation)
{
    /// <summary>The mean of candidate minus baseline, with its interval.</summary>
    public Estimate Difference => Test.Effect.GetValueOrDefault();

    /// <summary>The standard error of the mean difference.</summary>
    public double StandardError => Difference.StandardError.GetValueOrDefault();

    /// <summary>
    /// How many times as many items an unpaired comparison would need for the same standard error: the squared ratio of the two.
    /// Null where the differences do not vary.
    /// </summary>
    public double? Gain => StandardError > 0 ? UnpairedStandardError * UnpairedStandardError / (StandardError * StandardError) : null;
}
