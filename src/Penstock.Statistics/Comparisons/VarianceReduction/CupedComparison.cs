namespace Penstock.Statistics.Comparisons.VarianceReduction;

/// <summary>Two arms compared after what was known before the experiment has been taken out.</summary>
/// <param name="Test">The test on the adjusted values; its effect is candidate mean minus baseline mean, adjusted.</param>
/// <param name="Unadjusted">The same without adjustment, by Welch's test.</param>
/// <param name="Theta">The coefficient: by how much the metric rises with one unit of the covariate. 0 where the covariate does not vary.</param>
/// <param name="BaselineMean">The adjusted mean of the baseline.</param>
/// <param name="CandidateMean">The adjusted mean of the candidate.</param>
/// <param name="VarianceReduction">
/// The share of the variance of the difference that the adjustment took away: 0.4 does the work of 1/(1 − 0.4) times the users. May be
/// slightly below 0 where the covariate says nothing.
/// </param>
public readonly record struct CupedComparison(
    TestResult Test, TestResult Unadjusted, double Theta, double BaselineMean, double CandidateMean, double VarianceReduction)
{
    /// <summary>The adjusted difference with its interval.</summary>
    public Estimate Difference => Test.Effect.GetValueOrDefault();
}
