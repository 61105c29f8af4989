using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Ranks;

/// <summary>How closely two measurements of the same items go together, from −1 to 1: a judge's score and a human's, length and cost.</summary>
/// <remarks>
/// All assume independent items: for items in groups the intervals are too narrow. None says that two raters agree, only that they rank or
/// scale alike; for agreement use κ or α. All refuse a side whose values are all equal, for which no correlation is defined.
/// </remarks>
public static class Correlation
{
    private const string PearsonMethod = "Pearson correlation";
    private const string SpearmanMethod = "Spearman rank correlation";
    private const string KendallMethod = "Kendall rank correlation (tau-b)";

    // Asymptotic variance of Fisher's transform of Kendall's τ (Fieller, Hartley and Pearson 1957).
    private const double KendallVariance = 0.437;
    private const double Rounding = 1e-14;

    /// <summary>How closely the values lie to a straight line.</summary>
    /// <param name="first">Finite values, at least 3, not all equal.</param>
    /// <param name="second">The other value of the item at the same position; not all equal.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <returns>The t test of no correlation with n − 2 degrees of freedom; its effect is r with Fisher's interval, −1 to 1 for 3 items.</returns>
    /// <exception cref="ArgumentException">Fewer than 3 items, unequal lengths, NaN, infinite, too large to square, or a side that does not vary.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>
    /// The interval assumes values that are jointly normal; with heavy tails or outliers it is too narrow: use <see cref="Spearman"/>. Points
    /// exactly on a line give 1 with an interval of no width. Time O(n). Pearson (1895), Proceedings of the Royal Society 58:240; Fisher (1921), Metron 1:3.
    /// </remarks>
    public static TestResult Pearson(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double level = 0.95)
    {
        Check.Paired(first, second, 3);
        Check.Level(level);

        var r = Linear(first, second, nameof(first), nameof(second));
        var effect = Fisher(new Estimate(r, default, level, first.Length, PearsonMethod), r, first.Length > 3 ? 1.0 / (first.Length - 3) : null);
        return Test(effect);
    }

    /// <summary>How closely one measurement rises whenever the other does: the Pearson correlation of the ranks, equal values sharing theirs.</summary>
    /// <param name="first">Finite values, at least 3, not all equal.</param>
    /// <param name="second">The other value of the item at the same position; not all equal.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <returns>The t approximation of the test of independence with n − 2 degrees of freedom; its effect is ρ with its interval, −1 to 1 for 3 items.</returns>
    /// <exception cref="ArgumentException">Fewer than 3 items, unequal lengths, NaN, infinite, or a side that does not vary.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>
    /// The approximations need about 10 items. Where the ranks agree fully the interval is that of one swap of neighbours, and reaches to 1.
    /// Time O(n log n). Spearman (1904), American Journal of Psychology 15:72; interval: Bonett and Wright (2000), Psychometrika 65:23.
    /// </remarks>
    public static TestResult Spearman(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double level = 0.95)
    {
        Check.Paired(first, second, 3);
        Check.Level(level);

        double n = first.Length;
        var rho = Linear(MidRanks.Of(first), MidRanks.Of(second), nameof(first), nameof(second));
        var nearest = Nearest(rho, 12 / (n * ((n * n) - 1)));
        var effect = Fisher(
            new Estimate(rho, default, level, first.Length, SpearmanMethod),
            nearest,
            n > 3 ? (1 + (nearest * nearest / 2)) / (n - 3) : null);
        return Test(effect);
    }

    /// <summary>The share of pairs of items that both measurements order alike, less the share they order differently, corrected for ties.</summary>
    /// <param name="first">Finite values, at least 3, not all equal.</param>
    /// <param name="second">The other value of the item at the same position; not all equal.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <returns>The normal approximation of the test of independence, corrected for ties, with z as its statistic; its effect is τ-b with its
    /// interval, −1 to 1 for up to 4 items.</returns>
    /// <exception cref="ArgumentException">Fewer than 3 items, unequal lengths, NaN, infinite, or a side that does not vary.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>
    /// The approximations need about 10 items, the interval also |τ| below 0.8. Where the orders agree fully the interval is that of one swap of neighbours, and
    /// reaches to 1. Time O(n log n), by Knight (1966), JASA 61:436. Kendall (1945), Biometrika 33:239, for τ-b; variance with ties: Kendall (1970), chapter 4;
    /// interval: Fieller, Hartley and Pearson (1957), Biometrika 44:470.
    /// </remarks>
    public static TestResult KendallTauB(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double level = 0.95)
    {
        Check.Paired(first, second, 3);
        Check.Level(level);

        var order = KendallOrder.Of(first, second);
        Vary(order.PairsFirst, nameof(first));
        Vary(order.PairsSecond, nameof(second));
        double n = first.Length;
        var tau = Math.Clamp(order.Score / Math.Sqrt(order.PairsFirst) / Math.Sqrt(order.PairsSecond), -1, 1);
        var effect = Fisher(
            new Estimate(tau, default, level, first.Length, KendallMethod),
            Nearest(tau, 4 / (n * (n - 1))),
            n > 4 ? KendallVariance / (n - 4) : null);
        var z = order.Score / Math.Sqrt(order.Variance);
        return new TestResult(Distributions.NormalP(z, Alternative.TwoSided), z, first.Length, KendallMethod) { Effect = effect };
    }

    private static double Linear(ReadOnlySpan<double> first, ReadOnlySpan<double> second, string firstName, string secondName)
    {
        var (one, other) = (SampleSummary.Of(first), SampleSummary.Of(second));
        Vary(one.Variance, firstName);
        Vary(other.Variance, secondName);
        var (scale, otherScale) = (Math.Sqrt(one.Variance), Math.Sqrt(other.Variance));
        var products = default(CompensatedSum);
        for (var item = 0; item < first.Length; item++)
        {
            products.Add((first[item] - one.Mean) / scale * ((second[item] - other.Mean) / otherScale));
        }

        // What rounding takes from a full correlation would else stand beside an interval that holds only the next best one.
        var r = products.Value / (first.Length - 1);
        return Math.Abs(r) > 1 - Rounding ? Math.Sign(r) : r;
    }

    private static Estimate Fisher(Estimate estimate, double centre, double? variance)
    {
        if (variance is null)
        {
            return estimate with { Interval = new Interval(-1, 1) };
        }

        var half = Distributions.NormalCritical(estimate.Level) * Math.Sqrt(variance.Value);
        var z = Math.Atanh(centre);
        return estimate with
        {
            Interval = new Interval(
                Math.Min(estimate.Value, Math.Tanh(z - half)),
                Math.Max(estimate.Value, Math.Tanh(z + half))),
        };
    }

    // Full agreement of ranks is infinite on Fisher's scale. The next best value the ranks could have had stands in for it.
    private static double Nearest(double value, double step) => Math.Clamp(value, step - 1, 1 - step);

    private static TestResult Test(Estimate effect)
    {
        var freedom = effect.Count - 2;
        var left = (1 - effect.Value) * (1 + effect.Value);
        var t = left > 0 ? effect.Value * Math.Sqrt(freedom / left) : effect.Value * double.PositiveInfinity;
        return new TestResult(Distributions.StudentP(t, freedom, Alternative.TwoSided), t, effect.Count, effect.Method)
        {
            Effect = effect,
            DegreesOfFreedom = freedom,
        };
    }

    private static void Vary(double spread, string name)
    {
        if (spread <= 0)
        {
            throw new ArgumentException("All values are equal; no correlation is defined.", name);
        }
    }
}
