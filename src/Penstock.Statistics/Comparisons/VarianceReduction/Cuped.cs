using Penstock.Statistics.Comparisons.Independent;
using Penstock.Statistics.Comparisons.Ranks;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.VarianceReduction;

/// <summary>
/// CUPED: makes an experiment more sensitive with what each unit did before it began, such as its cost in the week before. The part of the
/// metric that the covariate foretells is taken out: adjusted = metric − θ · (covariate − its mean), θ = covariance over variance.
/// </summary>
/// <remarks>
/// The covariate must not be affected by the treatment: measured before it, or fixed as the language of a user is. A covariate measured
/// during the experiment biases the difference. Unlike the original, the standard error here also holds the uncertainty of θ, as in the
/// analysis of covariance: it vanishes in large samples and keeps the level in small ones. Deng, Xu, Kohavi and Walker (2013), WSDM,
/// "Improving the sensitivity of online controlled experiments by utilizing pre-experiment data", section 3; the uncertainty of θ: Fisher (1932),
/// "Statistical methods for research workers".
/// </remarks>
public static class Cuped
{
    private const string MeanMethod = "CUPED-adjusted mean";
    private const string DifferenceMethod = "CUPED-adjusted difference, Welch t test";

    /// <summary>Estimates the mean of one sample given the covariate's mean over the whole population.</summary>
    /// <param name="values">One finite value per unit, at least 3.</param>
    /// <param name="covariate">The covariate of the unit at the same position.</param>
    /// <param name="populationMean">The mean of the covariate over the whole population, known and not estimated from the sample. Finite.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <returns>The adjusted mean with n − 2 degrees of freedom, since θ takes one.</returns>
    /// <exception cref="ArgumentException">Fewer than 3 units, unequal lengths, NaN, infinite, or too large to square.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The population mean is not finite, or the level not between 0 and 1.</exception>
    /// <remarks>
    /// Assumes independent units. Not without a known population mean: with that of the sample the adjustment does nothing. Where the adjusted
    /// values do not vary the interval excludes nothing. Time O(n), space O(n).
    /// </remarks>
    public static Estimate Mean(
        ReadOnlySpan<double> values, ReadOnlySpan<double> covariate, double populationMean, double level = 0.95)
    {
        Check.Paired(values, covariate, 3);
        Check.Finite(populationMean);
        Check.Level(level);

        var arm = new CupedArm(values, covariate);
        var theta = CupedArm.Theta(arm);
        var freedom = arm.Count - 2;
        var scatter = arm.ResidualSquares(theta) / freedom;
        var error = Math.Sqrt((scatter / arm.Count) + ThetaUncertainty(scatter, arm.CovariateMean - populationMean, arm.CovariateSquares));
        return Student.Estimate(arm.Adjusted(theta, populationMean), error, freedom, level, arm.Count, MeanMethod);
    }

    /// <summary>Estimates candidate mean minus baseline mean, both adjusted with one θ from within the arms, and tests whether it is 0.</summary>
    /// <param name="baseline">One finite value per unit of the first arm, at least 2.</param>
    /// <param name="baselineCovariate">The covariate of the unit at the same position.</param>
    /// <param name="candidate">One finite value per unit of the second arm, at least 2.</param>
    /// <param name="candidateCovariate">The covariate of the unit at the same position.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <param name="alternative"><see cref="Alternative.Greater"/> looks for a candidate with the greater mean.</param>
    /// <returns>The adjusted and the unadjusted comparison, θ, the adjusted means and how much variance went.</returns>
    /// <exception cref="ArgumentException">Fewer than 2 units an arm, unequal lengths, NaN, infinite, or too large to square.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>
    /// Assumes independent units, assigned at random, and one slope in both arms (with different slopes the difference stays unbiased and loses some of
    /// its gain). Not for units that the covariate is unknown of: give them its mean in both arms alike. Where the adjusted values do not
    /// vary the interval excludes nothing and p is 1. Time O(n), space O(n).
    /// </remarks>
    public static CupedComparison Difference(
        ReadOnlySpan<double> baseline,
        ReadOnlySpan<double> baselineCovariate,
        ReadOnlySpan<double> candidate,
        ReadOnlySpan<double> candidateCovariate,
        double level = 0.95,
        Alternative alternative = Alternative.TwoSided)
    {
        Check.Paired(baseline, baselineCovariate, 2);
        Check.Paired(candidate, candidateCovariate, 2);
        var unadjusted = Welch.Difference(baseline, candidate, level, alternative);

        var (one, other) = (new CupedArm(baseline, baselineCovariate), new CupedArm(candidate, candidateCovariate));
        var theta = CupedArm.Theta(one, other);
        var count = one.Count + other.Count;
        var centre = ((one.CovariateMean * one.Count) + (other.CovariateMean * other.Count)) / count;
        var (baselineMean, candidateMean) = (one.Adjusted(theta, centre), other.Adjusted(theta, centre));

        // θ takes one degree of freedom from the two arms together.
        var taken = theta == 0 ? 0 : 1;
        var inflation = (count - 2.0) / (count - 2 - taken);
        var first = inflation * one.ResidualSquares(theta) / (one.Count - 1) / one.Count;
        var second = inflation * other.ResidualSquares(theta) / (other.Count - 1) / other.Count;
        var pooled = (one.ResidualSquares(theta) + other.ResidualSquares(theta)) / (count - 2 - taken);
        var shift = ThetaUncertainty(pooled, other.CovariateMean - one.CovariateMean, one.CovariateSquares + other.CovariateSquares);
        var freedom = Math.Max(1, Student.Satterthwaite(first, one.Count - 1, second, other.Count - 1) - taken);

        var error = Math.Sqrt(first + second + shift);
        var effect = Student.Estimate(candidateMean - baselineMean, error, freedom, level, count, DifferenceMethod);
        var test = Student.Test(effect, DifferenceMethod, alternative);
        return new CupedComparison(test, unadjusted, theta, baselineMean, candidateMean, Reduction(error, unadjusted));
    }

    /// <summary>The standard deviation that remains after the adjustment, for a plan: σ·√(1 − ρ²).</summary>
    /// <param name="standardDeviation">Of the unadjusted metric: finite, above 0.</param>
    /// <param name="correlation">Of metric and covariate over the units of an arm: −1 to 1; its sign does not matter.</param>
    /// <returns>From 0, where the covariate foretells everything and nothing is to be planned, to <paramref name="standardDeviation"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>
    /// Give it to TwoMeansPlan (or with a known population mean to MeanPlan): the size shrinks by the factor 1 − ρ². Not with a correlation from a
    /// pilot of a few dozen units: take the lower end of the interval of <see cref="Correlation.Pearson"/>. In arms below about 20 add a unit for the
    /// uncertainty of θ. Source: Deng, Xu, Kohavi and Walker (2013), section 3.2. Constant time.
    /// </remarks>
    public static double RemainingDeviation(double standardDeviation, double correlation)
    {
        Check.Positive(standardDeviation);
        return correlation is >= -1 and <= 1
            ? standardDeviation * Math.Sqrt((1 - correlation) * (1 + correlation))
            : throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "Must be from -1 to 1.");
    }

    private static double ThetaUncertainty(double scatter, double distance, double covariateSquares) =>
        scatter > 0 && covariateSquares > 0 ? scatter * (distance * distance / covariateSquares) : 0;

    private static double Reduction(double error, TestResult unadjusted)
    {
        var before = unadjusted.Effect?.StandardError ?? 0;
        return before > 0 ? 1 - Math.Pow(error / before, 2) : 0;
    }
}
