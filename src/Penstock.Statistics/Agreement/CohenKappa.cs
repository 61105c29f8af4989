using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Agreement;

/// <summary>
/// Agreement of two coders beyond what their habits alone would give: (p_o − p_e) / (1 − p_e), 1 for perfect agreement, 0 for chance, negative below it.
/// </summary>
/// <remarks>
/// Assumes independent units, each rated by the same two coders. Cohen (1960), Educational and Psychological Measurement 20:37; weighted form Cohen (1968),
/// Psychological Bulletin 70:213; variances Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72:323.
/// Do not use it: for more than two coders or missing ratings (<see cref="KrippendorffAlpha"/>); when one category takes nearly everything, where κ is low although almost
/// all pairs agree (Feinstein and Cicchetti 1990; show the percent agreement beside it); with fewer than about ten units outside the common category, where every interval is too short
/// (the audit says by how much). Intervals are made on the scale of Fisher's z = atanh κ with Student's t on n − 1 degrees of freedom, because the plain normal interval misses
/// κ of 0.9 in 9 % instead of 5 % at 100 units; <see cref="OfWald"/> is that plain one. Time O(c²) for c categories.
/// </remarks>
public static class CohenKappa
{
    /// <summary>The method that <see cref="Of(ConfusionMatrix, double)"/> names.</summary>
    public const string Method = "Cohen's kappa (Fisher z interval)";

    /// <summary>The method that <see cref="OfWald"/> names.</summary>
    public const string WaldMethod = "Cohen's kappa (Fleiss-Cohen-Everitt large-sample interval)";

    /// <summary>The method that the weighted forms name.</summary>
    public const string WeightedMethod = "Weighted kappa (Fisher z interval)";

    /// <summary>The method that <see cref="Test"/> names.</summary>
    public const string TestMethod = "z test of Cohen's kappa against chance";

    /// <summary>κ of two lists of categories that belong together by position.</summary>
    /// <param name="first">The categories by the first coder.</param>
    /// <param name="second">The categories by the second coder, in the same order of units.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>κ with its interval within −1 … 1; the count is the number of units.</returns>
    /// <exception cref="ArgumentException">No pair, different lengths, or both coders say one and the same category throughout, where κ is 0/0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static Estimate Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second, double level = 0.95) =>
        Of(ConfusionMatrix.Of(first, second), level);

    /// <summary>κ of a confusion matrix.</summary>
    /// <param name="matrix">The counted pairs.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>
    /// κ with its interval within −1 … 1. Where all pairs agree the standard error is 0 and says nothing; the lower bound is then κ at the exact
    /// (Clopper-Pearson) lower bound of the agreement, (α/2)^(1/n), with the agreement by chance held. Where one coder never varies, there is
    /// one unit, or all units disagree in the same way, the interval is −1 … 1: the sample cannot say.
    /// </returns>
    /// <exception cref="ArgumentException">Both coders say one and the same category throughout, where κ is 0/0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static Estimate Of(ConfusionMatrix matrix, double level = 0.95) =>
        KappaSums.Of(matrix, static (row, column) => row == column ? 1 : 0).Estimate(level, Method);

    /// <summary>κ with the large-sample interval κ ± z · SE, for comparison with published figures.</summary>
    /// <param name="matrix">The counted pairs.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>The interval is clipped to −1 … 1. Too short below some hundred units or for κ near 1; of no width where all pairs agree. Decide by <see cref="Of(ConfusionMatrix, double)"/>.</returns>
    /// <exception cref="ArgumentException">Both coders say one and the same category throughout, where κ is 0/0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static Estimate OfWald(ConfusionMatrix matrix, double level = 0.95) =>
        KappaSums.Of(matrix, static (row, column) => row == column ? 1 : 0).Wald(level, WaldMethod);

    /// <summary>κ that gives part credit to near misses on an ordered scale.</summary>
    /// <param name="matrix">The counted pairs; the values of the categories are the positions on the scale.</param>
    /// <param name="weights">How credit falls with the distance.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <returns>As <see cref="Of(ConfusionMatrix, double)"/>. A grade that nobody gave changes nothing.</returns>
    /// <exception cref="ArgumentException">Both coders say one and the same category throughout, where κ is 0/0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or the weights are none of the named.</exception>
    public static Estimate Weighted(ConfusionMatrix matrix, KappaWeights weights, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var categories = matrix.Categories;
        var range = Math.Max(1, (double)categories[^1] - categories[0]);
        Func<int, int, double> weigh = weights switch
        {
            KappaWeights.Linear => (row, column) => 1 - (Math.Abs((double)categories[row] - categories[column]) / range),
            KappaWeights.Quadratic => (row, column) => 1 - Math.Pow(((double)categories[row] - categories[column]) / range, 2),
            _ => throw new ArgumentOutOfRangeException(nameof(weights), weights, "Must be linear or quadratic."),
        };
        return KappaSums.Of(matrix, weigh).Estimate(level, WeightedMethod);
    }

    /// <summary>κ with credit of your own for each pair of categories, such as half credit for "win" against "tie".</summary>
    /// <param name="matrix">The counted pairs.</param>
    /// <param name="credit">One row and one column per category of the matrix: 1 on the diagonal, 0 (no agreement) to 1 elsewhere, symmetric.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">The credit does not fit the matrix or the rules above, or chance alone would earn full credit, where κ is 0/0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static Estimate Weighted(ConfusionMatrix matrix, IReadOnlyList<IReadOnlyList<double>> credit, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        Check.Items(credit);
        var size = matrix.Categories.Count;
        if (credit.Count != size || credit.Any(row => row.Count != size))
        {
            throw new ArgumentException($"Must be {size} rows of {size} values, as the matrix has categories.", nameof(credit));
        }

        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var value = credit[row][column];
                if (!(value >= 0 && value <= 1) || value != credit[column][row] || (row == column && value != 1))
                {
                    throw new ArgumentException("Must be symmetric, from 0 to 1, and 1 on the diagonal.", nameof(credit));
                }
            }
        }

        return KappaSums.Of(matrix, (row, column) => credit[row][column]).Estimate(level, WeightedMethod);
    }

    /// <summary>Tests whether two coders agree more (or less) than chance: κ = 0.</summary>
    /// <param name="matrix">The counted pairs.</param>
    /// <param name="alternative">The direction of interest; "greater" asks whether they agree more than by chance.</param>
    /// <returns>z = κ / SE₀, with κ and its 95 % interval as the effect. A large-sample test: from about 50 units.</returns>
    /// <exception cref="ArgumentException">Either coder says one category throughout: without variation chance cannot be told from agreement.</exception>
    public static TestResult Test(ConfusionMatrix matrix, Alternative alternative = Alternative.TwoSided)
    {
        var sums = KappaSums.Of(matrix, static (row, column) => row == column ? 1 : 0);
        if (sums.NullVariance == 0)
        {
            throw new ArgumentException("One of the coders never varies, so agreement cannot be told from chance.", nameof(matrix));
        }

        var z = sums.Kappa / Math.Sqrt(sums.NullVariance);
        return new TestResult(Distributions.NormalP(z, alternative), z, matrix.Total, TestMethod) { Effect = sums.Estimate(0.95, Method) };
    }
}
