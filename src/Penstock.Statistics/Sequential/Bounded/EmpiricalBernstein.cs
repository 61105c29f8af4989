using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Sequential.Bounded;

/// <summary>
/// The empirical-Bernstein confidence sequence for the mean of values in a known range. <see cref="EmpiricalBernsteinSequence"/> follows a
/// stream, and says what it assumes.
/// </summary>
public static class EmpiricalBernstein
{
    /// <summary>The name of the method.</summary>
    public const string Method = "Predictable plug-in empirical-Bernstein confidence sequence";

    /// <summary>The interval after a whole stream that was looked at after every observation.</summary>
    /// <param name="sample">The observations in the order they came, at least one, each within the range.</param>
    /// <param name="options">Range, level and direction; null for 0 … 1, 0.95 and two-sided.</param>
    /// <returns>What <see cref="EmpiricalBernsteinSequence.Read"/> says after the last observation. O(n).</returns>
    /// <exception cref="ArgumentException">The sample is empty or leaves the range, or an option is out of range.</exception>
    public static Estimate Mean(ReadOnlySpan<double> sample, BoundedOptions? options = null)
    {
        Check.Sample(sample);
        var sequence = new EmpiricalBernsteinSequence(options);
        foreach (var value in sample)
        {
            sequence.Add(value);
        }

        return sequence.Read();
    }
}
