using System.Numerics.Tensors;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>Two samples of vectors as one table, the reference first, moved so that the mean of all is 0.</summary>
internal sealed class Vectors
{
    private Vectors(int referenceCount, int dimensions, float[] values, double[] mean)
    {
        ReferenceCount = referenceCount;
        Dimensions = dimensions;
        Values = values;
        Mean = mean;
    }

    public int ReferenceCount { get; }

    public int CurrentCount => Count - ReferenceCount;

    public int Count => Values.Length / Dimensions;

    public int Dimensions { get; }

    /// <summary>Row after row.</summary>
    public float[] Values { get; }

    /// <summary>The mean that was taken away.</summary>
    public double[] Mean { get; }

    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Dimensions, Dimensions);

    public static Vectors Of(ReadOnlySpan<float> reference, ReadOnlySpan<float> current, int dimensions, int least = 2)
    {
        Check.AtLeast(dimensions, 1);
        var first = Rows(reference, dimensions, least, nameof(reference));
        Rows(current, dimensions, least, nameof(current));
        var values = new float[reference.Length + current.Length];
        reference.CopyTo(values);
        current.CopyTo(values.AsSpan(reference.Length));
        return new Vectors(first, dimensions, values, Center(values, dimensions));
    }

    private static int Rows(ReadOnlySpan<float> values, int dimensions, int least, string name)
    {
        if (values.Length % dimensions != 0)
        {
            throw new ArgumentException($"Holds {values.Length} values, which is no multiple of the {dimensions} dimensions.", name);
        }

        if (values.Length / dimensions < least)
        {
            throw new ArgumentException($"Holds {values.Length / dimensions} vectors; at least {least} are needed.", name);
        }

        return TensorPrimitives.IsFiniteAll(values)
            ? values.Length / dimensions
            : throw new ArgumentException("Holds NaN or an infinite value; drop that vector first.", name);
    }

    private static double[] Center(float[] values, int dimensions)
    {
        var mean = new double[dimensions];
        var wide = new double[dimensions];
        var count = values.Length / dimensions;
        for (var row = 0; row < count; row++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(values.AsSpan(row * dimensions, dimensions), wide);
            TensorPrimitives.Add<double>(mean, wide, mean);
        }

        TensorPrimitives.Divide<double>(mean, count, mean);
        var narrow = new float[dimensions];
        TensorPrimitives.ConvertTruncating<double, float>(mean, narrow);
        for (var row = 0; row < count; row++)
        {
            var one = values.AsSpan(row * dimensions, dimensions);
            TensorPrimitives.Subtract(one, narrow, one);
        }

        return mean;
    }
}
