using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Agreement;

/// <summary>The sums behind every kappa of two coders, with the two variances of Fleiss, Cohen and Everitt (1969).</summary>
internal sealed record KappaSums(double Observed, double Expected, double Variance, double NullVariance, long Count)
{
    // Shares of a sum that should be 1 differ from it by rounding alone.
    private const double Rounding = 1e-12;

    public double Kappa => (Observed - Expected) / (1 - Expected);

    public static KappaSums Of(ConfusionMatrix matrix, Func<int, int, double> weight)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var shares = matrix.Shares();
        var size = shares.Length;
        var rows = new double[size];
        var columns = new double[size];
        ForEach(size, (row, column) =>
        {
            rows[row] += shares[row][column];
            columns[column] += shares[row][column];
        });

        var (observed, expected, disagreement) = (0.0, 0.0, 0.0);
        var rowWeights = new double[size];
        var columnWeights = new double[size];
        ForEach(size, (row, column) =>
        {
            var one = weight(row, column);
            observed += shares[row][column] * one;
            expected += rows[row] * columns[column] * one;
            disagreement += rows[row] * columns[column] * (1 - one);
            rowWeights[row] += columns[column] * one;
            columnWeights[column] += rows[row] * one;
        });
        if (disagreement == 0)
        {
            throw new ArgumentException(
                "Both coders say the same throughout, so agreement by chance is complete and kappa is 0/0; report the percent agreement instead.", nameof(matrix));
        }

        var (spread, nullSpread) = (0.0, 0.0);
        ForEach(size, (row, column) =>
        {
            var one = weight(row, column);
            var habit = rowWeights[row] + columnWeights[column];
            spread += shares[row][column] * Math.Pow((one * disagreement) - (habit * (1 - observed)), 2);
            nullSpread += rows[row] * columns[column] * Math.Pow(one - habit, 2);
        });
        var centre = (observed * expected) - (2 * expected) + observed;
        var square = matrix.Total * disagreement * disagreement;
        return new KappaSums(
            1 - observed < Rounding ? 1 : observed,
            expected,
            Difference(spread, centre * centre) / (square * disagreement * disagreement),
            Difference(nullSpread, expected * expected) / square,
            matrix.Total);
    }

    /// <summary>The interval on the scale of Fisher's z = atanh κ, with Student's t in place of the normal.</summary>
    public Estimate Estimate(double level, string method)
    {
        Check.Level(level);
        var error = Math.Sqrt(Variance);
        var interval = CanBound && Kappa > -1 && Observed < 1 && error > 0
            ? LogitInterval.OfCoefficient(Kappa, error, Distributions.StudentCritical(level, Count - 1))
            : Edge(level);
        return new Estimate(Kappa, interval, level, Count, method) { StandardError = error, DegreesOfFreedom = Count - 1 };
    }

    /// <summary>The plain normal interval, clipped.</summary>
    public Estimate Wald(double level, string method)
    {
        Check.Level(level);
        var error = Math.Sqrt(Variance);
        var reach = Distributions.NormalCritical(level) * error;
        return new Estimate(Kappa, new Interval(Math.Max(-1, Kappa - reach), Math.Min(1, Kappa + reach)), level, Count, method) { StandardError = error };
    }

    // Units that all disagree in the same way have no spread, and say as little of their error as those that all agree; what rounding leaves is none.
    private static double Difference(double large, double small) => large - small > Rounding * large ? large - small : 0;

    // Where a coder never varies kappa is 0 by construction, and one unit has no spread.
    private bool CanBound => Count > 1 && NullVariance > 0;

    private Interval Edge(double level) =>
        CanBound && Observed >= 1 ? new Interval(Math.Max(-1, 1 - (ItemMean.Unseen(Count, level) / (1 - Expected))), 1) : new Interval(-1, 1);

    private static void ForEach(int size, Action<int, int> cell)
    {
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                cell(row, column);
            }
        }
    }
}
