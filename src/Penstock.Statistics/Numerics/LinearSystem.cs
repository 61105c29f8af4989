using System.Numerics.Tensors;

namespace Penstock.Statistics.Numerics;

/// <summary>Solves small dense systems of linear equations.</summary>
internal static class LinearSystem
{
    /// <summary>The solution by Gaussian elimination with partial pivoting. Each row holds its coefficients and then the right side; rows are overwritten.</summary>
    public static double[] Solve(double[][] rows)
    {
        var n = rows.Length;
        for (var step = 0; step < n; step++)
        {
            var pivot = step;
            for (var row = step + 1; row < n; row++)
            {
                pivot = Math.Abs(rows[row][step]) > Math.Abs(rows[pivot][step]) ? row : pivot;
            }

            (rows[step], rows[pivot]) = (rows[pivot], rows[step]);
            for (var row = step + 1; row < n; row++)
            {
                var factor = rows[row][step] / rows[step][step];
                TensorPrimitives.MultiplyAdd(rows[step].AsSpan(step), -factor, rows[row].AsSpan(step), rows[row].AsSpan(step));
            }
        }

        var solution = new double[n];
        for (var row = n - 1; row >= 0; row--)
        {
            var known = TensorPrimitives.Dot<double>(rows[row].AsSpan(row + 1, n - row - 1), solution.AsSpan(row + 1));
            solution[row] = (rows[row][n] - known) / rows[row][row];
        }

        return solution;
    }
}
