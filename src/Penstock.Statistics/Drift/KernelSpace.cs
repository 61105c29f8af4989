using System.Numerics.Tensors;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>
/// Two samples in the space of a Gaussian kernel: as the matrix of all pairs, or as random features whose scalar products stand for it. Both are centred:
/// that changes no discrepancy and keeps the digits of single precision for what differs.
/// </summary>
/// <param name="Centered">The centred kernel matrix, or the centred features.</param>
/// <param name="Biased">The squared discrepancy, equation 5 of Gretton et al. (2012).</param>
/// <param name="Unbiased">The squared discrepancy, equation 3.</param>
internal sealed record KernelSpace(PackedMatrix Centered, double Biased, double Unbiased)
{
    private const int RowsAtOnce = 32;

    /// <summary>Monotone in the biased discrepancy where the rows are the kernel matrix.</summary>
    public static double AgainstLabels(ReadOnlySpan<float> sums, ReadOnlySpan<float> labels) => TensorPrimitives.Dot(sums, labels);

    /// <summary>Monotone in the biased discrepancy where the rows are features.</summary>
    public static double SquaredNorm(ReadOnlySpan<float> sums, ReadOnlySpan<float> labels) => TensorPrimitives.SumOfSquares(sums);

    public static KernelSpace Exact(Vectors vectors, double bandwidth)
    {
        var n = vectors.Count;
        var wide = new double[vectors.Values.Length];
        TensorPrimitives.ConvertTruncating<float, double>(vectors.Values, wide);
        var kernel = new double[n][];
        Parallel.For(0, n, i => kernel[i] = KernelRow(wide, i, n, bandwidth));
        var means = Array.ConvertAll(kernel, row => TensorPrimitives.Sum<double>(row) / n);
        var mean = TensorPrimitives.Average<double>(means);
        var centered = new PackedMatrix(n, n);
        var sums = Blocks(kernel, vectors.ReferenceCount);
        for (var i = 0; i < n; i++)
        {
            TensorPrimitives.Subtract(kernel[i], means, kernel[i]);
            TensorPrimitives.Add(kernel[i], mean - means[i], kernel[i]);
            var narrow = new float[n];
            TensorPrimitives.ConvertTruncating<double, float>(kernel[i], narrow);
            centered.SetRow(i, narrow);
        }

        var within = Blocks(kernel, vectors.ReferenceCount);
        return Of(centered, sums, Scale(vectors) * within.Reference, vectors);
    }

    public static KernelSpace Features(Vectors vectors, double bandwidth, int frequencies, ulong seed)
    {
        var features = Waves(vectors, Directions(vectors.Dimensions, frequencies, bandwidth, seed));
        var (first, second) = features.Center(vectors.ReferenceCount);
        var sums = (TensorPrimitives.Dot<double>(first, first), TensorPrimitives.Dot<double>(second, second), TensorPrimitives.Dot<double>(first, second));
        TensorPrimitives.Divide(first, vectors.ReferenceCount, first);
        TensorPrimitives.Divide(second, vectors.CurrentCount, second);
        var gap = TensorPrimitives.Distance<double>(first, second);
        return Of(features, sums, gap * gap, vectors);
    }

    private static KernelSpace Of(PackedMatrix centered, (double Reference, double Current, double Across) sums, double biased, Vectors vectors)
    {
        var (n, m) = ((double)vectors.ReferenceCount, (double)vectors.CurrentCount);
        var unbiased = ((sums.Reference - n) / (n * (n - 1))) + ((sums.Current - m) / (m * (m - 1))) - (2 * sums.Across / (n * m));
        return new KernelSpace(centered, Math.Max(0, biased), unbiased);
    }

    private static double Scale(Vectors vectors) => Math.Pow((1.0 / vectors.ReferenceCount) + (1.0 / vectors.CurrentCount), 2);

    private static double[] KernelRow(double[] wide, int i, int n, double bandwidth)
    {
        var dimensions = wide.Length / n;
        var row = new double[n];
        var own = wide.AsSpan(i * dimensions, dimensions);
        for (var j = 0; j < n; j++)
        {
            var distance = TensorPrimitives.Distance<double>(own, wide.AsSpan(j * dimensions, dimensions)) / bandwidth;
            row[j] = Math.Exp(-distance * distance / 2);
        }

        return row;
    }

    private static (double Reference, double Current, double Across) Blocks(double[][] kernel, int referenceCount)
    {
        var (within, across, other) = (default(CompensatedSum), default(CompensatedSum), default(CompensatedSum));
        for (var i = 0; i < kernel.Length; i++)
        {
            var left = TensorPrimitives.Sum<double>(kernel[i].AsSpan(0, referenceCount));
            var right = TensorPrimitives.Sum<double>(kernel[i].AsSpan(referenceCount));
            if (i < referenceCount)
            {
                within.Add(left);
                across.Add(right);
            }
            else
            {
                other.Add(right);
            }
        }

        return (within.Value, other.Value, across.Value);
    }

    private static PackedMatrix Directions(int dimensions, int frequencies, double bandwidth, ulong seed)
    {
        var directions = new PackedMatrix(dimensions, frequencies);
        var stream = RandomStream.Numbered(seed, -1);
        for (var row = 0; row < dimensions; row++)
        {
            for (var column = 0; column < frequencies; column++)
            {
                directions[row, column] = (float)(stream.NextNormal() / bandwidth);
            }
        }

        return directions;
    }

    // Cosine and sine of each projection: their scalar product is the mean of cos ω(x − y), and a vector with itself gives exactly 1.
    private static PackedMatrix Waves(Vectors vectors, PackedMatrix directions)
    {
        var (n, width, count) = (vectors.Count, directions.PaddedColumns, directions.Columns);
        var features = new PackedMatrix(n, 2 * count);
        var scale = (float)Math.Sqrt(1.0 / count);
        Parallel.For(0, (n + RowsAtOnce - 1) / RowsAtOnce, batch =>
        {
            var first = batch * RowsAtOnce;
            var rows = Math.Min(RowsAtOnce, n - first);
            var left = new float[RowsAtOnce * vectors.Dimensions];
            vectors.Values.AsSpan(first * vectors.Dimensions, rows * vectors.Dimensions).CopyTo(left);
            var angles = new float[RowsAtOnce * width];
            directions.MultiplyAdd(left, angles);
            var waves = new float[2 * count];
            for (var row = 0; row < rows; row++)
            {
                var own = angles.AsSpan(row * width, count);
                TensorPrimitives.Cos(own, waves.AsSpan(0, count));
                TensorPrimitives.Sin(own, waves.AsSpan(count));
                TensorPrimitives.Multiply(waves, scale, waves);
                features.SetRow(first + row, waves);
            }
        });
        return features;
    }
}
