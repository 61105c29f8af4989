namespace Penstock.Statistics.Numerics;

/// <summary>Symmetric positive definite matrices by their Cholesky factor.</summary>
internal static class Cholesky
{
    /// <summary>The inverse; the matrix given is overwritten. Time O(n³).</summary>
    public static double[][] Inverse(double[][] matrix)
    {
        Factor(matrix);
        InvertFactor(matrix);
        var size = matrix.Length;
        var inverse = Enumerable.Range(0, size).Select(_ => new double[size]).ToArray();
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var sum = 0.0;
                for (var inner = row; inner < size; inner++)
                {
                    sum += matrix[inner][row] * matrix[inner][column];
                }

                inverse[row][column] = sum;
                inverse[column][row] = sum;
            }
        }

        return inverse;
    }

    private static void Factor(double[][] matrix)
    {
        for (var row = 0; row < matrix.Length; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var sum = matrix[row][column];
                for (var inner = 0; inner < column; inner++)
                {
                    sum -= matrix[row][inner] * matrix[column][inner];
                }

                matrix[row][column] = row == column
                    ? sum > 0 ? Math.Sqrt(sum) : throw new InvalidOperationException("The matrix is not positive definite within rounding.")
                    : sum / matrix[column][column];
            }
        }
    }

    private static void InvertFactor(double[][] factor)
    {
        for (var row = 0; row < factor.Length; row++)
        {
            for (var column = 0; column < row; column++)
            {
                var sum = factor[row][column] / factor[column][column];
                for (var inner = column + 1; inner < row; inner++)
                {
                    sum += factor[row][inner] * factor[inner][column];
                }

                factor[row][column] = -sum / factor[row][row];
            }
        }

        // Last, because every row above divides by diagonals that are not inverted yet.
        for (var row = 0; row < factor.Length; row++)
        {
            factor[row][row] = 1 / factor[row][row];
        }
    }
}
