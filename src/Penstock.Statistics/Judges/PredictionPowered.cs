using Penstock.Statistics.Comparisons;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Judges;

/// <summary>
/// Prediction-powered inference: the mean of a human score where few items are labelled by a human and many are scored by a judge. The judge's bias, however large, is measured on
/// the labelled items and taken off, so the interval holds for any judge; a good one makes it shorter.
/// </summary>
/// <remarks>
/// Angelopoulos, Bates, Fannjiang, Jordan and Zrnic (2023), Science 382:669 (PPI, λ = 1), and Angelopoulos, Duchi and Zrnic (2023), arXiv 2311.01453 (PPI++, power tuning:
/// λ = Cov(human, judge) / ((1 + n/N) Var(judge)), clipped to 0 … 1).
/// Assumes that the labelled items are a random sample of the same population as the others, all independent; for related items sum per cluster first. Do not use it when
/// labels were chosen for being hard, odd or flagged; for scores with fewer than 20 labels (it misses in 5.4 % instead of 5 % at 10); for pass rates with fewer than about
/// 100 labels or 50 of the rarer outcome, where it misses in 6 % to 8 % (use <see cref="RoganGladen"/>, or an exact interval of the labels alone); for costs as skewed as a
/// lognormal with σ = 1, where it misses in 10 % at 200 labels.
/// The interval is Student's, with the Welch-Satterthwaite degrees of freedom of its two parts; an estimated λ costs the labelled part one degree of freedom, which the paper's
/// normal interval leaves out. Time O(n + N).
/// </remarks>
public static class PredictionPowered
{
    /// <summary>The method that the tuned form names.</summary>
    public const string TunedMethod = "PPI++ (power-tuned prediction-powered inference)";

    /// <summary>The method that the form with given λ names.</summary>
    public const string FixedMethod = "Prediction-powered inference (given lambda)";

    private const int LeastLabels = 4;

    /// <summary>PPI++: the mean with λ chosen from the data for the shortest interval. The one to use.</summary>
    /// <param name="labels">The human scores, at least 4, such as 0 and 1.</param>
    /// <param name="judgedLabelled">The judge's scores of the same items, in the same order.</param>
    /// <param name="judgedUnlabelled">The judge's scores of the items without a label, at least 2.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>
    /// The mean in the unit of the labels; not clipped to their range. Where the labels show no spread at all (every label the same), the interval is everything: such a sample
    /// cannot bound its own error; for pass rates use an exact binomial interval of the labels then. A judge that never varies gets λ = 0.
    /// </returns>
    /// <exception cref="ArgumentException">Too few values, different lengths, NaN, an infinite value or one whose square overflows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static PredictionPoweredMean Mean(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> judgedLabelled, ReadOnlySpan<double> judgedUnlabelled, double level = 0.95)
    {
        Demand(labels, judgedLabelled, judgedUnlabelled, level);
        var lambda = Tune(labels, judgedLabelled, judgedUnlabelled);
        return Mean(labels, judgedLabelled, judgedUnlabelled, lambda, level, isTuned: true);
    }

    /// <summary>The mean with a λ that was fixed before the data: 1 for plain PPI, 0 for the labels alone.</summary>
    /// <param name="labels">The human scores, at least 4.</param>
    /// <param name="judgedLabelled">The judge's scores of the same items, in the same order.</param>
    /// <param name="judgedUnlabelled">The judge's scores of the items without a label, at least 2.</param>
    /// <param name="lambda">How far the judge is trusted, finite; sensible from 0 to 1. At 1 a poor judge makes the interval longer than that of the labels alone.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>As the tuned form.</returns>
    /// <exception cref="ArgumentException">Too few values, different lengths, NaN, an infinite value or one whose square overflows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">λ is not finite, or the level is not between 0 and 1.</exception>
    public static PredictionPoweredMean MeanWith(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> judgedLabelled, ReadOnlySpan<double> judgedUnlabelled, double lambda, double level = 0.95)
    {
        Demand(labels, judgedLabelled, judgedUnlabelled, level);
        Check.Finite(lambda);
        return Mean(labels, judgedLabelled, judgedUnlabelled, lambda, level, isTuned: false);
    }

    private static void Demand(ReadOnlySpan<double> labels, ReadOnlySpan<double> judgedLabelled, ReadOnlySpan<double> judgedUnlabelled, double level)
    {
        Check.Level(level);
        Check.Sample(labels, LeastLabels);
        Check.Sample(judgedUnlabelled, 2);
        if (labels.Length != judgedLabelled.Length)
        {
            throw new ArgumentException($"Must hold one score per label; there are {judgedLabelled.Length} scores and {labels.Length} labels.", nameof(judgedLabelled));
        }

        Check.Sample(judgedLabelled, LeastLabels);
        Check.Squarable(labels);
        Check.Squarable(judgedLabelled);
        Check.Squarable(judgedUnlabelled);
    }

    private static double Tune(ReadOnlySpan<double> labels, ReadOnlySpan<double> judgedLabelled, ReadOnlySpan<double> judgedUnlabelled)
    {
        var labelMean = CompensatedSum.Of(labels) / labels.Length;
        var judgeMean = CompensatedSum.Of(judgedLabelled) / labels.Length;
        var products = default(CompensatedSum);
        for (var item = 0; item < labels.Length; item++)
        {
            products.Add((labels[item] - labelMean) * (judgedLabelled[item] - judgeMean));
        }

        double[] all = [.. judgedLabelled, .. judgedUnlabelled];
        var spread = Variance(all, 1);
        var covariance = products.Value / (labels.Length - 1);
        return spread > 0 ? Math.Clamp(covariance / (spread * (1 + ((double)labels.Length / judgedUnlabelled.Length))), 0, 1) : 0;
    }

    private static PredictionPoweredMean Mean(
        ReadOnlySpan<double> labels, ReadOnlySpan<double> judgedLabelled, ReadOnlySpan<double> judgedUnlabelled, double lambda, double level, bool isTuned)
    {
        var n = labels.Length;
        var corrected = new double[n];
        for (var item = 0; item < n; item++)
        {
            corrected[item] = labels[item] - (lambda * judgedLabelled[item]);
        }

        // A λ of 0 at its bound was estimated, too, but then nothing was fitted to the labels.
        var free = isTuned && lambda > 0 ? n - 2 : n - 1;
        var human = Variance(corrected, n - free) / n;
        var judge = lambda * lambda * Variance(judgedUnlabelled, 1) / judgedUnlabelled.Length;
        var value = (CompensatedSum.Of(corrected) / n) + (lambda * CompensatedSum.Of(judgedUnlabelled) / judgedUnlabelled.Length);
        var variance = human + judge;
        var method = isTuned ? TunedMethod : FixedMethod;
        if (!(human > 0))
        {
            var unknown = new Estimate(value, Interval.Everything, level, n, method);
            return new PredictionPoweredMean(unknown, lambda, n);
        }

        var degrees = Student.Satterthwaite(human, free, judge, judgedUnlabelled.Length - 1);
        var reach = Distributions.StudentCritical(level, degrees) * Math.Sqrt(variance);
        var estimate = new Estimate(value, new Interval(value - reach, value + reach), level, n, method)
        {
            StandardError = Math.Sqrt(variance),
            DegreesOfFreedom = degrees,
        };
        return new PredictionPoweredMean(estimate, lambda, Variance(labels, 1) / variance);
    }

    private static double Variance(ReadOnlySpan<double> values, int lost)
    {
        var mean = CompensatedSum.Of(values) / values.Length;
        var squares = default(CompensatedSum);
        foreach (var value in values)
        {
            squares.Add((value - mean) * (value - mean));
        }

        return squares.Value / (values.Length - lost);
    }
}
