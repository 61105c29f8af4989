using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>
/// How well a classifier tells vectors of the current period from vectors of the reference: an area under the ROC curve of 0.5 says not at all, 1 says that nothing
/// is as it was. The area is the effect size, and easy to explain.
/// </summary>
/// <remarks>
/// A logistic regression with a ridge penalty is trained on all folds but one and ranks the vectors of that one; the areas of the folds are averaged (LeDell, Petersen and van der
/// Laan 2015, Electronic Journal of Statistics 9:1583). The test against 0.5 is that of Mann and Whitney in each fold, one-sided. Folds train on one another, which
/// doubles the variance of their mean where there is no drift; test and interval allow for that, and where drift is strong the interval is too wide. Classifier tests: Lopez-Paz and Oquab (2017, ICLR).
/// Assumes independent vectors: several of one conversation on both sides of a split leak. Linear: it sees shifts of means and blends, not a change of spread alone; for that use
/// <see cref="MeanDiscrepancy"/>. The interval covers the area of the classifiers that were trained, so more data give another, larger area.
/// Cost: steps (at most 100) · folds · N · d, folds in parallel.
/// </remarks>
public static class DomainClassifier
{
    private const string TestMethod = "Classifier two-sample test (cross-fitted logistic regression)";
    private const string AucMethod = "Cross-validated area under the ROC curve, DeLong variance in each fold";

    // Without drift a linear classifier gives fold i the area ½ + δᵢ·Σδⱼ over the other folds. Each pair of folds counts in both of them, so that the
    // variance of the mean is twice that of independent folds.
    private const double SharedPairs = 2;

    /// <summary>Trains, and tests whether the two can be told apart better than by chance.</summary>
    /// <param name="reference">The vectors that are taken as normal, one after the other; at least 2 a fold.</param>
    /// <param name="current">The vectors to compare, one after the other; at least 2 a fold.</param>
    /// <param name="dimensions">The length of a vector, at least 1.</param>
    /// <param name="options">Folds, penalty, level and seed; null for the defaults.</param>
    /// <returns>The one-sided test with z as statistic, and the area as effect.</returns>
    /// <exception cref="ArgumentException">Too few vectors, lengths that are no multiple of the dimensions, a value that is not finite, or an option out of range.</exception>
    public static TestResult Test(
        ReadOnlySpan<float> reference, ReadOnlySpan<float> current, int dimensions, DomainClassifierOptions? options = null)
    {
        options ??= new DomainClassifierOptions();
        Check.Level(options.Level, nameof(options));
        if (options.Folds is < 2 or > 20)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Folds, "Folds must be from 2 to 20.");
        }

        var vectors = Vectors.Of(reference, current, dimensions, 2 * options.Folds);
        Scale(vectors);
        var penalty = options.Penalty ?? dimensions;
        Check.Positive(penalty, nameof(options));
        var folds = Split(vectors, options);
        var found = new RocRanks[options.Folds];
        Parallel.For(0, options.Folds, fold => found[fold] = Held(vectors, folds, fold, penalty));
        return Result(found, vectors, options.Level);
    }

    private static TestResult Result(RocRanks[] found, Vectors vectors, double level)
    {
        var (auc, high, low, nullVariance) = (0.0, 0.0, 0.0, 0.0);
        var share = SharedPairs / found.Length / found.Length;
        foreach (var one in found)
        {
            auc += one.Auc / found.Length;
            high += one.High * share;
            low += one.Low * share;
            nullVariance += one.NullVariance * share;
        }

        var ranks = new RocRanks(auc, high, low, nullVariance);
        var effect = RankingQuality.FromRanks(ranks, vectors.CurrentCount, vectors.ReferenceCount, level) with { Method = AucMethod };
        if (nullVariance <= 0)
        {
            // Every vector got the same score, as when all are equal: nothing tells them apart.
            return new TestResult(1, 0, vectors.Count, TestMethod) { Effect = effect with { Interval = new Interval(0, 1) } };
        }

        var z = (auc - 0.5) / Math.Sqrt(nullVariance);
        return new TestResult(Distributions.NormalP(z, Alternative.Greater), z, vectors.Count, TestMethod) { Effect = effect };
    }

    private static RocRanks Held(Vectors vectors, int[] folds, int fold, double penalty)
    {
        var (training, held) = (new List<int>(), new List<int>());
        for (var row = 0; row < folds.Length; row++)
        {
            (folds[row] == fold ? held : training).Add(row);
        }

        var weights = new LogisticFit(vectors, [.. training], penalty).Weights();
        var (scores, labels) = (new double[held.Count], new bool[held.Count]);
        for (var index = 0; index < scores.Length; index++)
        {
            var values = vectors.Row(held[index]);
            for (var column = 0; column < values.Length; column++)
            {
                scores[index] += values[column] * weights[column];
            }

            labels[index] = held[index] >= vectors.ReferenceCount;
        }

        return RocRanks.Of(scores, labels);
    }

    // Both kinds are dealt out evenly, so that no fold lacks one and no training set leans to a side.
    private static int[] Split(Vectors vectors, DomainClassifierOptions options)
    {
        var folds = new int[vectors.Count];
        for (var row = 0; row < folds.Length; row++)
        {
            folds[row] = (row < vectors.ReferenceCount ? row : row - vectors.ReferenceCount) % options.Folds;
        }

        var stream = new RandomStream(options.Seed);
        stream.Shuffle(folds.AsSpan(0, vectors.ReferenceCount));
        stream.Shuffle(folds.AsSpan(vectors.ReferenceCount));
        return folds;
    }

    // Of both samples together: the scale knows nothing of the labels.
    private static void Scale(Vectors vectors)
    {
        var squares = new double[vectors.Dimensions];
        for (var row = 0; row < vectors.Count; row++)
        {
            var values = vectors.Row(row);
            for (var column = 0; column < values.Length; column++)
            {
                squares[column] += (double)values[column] * values[column];
            }
        }

        for (var index = 0; index < vectors.Values.Length; index++)
        {
            var variance = squares[index % vectors.Dimensions] / vectors.Count;
            vectors.Values[index] = variance > 0 ? (float)(vectors.Values[index] / Math.Sqrt(variance)) : 0;
        }
    }
}
