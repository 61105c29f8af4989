using Penstock.Statistics.Drift;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>Tests of embeddings, and how well classifiers are judged.</summary>
internal static class EmbeddingHonesty
{
    private const string Group = "Drift of embeddings and of performance";

    public static IEnumerable<HonestyCase> Cases =>
    [
        Rejects("Maximum mean discrepancy, permutation test", "lognormal, 4 dimensions, n 12 and 20", Promise.Exact, stream =>
            MeanDiscrepancy.Test(Draw(stream, 12, 4), Draw(stream, 20, 4), 4, new() { Permutations = 99, Seed = stream.NextBits() }).Test.PValue),
        Rejects("Maximum mean discrepancy (random features), permutation test", "lognormal, 4 dimensions, n 12 and 20", Promise.Exact, stream =>
            MeanDiscrepancy.Test(
                Draw(stream, 12, 4), Draw(stream, 20, 4), 4, new() { Permutations = 99, MostForKernel = 0, Frequencies = 16, Seed = stream.NextBits() }).Test.PValue),
        Rejects("Maximum mean discrepancy, permutation test", "clusters of 3 equal vectors, n 30 and 30", Promise.Broken, stream =>
            MeanDiscrepancy.Test(Thrice(Draw(stream, 10, 4)), Thrice(Draw(stream, 10, 4)), 4, new() { Permutations = 99, Seed = stream.NextBits() }).Test.PValue),
        Rejects("Distance of centroids, permutation test", "lognormal, 4 dimensions, n 5 and 25", Promise.Exact, stream =>
            CentroidShift.Test(Draw(stream, 5, 4), Draw(stream, 25, 4), 4, new() { Permutations = 99, Seed = stream.NextBits() }).Test.PValue),
        Rejects("Classifier two-sample test", "lognormal, 4 dimensions, n 30 and 30", Promise.AtMost, stream =>
            DomainClassifier.Test(Draw(stream, 30, 4), Draw(stream, 30, 4), 4, new() { Seed = stream.NextBits() }).PValue),
        Rejects("Classifier two-sample test", "lognormal, 4 dimensions, n 400 and 100", Promise.AtMost, stream =>
            DomainClassifier.Test(Draw(stream, 400, 4), Draw(stream, 100, 4), 4, new() { Seed = stream.NextBits() }).PValue) with { ShortRuns = 1_000 },
        Rejects("Classifier two-sample test", "40 dimensions, n 50 and 50", Promise.AtMost, stream =>
            DomainClassifier.Test(Draw(stream, 50, 40), Draw(stream, 50, 40), 40, new() { Seed = stream.NextBits() }).PValue) with { ShortRuns = 1_000 },
        Rejects("Classifier two-sample test", "1 dimension, n 100 and 100", Promise.AtMost, stream =>
            DomainClassifier.Test(Draw(stream, 100, 1), Draw(stream, 100, 1), 1, new() { Seed = stream.NextBits() }).PValue),
        Area("normal, area 0.76, n 50 and 50", 50, 50, 1, 0.76024993890652327, Promise.AtMost),
        Area("normal, area 0.76, n 25 and 400", 25, 400, 1, 0.76024993890652327, Promise.AtMost),
        Area("normal, area 0.5, n 30 and 30", 30, 30, 0, 0.5, Promise.AtMost),
        Area("normal, area 0.983, n 25 and 25", 25, 25, 3, 0.98305257323765542, Promise.AtMost),
        new(Group, "Brier score, t interval", "p uniform and right, n 300", 0.05, Promise.Exact, stream => Brier(stream, 300, 1, 1.0 / 6)),
        new(Group, "Brier score, t interval", "p uniform to 0.002 and right, n 200", 0.05, Promise.Broken, stream => Brier(stream, 200, 0.002, 0.001 - (0.002 * 0.002 / 3))),
    ];

    private static HonestyCase Rejects(string method, string setting, Promise promise, Func<RandomStream, double> pValue) =>
        new(Group, method, setting, 0.05, promise, stream => pValue(stream) <= 0.05);

    private static HonestyCase Area(string setting, int positives, int negatives, double shift, double truth, Promise promise) =>
        new(Group, "Area under the ROC curve, DeLong interval (logit, t)", setting, 0.05, promise, stream =>
        {
            var (scores, labels) = (new double[positives + negatives], new bool[positives + negatives]);
            for (var index = 0; index < scores.Length; index++)
            {
                labels[index] = index < positives;
                scores[index] = stream.NextNormal() + (labels[index] ? shift : 0);
            }

            return !RankingQuality.Auc(scores, labels).Interval.Contains(truth);
        });

    private static bool Brier(RandomStream stream, int n, double largest, double truth)
    {
        var (probabilities, labels) = (new double[n], new bool[n]);
        for (var index = 0; index < n; index++)
        {
            probabilities[index] = largest * stream.NextDouble();
            labels[index] = stream.NextDouble() < probabilities[index];
        }

        return !ProbabilityQuality.Brier(probabilities, labels).Interval.Contains(truth);
    }

    private static float[] Draw(RandomStream stream, int rows, int dimensions)
    {
        var values = new float[rows * dimensions];
        foreach (ref var value in values.AsSpan())
        {
            value = (float)Math.Exp(stream.NextNormal());
        }

        return values;
    }

    private static float[] Thrice(float[] values) => [.. values, .. values, .. values];
}
