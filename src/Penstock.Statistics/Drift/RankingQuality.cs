using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>
/// The area under the ROC curve: the chance that a positive item scores above a negative one, ties at half. 0.5 says that the score knows nothing.
/// It judges the order of the scores only: for the numbers themselves use <see cref="ProbabilityQuality"/>.
/// </summary>
/// <remarks>
/// Assumes independent items. The interval is the one of DeLong, DeLong and Clarke-Pearson (1988, Biometrics 44:837) on the logit scale (Pepe 2003, "The statistical evaluation of medical tests", chapter 5), which keeps
/// it inside 0 to 1, with Welch's degrees of freedom as in the test of Brunner and Munzel (2000, Biometrical Journal 42:17), which a rare class needs. Where the scores separate the classes entirely that variance is 0; then the bound is the exact one for min(n, m)
/// independent pairs without an inversion. With 10 items in a class it covers 94 % instead of 95 %; with fewer do not use it.
/// </remarks>
public static class RankingQuality
{
    private const string Method = "Area under the ROC curve, DeLong interval (logit, t)";

    /// <summary>The area with its interval. O(n log n).</summary>
    /// <param name="scores">One score for each item, higher for what should be positive; any finite numbers.</param>
    /// <param name="labels">Whether the item is positive; both kinds must occur.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, a score is not finite, a class is missing, or the level is out of range.</exception>
    public static Estimate Auc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, double level = 0.95)
    {
        var positives = Validate(scores, labels);
        Check.Level(level);
        if (positives == 0 || positives == labels.Length)
        {
            throw new ArgumentException("Needs positive and negative items; there is one kind only.", nameof(labels));
        }

        return FromRanks(RocRanks.Of(scores, labels), positives, labels.Length - positives, level);
    }

    /// <summary>The area of each run of so many items in their order, such as 1,000 requests: when did the ranking fail? O(n log n).</summary>
    /// <param name="scores">One score for each item, oldest first.</param>
    /// <param name="labels">Whether the item is positive.</param>
    /// <param name="chunk">The items of a chunk, at least 2. What is left at the end is no whole chunk and is not counted.</param>
    /// <param name="level">The confidence of each interval, above 0 and below 1.</param>
    /// <returns>One estimate a chunk; null for a chunk in which a class is missing. Empty if there is no whole chunk.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a score is not finite, or the chunk or the level is out of range.</exception>
    public static IReadOnlyList<Estimate?> AucByChunk(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, int chunk, double level = 0.95)
    {
        Validate(scores, labels);
        Check.AtLeast(chunk, 2);
        Check.Level(level);
        var areas = new Estimate?[scores.Length / chunk];
        for (var index = 0; index < areas.Length; index++)
        {
            var part = labels.Slice(index * chunk, chunk);
            if (part.Contains(true) && part.Contains(false))
            {
                areas[index] = Auc(scores.Slice(index * chunk, chunk), part, level);
            }
        }

        return areas;
    }

    internal static int Validate(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        Check.Sample(scores);
        if (labels.Length != scores.Length)
        {
            throw new ArgumentException($"Each item needs a score and a label; there are {scores.Length} and {labels.Length}.", nameof(labels));
        }

        return labels.Count(true);
    }

    internal static Estimate FromRanks(RocRanks ranks, int positives, int negatives, double level)
    {
        var error = Math.Sqrt(ranks.High + ranks.Low);
        var degrees = error > 0 ? Math.Pow(error, 4) / (Part(ranks.High, positives) + Part(ranks.Low, negatives)) : (double?)null;
        var certain = Math.Pow((1 - level) / 2, 1.0 / Math.Min(positives, negatives));
        var interval = ranks.Auc <= 0 ? new Interval(0, 1 - certain)
            : ranks.Auc >= 1 ? new Interval(certain, 1)
            : Bounds(ranks.Auc, error, Distributions.StudentCritical(level, degrees ?? positives + negatives));
        return new Estimate(ranks.Auc, interval, level, (long)positives + negatives, Method) { StandardError = error, DegreesOfFreedom = degrees };
    }

    private static Interval Bounds(double auc, double error, double critical)
    {
        var center = Math.Log(auc / (1 - auc));
        var margin = critical * error / (auc * (1 - auc));
        return new Interval(1 / (1 + Math.Exp(margin - center)), 1 / (1 + Math.Exp(-margin - center)));
    }

    private static double Part(double variance, int count) => variance * variance / Math.Max(1, count - 1);
}
