using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Intervals;

/// <summary>Intervals of a mean from independent observations: a score, a cost per request, a difference per item.</summary>
public static class Means
{
    private const string StudentMethod = "Student's t interval";

    /// <summary>The mean with its interval x̄ ± t·s/√n, s with n − 1 in the denominator and t of n − 1 degrees of freedom.</summary>
    /// <param name="sample">Independent observations of one distribution: at least one, all finite, in any unit.</param>
    /// <param name="level">The confidence: above 0 and below 1.</param>
    /// <returns>
    /// The mean, its standard error s/√n, n − 1 degrees of freedom and the interval, in the unit of the observations. One
    /// observation, or equal ones, show no spread, which is not to say that there is none: the interval is then
    /// <see cref="Interval.Everything"/>, or two identical observations would pass any gate.
    /// </returns>
    /// <exception cref="ArgumentException">The sample is empty or holds NaN or an infinite value, or a sum of its values or of their squares leaves the range of a double.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside its range.</exception>
    /// <remarks>
    /// Exact for normal observations, good for mild skew from n ≈ 30 on. Not for 0/1 outcomes (use <see cref="Proportions"/>),
    /// not for heavily skewed values at small n (an interval of 95 % misses the mean of lognormal costs with σ = 1 in 13 % of cases at n = 20 and 9 % at n = 100; use
    /// <see cref="Bootstrap.MeanStudentised"/>), not for several observations of one user (use a cluster-robust mean), not when it is
    /// read repeatedly while n grows (use a confidence sequence). Time O(n).
    /// Source: Student (1908), Biometrika 6:1; as the standard error of evaluations: Miller (2024), arXiv:2411.00640, section 2.
    /// </remarks>
    public static Estimate Student(ReadOnlySpan<double> sample, double level = 0.95)
    {
        Check.Sample(sample);
        Check.Level(level);
        var (mean, variance) = Moments(sample);
        return Of(mean, variance, sample.Length, level);
    }

    /// <summary>The same interval from moments that were kept instead of the observations.</summary>
    /// <param name="mean">The mean of the observations: finite.</param>
    /// <param name="standardDeviation">Their standard deviation with n − 1 in the denominator, in the same unit: finite, not negative. Ignored when <paramref name="count"/> is 1.</param>
    /// <param name="count">How many observations: at least 1.</param>
    /// <param name="level">The confidence: above 0 and below 1.</param>
    /// <returns>As <see cref="Student(ReadOnlySpan{double}, double)"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>When not to use it, and the source: as <see cref="Student(ReadOnlySpan{double}, double)"/>. Constant time.</remarks>
    public static Estimate Student(double mean, double standardDeviation, long count, double level = 0.95)
    {
        Check.Finite(mean);
        Check.NotNegative(standardDeviation);
        Check.Count(count, 1);
        Check.Level(level);
        return Of(mean, standardDeviation * standardDeviation, count, level);
    }

    /// <summary>Mean and variance (n − 1; 0 for one value) by two compensated passes.</summary>
    internal static (double Mean, double Variance) Moments(ReadOnlySpan<double> sample)
    {
        // Sum over count of equal values may miss them by a bit, which would look like a spread.
        if (!sample.ContainsAnyExcept(sample[0]))
        {
            return (sample[0], 0);
        }

        var mean = CompensatedSum.Of(sample) / sample.Length;
        var squares = default(CompensatedSum);
        foreach (var value in sample)
        {
            squares.Add((value - mean) * (value - mean));
        }

        if (!double.IsFinite(mean) || !double.IsFinite(squares.Value))
        {
            throw new ArgumentException("Its values or their squares add up to more than a double can hold; scale them down first.", nameof(sample));
        }

        return (mean, squares.Value / (sample.Length - 1));
    }

    private static Estimate Of(double mean, double variance, long count, double level)
    {
        if (count == 1)
        {
            return new Estimate(mean, Interval.Everything, level, count, StudentMethod);
        }

        var error = Math.Sqrt(variance / count);
        var half = error > 0 ? Distributions.StudentCritical(level, count - 1) * error : double.PositiveInfinity;
        return new Estimate(mean, new Interval(mean - half, mean + half), level, count, StudentMethod)
        {
            StandardError = error,
            DegreesOfFreedom = count - 1,
        };
    }
}
