using System.Numerics.Tensors;

namespace Penstock.Statistics.Drift;

/// <summary>How far the mean of embeddings has moved: the topic mix as a whole, with a permutation test.</summary>
/// <remarks>
/// Assumes independent vectors: take one message of each conversation. Exact for every sample size. Blind to changes that leave the mean in place, such as a topic that
/// splits in two: for those use <see cref="MeanDiscrepancy"/>. With thousands of vectors read the standardised shift, not the p-value. The squared
/// distance less tr(S₁)/n − tr(S₂)/m is unbiased: Bai and Saranadasa (1996), Statistica Sinica 6:311. Cost: N·d·P, spread over all cores; 10,000 vectors of 512 dimensions
/// with 999 permutations take well below a second on two cores.
/// </remarks>
public static class CentroidShift
{
    /// <summary>Tests whether both samples have one mean.</summary>
    /// <param name="reference">The vectors that are taken as normal, one after the other; at least 2.</param>
    /// <param name="current">The vectors to compare, one after the other; at least 2.</param>
    /// <param name="dimensions">The length of a vector, at least 1.</param>
    /// <param name="options">Permutations and seed; null for the defaults.</param>
    /// <exception cref="ArgumentException">Too few vectors, lengths that are no multiple of the dimensions, a value that is not finite, or an option out of range.</exception>
    public static CentroidShiftResult Test(
        ReadOnlySpan<float> reference, ReadOnlySpan<float> current, int dimensions, CentroidShiftOptions? options = null)
    {
        options ??= new CentroidShiftOptions();
        MeanDiscrepancy.Permutations(options.Permutations);
        var vectors = Vectors.Of(reference, current, dimensions);
        var rows = new PackedMatrix(vectors.Count, dimensions);
        for (var row = 0; row < vectors.Count; row++)
        {
            rows.SetRow(row, vectors.Row(row));
        }

        var p = LabelPermutation.PValue(rows, vectors.ReferenceCount, options.Permutations, options.Seed, KernelSpace.SquaredNorm);
        var before = Group.Of(vectors, 0, vectors.ReferenceCount);
        var after = Group.Of(vectors, vectors.ReferenceCount, vectors.CurrentCount);
        var distance = TensorPrimitives.Distance<double>(before.Mean, after.Mean);
        var test = new TestResult(p, distance, vectors.Count, "Distance of centroids, permutation test");
        return new CentroidShiftResult(test, distance, Cosine(before.Mean, after.Mean, vectors.Mean), Standardised(distance, before, after));
    }

    private static double? Cosine(double[] before, double[] after, double[] taken)
    {
        var (first, second) = (new double[taken.Length], new double[taken.Length]);
        TensorPrimitives.Add<double>(before, taken, first);
        TensorPrimitives.Add<double>(after, taken, second);
        var lengths = TensorPrimitives.Norm<double>(first) * TensorPrimitives.Norm<double>(second);
        return lengths > 0 ? Math.Clamp(1 - (TensorPrimitives.Dot<double>(first, second) / lengths), 0, 2) : null;
    }

    private static double? Standardised(double distance, Group before, Group after)
    {
        var variance = (before.Squares + after.Squares) / (before.Count + after.Count - 2);
        if (variance <= 0)
        {
            return null;
        }

        var chance = (before.Squares / (before.Count - 1) / before.Count) + (after.Squares / (after.Count - 1) / after.Count);
        return Math.Sqrt(Math.Max(0, (distance * distance) - chance) / variance);
    }

    /// <summary>One sample: its mean (from the mean of all) and the sum of squared distances from it.</summary>
    private readonly record struct Group(double Count, double[] Mean, double Squares)
    {
        public static Group Of(Vectors vectors, int first, int count)
        {
            var wide = new double[vectors.Dimensions];
            var mean = new double[vectors.Dimensions];
            var squares = 0.0;
            for (var row = first; row < first + count; row++)
            {
                TensorPrimitives.ConvertTruncating(vectors.Row(row), wide.AsSpan());
                TensorPrimitives.Add<double>(mean, wide, mean);
            }

            TensorPrimitives.Divide(mean, (double)count, mean);
            for (var row = first; row < first + count; row++)
            {
                TensorPrimitives.ConvertTruncating(vectors.Row(row), wide.AsSpan());
                var distance = TensorPrimitives.Distance<double>(wide, mean);
                squares += distance * distance;
            }

            return new Group(count, mean, squares);
        }
    }
}
