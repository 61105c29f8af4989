using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>How good stated probabilities are as numbers: their squared error, and how well they agree with what happens.</summary>
public static class ProbabilityQuality
{
    /// <summary>The Brier score: the mean squared distance of the probability from what happened, 0 (perfect) to 1; always saying a half gives 0.25. O(n).</summary>
    /// <param name="probabilities">The stated probability of each item, 0 to 1.</param>
    /// <param name="labels">Whether it happened.</param>
    /// <param name="level">The confidence of the t interval, above 0 and below 1.</param>
    /// <returns>The score with an interval cut to 0 to 1; with one item, or with errors that are all equal, the interval is 0 to 1.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a probability is outside 0 to 1, or the level is out of range.</exception>
    /// <remarks>
    /// Assumes independent items. Depends on how common positives are: do not compare sets with different base rates. With fewer than about 30 items, or
    /// errors in a few items only, the t interval is too narrow. Brier (1950), Monthly Weather Review 78:1.
    /// </remarks>
    public static Estimate Brier(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, double level = 0.95)
    {
        Validate(probabilities, labels);
        Check.Level(level);
        var n = probabilities.Length;
        var errors = new double[n];
        for (var index = 0; index < n; index++)
        {
            var gap = probabilities[index] - (labels[index] ? 1 : 0);
            errors[index] = gap * gap;
        }

        var mean = CompensatedSum.Of(errors) / n;
        var squares = default(CompensatedSum);
        foreach (var error in errors)
        {
            squares.Add((error - mean) * (error - mean));
        }

        const string method = "Brier score, t interval";
        if (n == 1 || squares.Value == 0)
        {
            return new Estimate(mean, new Interval(0, 1), level, n, method);
        }

        var standardError = Math.Sqrt(squares.Value / (n - 1) / n);
        var margin = Distributions.StudentCritical(level, n - 1) * standardError;
        return new Estimate(mean, new Interval(Math.Max(0, mean - margin), Math.Min(1, mean + margin)), level, n, method)
        {
            StandardError = standardError,
            DegreesOfFreedom = n - 1,
        };
    }

    /// <summary>The expected calibration error over bins of equal width. O(n).</summary>
    /// <param name="probabilities">The stated probability of each item, 0 to 1.</param>
    /// <param name="labels">Whether it happened.</param>
    /// <param name="bins">How many bins, 1 to 1,000; ten is customary. A probability on an edge belongs to the bin above.</param>
    /// <exception cref="ArgumentException">Lengths differ, a probability is outside 0 to 1, or the bins are out of range.</exception>
    /// <remarks>
    /// Never 0 in a finite sample: read it beside the chance error, Σ (nᵦ/n)·√(2·vᵦ/(π·nᵦ)) with vᵦ the mean of p(1 − p) in the bin. It says nothing of the order: a
    /// score that always states the base rate is calibrated and useless. Naeini, Cooper and Hauskrecht (2015), AAAI-15.
    /// </remarks>
    public static CalibrationResult CalibrationError(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, int bins = 10)
    {
        Validate(probabilities, labels);
        if (bins is < 1 or > 1_000)
        {
            throw new ArgumentOutOfRangeException(nameof(bins), bins, "Must be from 1 to 1,000; 10 is customary.");
        }

        var (sizes, gaps, variances) = (new long[bins], new double[bins], new double[bins]);
        for (var index = 0; index < probabilities.Length; index++)
        {
            var probability = probabilities[index];
            var bin = Math.Min((int)(probability * bins), bins - 1);
            sizes[bin]++;
            gaps[bin] += probability - (labels[index] ? 1 : 0);
            variances[bin] += probability * (1 - probability);
        }

        var (expected, largest, chance) = (0.0, 0.0, 0.0);
        for (var bin = 0; bin < bins; bin++)
        {
            expected += Math.Abs(gaps[bin]) / probabilities.Length;
            chance += Math.Sqrt(2 * variances[bin] / Math.PI) / probabilities.Length;
            largest = sizes[bin] == 0 ? largest : Math.Max(largest, Math.Abs(gaps[bin]) / sizes[bin]);
        }

        return new CalibrationResult(expected, largest, chance, probabilities.Length, $"Expected calibration error, {bins} bins of equal width");
    }

    private static void Validate(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        RankingQuality.Validate(probabilities, labels);
        foreach (var probability in probabilities)
        {
            Check.Probability(probability, nameof(probabilities));
        }
    }
}
