using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.VarianceReduction;

/// <summary>One arm's sums of squares and products about its own means: all that CUPED needs.</summary>
internal sealed class CupedArm
{
    // What is left of a metric that the covariate foretells exactly is rounding, not variance.
    private const double Rounding = 1e-14;

    private readonly double _mean;
    private readonly double _squares;
    private readonly double _products;

    public CupedArm(ReadOnlySpan<double> values, ReadOnlySpan<double> covariate)
    {
        var (metric, known) = (SampleSummary.Of(values), SampleSummary.Of(covariate));
        Count = metric.Count;
        CovariateMean = known.Mean;
        CovariateSquares = known.Variance * (known.Count - 1);
        _mean = metric.Mean;
        _squares = metric.Variance * (metric.Count - 1);
        if (!double.IsFinite(_squares * CovariateSquares))
        {
            throw new ArgumentException("Holds values so large that their products with the covariate overflow; measure in a larger unit.", nameof(values));
        }

        var products = default(CompensatedSum);
        for (var unit = 0; unit < values.Length; unit++)
        {
            products.Add((values[unit] - metric.Mean) * (covariate[unit] - known.Mean));
        }

        _products = _squares == 0 || CovariateSquares == 0 ? 0 : products.Value;
    }

    public long Count { get; }

    public double CovariateMean { get; }

    public double CovariateSquares { get; }

    public static double Theta(params ReadOnlySpan<CupedArm> arms)
    {
        double products = 0, squares = 0;
        foreach (var arm in arms)
        {
            products += arm._products;
            squares += arm.CovariateSquares;
        }

        return squares > 0 ? products / squares : 0;
    }

    public double Adjusted(double theta, double centre) => _mean - (theta * (CovariateMean - centre));

    public double ResidualSquares(double theta)
    {
        var left = _squares - (2 * theta * _products) + (theta * theta * CovariateSquares);
        return left <= Rounding * _squares ? 0 : left;
    }
}
