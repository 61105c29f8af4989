namespace Penstock.Statistics.Drift;

/// <summary>What <see cref="MeanDiscrepancy"/> found.</summary>
/// <param name="Test">The permutation test; its statistic is the biased estimate of the squared discrepancy.</param>
/// <param name="Unbiased">The unbiased estimate of the squared discrepancy: around 0 without drift, so it may be negative; at most 2.</param>
/// <param name="Bandwidth">The σ of the kernel. Two discrepancies compare only at one bandwidth.</param>
public sealed record MeanDiscrepancyResult(TestResult Test, double Unbiased, double Bandwidth)
{
    /// <summary>The discrepancy, the effect size: 0 where the unbiased square is negative; at most √2.</summary>
    public double Discrepancy => Math.Sqrt(Math.Max(0, Unbiased));
}
