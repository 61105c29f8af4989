using Penstock.Statistics.Comparisons.Clusters;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Paired;

/// <summary>
/// Tests whether two systems pass equally often on the same items, from the items that only one of them passes. The effect of every result is
/// the difference of the pass rates, candidate minus baseline, by <see cref="PairedProportions.Tango"/>.
/// </summary>
/// <remarks>
/// All assume independent items; for items in groups use <see cref="ClusterRobust.PairedDifference"/> on 0 and 1. All take time O(1) and
/// give p = 1 where the systems agree on every item. McNemar (1947), Psychometrika 12:153.
/// </remarks>
public static class McNemar
{
    private const string ExactMethod = "McNemar exact test";
    private const string MidPMethod = "McNemar mid-p test";
    private const string ChiSquaredMethod = "McNemar χ² test";
    private const string CorrectedMethod = "McNemar χ² test with continuity correction";

    /// <summary>The exact test: never wrong more often than it says, at the price of being cautious with few disagreements.</summary>
    /// <param name="table">Counts of the items by who passed.</param>
    /// <param name="level">Confidence of the interval of the effect, above 0 and below 1.</param>
    /// <param name="alternative"><see cref="Alternative.Greater"/> looks for a candidate that passes more often.</param>
    /// <returns>The test; its statistic is the number of items that only the candidate passes.</returns>
    /// <exception cref="ArgumentException">A count is negative or all are 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>
    /// The default for gates. Not where power matters more than a guarantee: use <see cref="MidP"/>. Binomial test of ½ over the
    /// disagreements, both tails by doubling the smaller. Fagerland, Lydersen and Laake (2013), BMC Medical Research Methodology 13:91.
    /// </remarks>
    public static TestResult Exact(PairedTable table, double level = 0.95, Alternative alternative = Alternative.TwoSided)
    {
        var effect = PairedProportions.Tango(table, level);
        var (gained, all) = (table.OnlyCandidate, table.Discordant);
        var less = Distributions.BinomialLower(gained, all, 0.5);
        var greater = Distributions.BinomialUpper(gained, all, 0.5);
        return new TestResult(Choose(less, greater, alternative), gained, table.Count, ExactMethod) { Effect = effect };
    }

    /// <summary>The exact test with half the chance of the observed table: close to its level on average, sometimes slightly above it.</summary>
    /// <param name="table">Counts of the items by who passed.</param>
    /// <param name="level">Confidence of the interval of the effect, above 0 and below 1.</param>
    /// <param name="alternative"><see cref="Alternative.Greater"/> looks for a candidate that passes more often.</param>
    /// <returns>The test; its statistic is the number of items that only the candidate passes.</returns>
    /// <exception cref="ArgumentException">A count is negative or all are 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>
    /// The default for reading results. Not for a gate whose level is a promise: use <see cref="Exact"/>. Fagerland, Lydersen and Laake
    /// (2013), BMC Medical Research Methodology 13:91; both tails by doubling the smaller.
    /// </remarks>
    public static TestResult MidP(PairedTable table, double level = 0.95, Alternative alternative = Alternative.TwoSided)
    {
        var effect = PairedProportions.Tango(table, level);
        var (gained, all) = (table.OnlyCandidate, table.Discordant);
        var half = Math.Exp(Distributions.LogBinomial(gained, all, 0.5)) / 2;
        var less = Distributions.BinomialLower(gained - 1, all, 0.5) + half;
        var greater = Distributions.BinomialUpper(gained + 1, all, 0.5) + half;
        return new TestResult(Choose(less, greater, alternative), gained, table.Count, MidPMethod) { Effect = effect };
    }

    /// <summary>The test by the χ² distribution, without correction.</summary>
    /// <param name="table">Counts of the items by who passed.</param>
    /// <param name="level">Confidence of the interval of the effect, above 0 and below 1.</param>
    /// <returns>The two-sided test; its statistic is (c − b)²/(c + b) of the disagreements, with 1 degree of freedom.</returns>
    /// <exception cref="ArgumentException">A count is negative or all are 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>Not below about 25 disagreements: use <see cref="MidP"/> or <see cref="Exact"/>. McNemar (1947), Psychometrika 12:153.</remarks>
    public static TestResult ChiSquared(PairedTable table, double level = 0.95) => Squared(table, level, 0, ChiSquaredMethod);

    /// <summary>The test by the χ² distribution with Edwards's continuity correction: for agreement with tools that apply it.</summary>
    /// <param name="table">Counts of the items by who passed.</param>
    /// <param name="level">Confidence of the interval of the effect, above 0 and below 1.</param>
    /// <returns>The two-sided test; its statistic is (|c − b| − 1)²/(c + b) of the disagreements, with 1 degree of freedom.</returns>
    /// <exception cref="ArgumentException">A count is negative or all are 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>
    /// Not for new work: it is as cautious as <see cref="Exact"/> without its guarantee. Edwards (1948), Psychometrika 13:185. Where the
    /// disagreements split evenly the statistic is 0.
    /// </remarks>
    public static TestResult ChiSquaredCorrected(PairedTable table, double level = 0.95) => Squared(table, level, 1, CorrectedMethod);

    private static TestResult Squared(PairedTable table, double level, double correction, string method)
    {
        var effect = PairedProportions.Tango(table, level);
        var distance = Math.Max(0, Math.Abs(table.OnlyCandidate - table.OnlyBaseline) - correction);
        var statistic = table.Discordant == 0 ? 0 : distance * distance / table.Discordant;
        return new TestResult(Distributions.ChiSquaredUpper(statistic, 1), statistic, table.Count, method)
        {
            Effect = effect,
            DegreesOfFreedom = 1,
        };
    }

    private static double Choose(double less, double greater, Alternative alternative) => alternative switch
    {
        Alternative.Less => less,
        Alternative.Greater => greater,
        Alternative.TwoSided => Math.Min(1, 2 * Math.Min(less, greater)),
    };
}
