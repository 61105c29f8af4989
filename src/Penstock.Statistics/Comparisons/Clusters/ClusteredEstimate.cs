using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Clusters;

/// <summary>An estimate whose uncertainty allows for observations that come in groups.</summary>
/// <param name="Estimate">The value with its interval; its count is the number of observations (pairs for a paired difference).</param>
/// <param name="Clusters">How many clusters there are. They, not the observations, are what the certainty rests on.</param>
/// <param name="NaiveStandardError">The standard error if every observation counted as independent.</param>
/// <param name="UncorrectedStandardError">The cluster-robust standard error without any correction, known as CR0: too small with few clusters.</param>
public readonly record struct ClusteredEstimate(
    Estimate Estimate, long Clusters, double NaiveStandardError, double UncorrectedStandardError)
{
    /// <summary>The cluster-robust standard error with the correction asked for.</summary>
    public double StandardError => Estimate.StandardError.GetValueOrDefault();

    /// <summary>
    /// The variance relative to that of independent observations: 2 means that twice as many are needed. Below 1 where clusters are balanced
    /// blocks. Null where the observations do not vary.
    /// </summary>
    public double? DesignEffect =>
        NaiveStandardError > 0 ? StandardError * StandardError / (NaiveStandardError * NaiveStandardError) : null;

    /// <summary>Tests whether the quantity equals a value.</summary>
    /// <param name="nullValue">The value of the null hypothesis: 0 for a difference. Finite.</param>
    /// <param name="alternative">The direction to look in.</param>
    /// <returns>A t test with the degrees of freedom of the estimate; p is 1 where the clusters show no spread.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The null value is NaN or infinite.</exception>
    /// <exception cref="ArgumentException">The estimate was put together by hand and cannot be one.</exception>
    public TestResult Test(double nullValue = 0, Alternative alternative = Alternative.TwoSided)
    {
        Check.Finite(nullValue);
        Check.Defined(alternative);
        Check.Estimate(Estimate, "this");
        return Student.Test(Estimate, $"{Estimate.Method}, t test", alternative, nullValue);
    }
}
