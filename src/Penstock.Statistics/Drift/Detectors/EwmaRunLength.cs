using MathNet.Numerics.Integration;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift.Detectors;

/// <summary>Crowder's integral equation for the average run length of an EWMA chart: L(u) = 1 + (1/λ) ∫ L(y) φ((y − (1 − λ)u)/λ − shift) dy over the limits.</summary>
internal static class EwmaRunLength
{
    private const int FewestNodes = 100;

    // Nodes lie π/2 times the mean distance apart in the middle. Closer than two thirds of the kernel's width, the sum misses the integral by less than 10⁻¹⁶; at
    // its whole width by 10⁻⁸, which a run length of 10⁸ would take for an alarm rate.
    private const double NodesPerWidth = 1.5 * Math.PI;

    public static void Weight(double weight)
    {
        if (!(weight is >= 0.01 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "Must be at least 0.01 and at most 1, such as 0.1.");
        }
    }

    public static void Width(double width)
    {
        if (!(width is > 0 and <= 6))
        {
            throw new ArgumentOutOfRangeException(nameof(width), width, "Must be above 0 and at most 6 standard deviations of the average: beyond, the chance of an alarm drowns in rounding.");
        }
    }

    public static double Of(double shift, double weight, double width)
    {
        var limit = width * Math.Sqrt(weight / (2 - weight));
        var nodes = Math.Max(FewestNodes, (int)Math.Ceiling(NodesPerWidth * limit / weight));
        var rule = new GaussLegendreRule(-limit, limit, nodes);

        // One row a node, and one more for the start at the target; the right side is all ones.
        var rows = new double[nodes][];
        for (var row = 0; row < nodes; row++)
        {
            rows[row] = Row(rule.GetAbscissa(row));
            for (var column = 0; column < nodes; column++)
            {
                rows[row][column] = (row == column ? 1 : 0) - rows[row][column];
            }

            rows[row][nodes] = 1;
        }

        var lengths = LinearSystem.Solve(rows);
        var fromTarget = Row(0);
        var sum = 1.0;
        for (var column = 0; column < nodes; column++)
        {
            sum += fromTarget[column] * lengths[column];
        }

        return sum;

        double[] Row(double from)
        {
            var row = new double[nodes + 1];
            for (var column = 0; column < nodes; column++)
            {
                var z = ((rule.GetAbscissa(column) - ((1 - weight) * from)) / weight) - shift;
                row[column] = rule.GetWeight(column) / weight * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
            }

            return row;
        }
    }
}
