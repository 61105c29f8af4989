namespace Penstock.Statistics.Drift;

/// <summary>The null distribution of the two-sample Kolmogorov-Smirnov distance.</summary>
internal static class LatticePaths
{
    /// <summary>
    /// The share of the paths from (0, 0) to (m, n) that reach |i·n − j·m| ≥ height at some point where it counts.
    /// Every term is positive, so that a share of 1e-200 has all its digits.
    /// </summary>
    /// <param name="m">Size of the first sample.</param>
    /// <param name="n">Size of the second sample.</param>
    /// <param name="height">m·n times the distance.</param>
    /// <param name="counts">Whether the boundary counts after so many steps; empty where it always does.</param>
    public static double Outside(int m, int n, long height, ReadOnlySpan<bool> counts)
    {
        if (height == 0)
        {
            return 1;
        }

        var inverse = new double[m + n + 1];
        for (var step = 1; step < inverse.Length; step++)
        {
            inverse[step] = 1.0 / step;
        }

        var row = new double[n + 1];
        for (var i = 0; i <= m; i++)
        {
            FillRow(row, i, m, height, counts, inverse);
        }

        return Math.Min(1, row[n]);
    }

    // The last step into (i, j) came from (i − 1, j) with chance i / (i + j), given a path chosen at random among those to (i, j).
    private static void FillRow(Span<double> row, int i, int m, long height, ReadOnlySpan<bool> counts, double[] inverse)
    {
        var n = row.Length - 1;
        var left = 0.0;
        var gap = (long)i * n;
        for (var j = 0; j < row.Length; j++, gap -= m)
        {
            if (Math.Abs(gap) >= height && (counts.IsEmpty || counts[i + j]))
            {
                left = 1;
            }
            else
            {
                left = i + j == 0 ? 0 : (((i == 0 ? 0 : i * row[j]) + (j * left)) * inverse[i + j]);
            }

            row[j] = left;
        }
    }

    /// <summary>Chance that the limiting Kolmogorov variable exceeds the value: Kolmogorov (1933), with the theta identity for small values.</summary>
    public static double Limit(double value)
    {
        if (value < 0.2)
        {
            return 1;
        }

        var sum = 0.0;
        if (value < 1)
        {
            for (var k = 1; k < 20; k += 2)
            {
                sum += Math.Exp(-k * k * Math.PI * Math.PI / (8 * value * value));
            }

            return 1 - (Math.Sqrt(2 * Math.PI) / value * sum);
        }

        for (var k = 1; k < 20; k++)
        {
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * value * value);
        }

        return sum;
    }
}
