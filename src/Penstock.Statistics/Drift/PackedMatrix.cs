using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Penstock.Statistics.Drift;

/// <summary>
/// The right side of a product of matrices, stored in panels of 16 columns so that the inner loop reads memory in order.
/// Every element of a product is summed over the rows in their order, whatever the number of cores.
/// </summary>
internal sealed class PackedMatrix
{
    /// <summary>The left side of a product needs a multiple of so many rows.</summary>
    public const int RowGroup = 4;

    private const int Panel = 16;

    // 256 rows of one panel are 16 KB and stay in the first-level cache while every row of the left side passes.
    private const int Block = 256;

    private readonly float[] _data;

    public PackedMatrix(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        PaddedColumns = (columns + Panel - 1) / Panel * Panel;
        _data = new float[(long)rows * PaddedColumns];
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The length of a row of a product; what lies beyond the columns is 0.</summary>
    public int PaddedColumns { get; }

    public ref float this[int row, int column] => ref _data[((((long)(column / Panel) * Rows) + row) * Panel) + (column % Panel)];

    public void SetRow(int row, ReadOnlySpan<float> values)
    {
        for (var column = 0; column < values.Length; column += Panel)
        {
            var part = values[column..Math.Min(values.Length, column + Panel)];
            part.CopyTo(_data.AsSpan((int)((((long)(column / Panel) * Rows) + row) * Panel), part.Length));
        }
    }

    /// <summary>Takes the mean of each column away.</summary>
    /// <param name="count">How many rows come first.</param>
    /// <returns>The sums of each column, before that, over the first rows and over the others.</returns>
    public (double[] First, double[] Others) Center(int count)
    {
        var (first, others) = (new double[PaddedColumns], new double[PaddedColumns]);
        Parallel.For(0, PaddedColumns / Panel, panel =>
        {
            var part = _data.AsSpan((int)((long)panel * Rows * Panel), Rows * Panel);
            var sums = first.AsSpan(panel * Panel, Panel);
            var rest = others.AsSpan(panel * Panel, Panel);
            AddRows(part[..(count * Panel)], sums);
            AddRows(part[(count * Panel)..], rest);
            Span<float> mean = stackalloc float[Panel];
            for (var column = 0; column < Panel; column++)
            {
                mean[column] = (float)((sums[column] + rest[column]) / Rows);
            }

            for (var at = 0; at < part.Length; at += Panel)
            {
                TensorPrimitives.Subtract(part.Slice(at, Panel), mean, part.Slice(at, Panel));
            }
        });
        return (first[..Columns], others[..Columns]);
    }

    /// <summary>Adds left · this to the product.</summary>
    /// <param name="left">Rows of <see cref="Rows"/> values each, one after the other; a multiple of <see cref="RowGroup"/> rows.</param>
    /// <param name="product">Rows of <see cref="PaddedColumns"/> values each.</param>
    public void MultiplyAdd(ReadOnlySpan<float> left, Span<float> product)
    {
        var leftRows = left.Length / Rows;
        for (var start = 0; start < Rows; start += Block)
        {
            var length = Math.Min(Block, Rows - start);
            for (var panel = 0; panel < PaddedColumns / Panel; panel++)
            {
                var right = _data.AsSpan((int)((((long)panel * Rows) + start) * Panel), length * Panel);
                for (var row = 0; row < leftRows; row += RowGroup)
                {
                    Group(left[((row * Rows) + start)..], right, product[((row * PaddedColumns) + (panel * Panel))..]);
                }
            }
        }
    }

    private static void AddRows(ReadOnlySpan<float> rows, Span<double> sums)
    {
        Span<double> wide = stackalloc double[Panel];
        for (var at = 0; at < rows.Length; at += Panel)
        {
            TensorPrimitives.ConvertTruncating(rows.Slice(at, Panel), wide);
            TensorPrimitives.Add(sums, wide, sums);
        }
    }

    // Four rows by sixteen columns in eight registers: 20 times the speed of dot products, which the budget of a second for 10,000 × 512 needs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Group(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> product)
    {
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        ref var c = ref MemoryMarshal.GetReference(product);
        var (stride, width) = ((nuint)Rows, (nuint)PaddedColumns);
        var (c00, c01) = (Vector256.LoadUnsafe(ref c), Vector256.LoadUnsafe(ref c, 8));
        var (c10, c11) = (Vector256.LoadUnsafe(ref c, width), Vector256.LoadUnsafe(ref c, width + 8));
        var (c20, c21) = (Vector256.LoadUnsafe(ref c, 2 * width), Vector256.LoadUnsafe(ref c, (2 * width) + 8));
        var (c30, c31) = (Vector256.LoadUnsafe(ref c, 3 * width), Vector256.LoadUnsafe(ref c, (3 * width) + 8));
        var length = (nuint)(right.Length / Panel);
        for (nuint k = 0; k < length; k++)
        {
            var b0 = Vector256.LoadUnsafe(ref b, k * Panel);
            var b1 = Vector256.LoadUnsafe(ref b, (k * Panel) + 8);
            var a0 = Vector256.Create(Unsafe.Add(ref a, k));
            c00 = Vector256.MultiplyAddEstimate(a0, b0, c00);
            c01 = Vector256.MultiplyAddEstimate(a0, b1, c01);
            var a1 = Vector256.Create(Unsafe.Add(ref a, k + stride));
            c10 = Vector256.MultiplyAddEstimate(a1, b0, c10);
            c11 = Vector256.MultiplyAddEstimate(a1, b1, c11);
            var a2 = Vector256.Create(Unsafe.Add(ref a, k + (2 * stride)));
            c20 = Vector256.MultiplyAddEstimate(a2, b0, c20);
            c21 = Vector256.MultiplyAddEstimate(a2, b1, c21);
            var a3 = Vector256.Create(Unsafe.Add(ref a, k + (3 * stride)));
            c30 = Vector256.MultiplyAddEstimate(a3, b0, c30);
            c31 = Vector256.MultiplyAddEstimate(a3, b1, c31);
        }

        c00.StoreUnsafe(ref c);
        c01.StoreUnsafe(ref c, 8);
        c10.StoreUnsafe(ref c, width);
        c11.StoreUnsafe(ref c, width + 8);
        c20.StoreUnsafe(ref c, 2 * width);
        c21.StoreUnsafe(ref c, (2 * width) + 8);
        c30.StoreUnsafe(ref c, 3 * width);
        c31.StoreUnsafe(ref c, (3 * width) + 8);
    }
}
