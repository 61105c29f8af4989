using MathNet.Numerics.Integration;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift.Detectors;

/// <summary>Crowder's integral equation for the average run length of an EWMA chart: L(u) = 1 + (1/λ) ∫ L(y) φ((y − (1 − λ)u)/λ − shift) dy over the limits.</summary>
internal static class EwmaRunLength
{
    private const int Nodes = 100;

    public static void Weight(double weight)
    {
        if (!(weight is >= 0.01 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "Must be at least 0.01 and at most 1, such as 0.1.");
        }
    }

    public static void Width(double width)
    {
        if (!(width is > 0 and <= 8))
        {
            throw new ArgumentOutOfRangeException(nameof(width), width, "Must be above 0 and at most 8 standard deviations of the average.");
        }
    }

    public static double Of(double shift, double weight, double width)
    {
        var limit = width * Math.Sqrt(weight / (2 - weight));
        var rule = new GaussLegendreRule(-limit, limit, Nodes);

        // One row a node, and one more for the start at the target; the right side is all ones.
        var rows = new double[Nodes][];
        for (var row = 0; row < Nodes; row++)
        {
            rows[row] = Row(rule.GetAbscissa(row));
            for (var column = 0; column < Nodes; column++)
            {
                rows[row][column] = (row == column ? 1 : 0) - rows[row][column];
            }

            rows[row][Nodes] = 1;
        }

        var lengths = LinearSystem.Solve(rows);
        var fromTarget = Row(0);
        var sum = 1.0;
        for (var column = 0; column < Nodes; column++)
        {
            sum += fromTarget[column] * lengths[column];
        }

        return sum;

        double[] Row(double from)
        {
            var row = new double[Nodes + 1];
            for (var column = 0; column < Nodes; column++)
            {
                var z = ((rule.GetAbscissa(column) - ((1 - weight) * from)) / weight) - shift;
                row[column] = rule.GetWeight(column) / weight * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
            }

            return row;
        }
    }
}
