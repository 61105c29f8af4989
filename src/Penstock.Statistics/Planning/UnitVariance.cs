using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>
/// How uncertain an estimated difference is per unit of study size: the variance of the estimate is <see cref="Value"/> divided by the
/// size (of the first arm). It lets non-inferiority and equivalence be planned for every design.
/// </summary>
public readonly record struct UnitVariance
{
    private UnitVariance(double value, double allocation, string design)
    {
        Value = value;
        Allocation = allocation;
        Design = design;
    }

    /// <summary>The variance at size 1, in the squared unit of the difference.</summary>
    public double Value { get; }

    /// <summary>The size of the second arm divided by that of the first; 0 where the design has one arm.</summary>
    public double Allocation { get; }

    /// <summary>What is compared, in words.</summary>
    public string Design { get; }

    /// <summary>Differences of pairs, or one mean against a fixed value; the size counts pairs or items.</summary>
    /// <param name="standardDeviation">The standard deviation of the differences (or items): finite, above 0.</param>
    /// <returns>The squared standard deviation, with one arm.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation is outside its range.</exception>
    /// <remarks>Not for two independent groups: use <see cref="TwoMeans"/>.</remarks>
    public static UnitVariance Pairs(double standardDeviation)
    {
        Check.Positive(standardDeviation);
        return new UnitVariance(standardDeviation * standardDeviation, 0, "mean of pairs");
    }

    /// <summary>Pairs of outcomes that each succeed or fail; the size counts pairs.</summary>
    /// <param name="difference">The expected difference of the two rates: −discordance to discordance.</param>
    /// <param name="discordance">The share of pairs whose outcomes differ: above 0, at most 1.</param>
    /// <returns>discordance − difference², with one arm.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for groups of different items: use <see cref="TwoProportions"/>.</remarks>
    public static UnitVariance PairedBinary(double difference, double discordance)
    {
        Check.Finite(difference);
        if (!(discordance > 0 && discordance <= 1 && discordance >= Math.Abs(difference)))
        {
            throw new ArgumentOutOfRangeException(nameof(discordance), discordance, "Must be above 0, at most 1 and at least the size of the difference.");
        }

        return new UnitVariance(discordance - (difference * difference), 0, "pairs of binary outcomes");
    }

    /// <summary>Means of two independent groups; the size counts the first group.</summary>
    /// <param name="first">The standard deviation in the first group: finite, above 0.</param>
    /// <param name="second">The standard deviation in the second group: finite, above 0.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0.</param>
    /// <returns>first² + second²/allocation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for the same items under both: use <see cref="Pairs"/>, which is usually much smaller.</remarks>
    public static UnitVariance TwoMeans(double first, double second, double allocation = 1)
    {
        Check.Positive(first);
        Check.Positive(second);
        Check.Positive(allocation);
        return new UnitVariance((first * first) + (second * second / allocation), allocation, "two means");
    }

    /// <summary>Rates of two independent groups; the size counts the first group.</summary>
    /// <param name="first">The expected rate in the first group: 0 to 1.</param>
    /// <param name="second">The expected rate in the second group: 0 to 1.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0.</param>
    /// <returns>p₁(1−p₁) + p₂(1−p₂)/allocation: unpooled.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>Not for the same items under both: use <see cref="PairedBinary"/>.</remarks>
    public static UnitVariance TwoProportions(double first, double second, double allocation = 1)
    {
        Check.Probability(first);
        Check.Probability(second);
        Check.Positive(allocation);
        return new UnitVariance((first * (1 - first)) + (second * (1 - second) / allocation), allocation, "two proportions");
    }

    /// <summary>Refuses the default value, which describes no design.</summary>
    internal void CheckMade(string name = "variance")
    {
        if (Design is null)
        {
            throw new ArgumentOutOfRangeException(name, "Must come from one of the methods of UnitVariance.");
        }
    }

    // Relative lift by the delta method, both spreads in units of the baseline's mean.
    internal static UnitVariance Lift(double lift, double baseline, double candidate, double allocation) =>
        new((candidate * candidate / allocation) + ((1 + lift) * (1 + lift) * baseline * baseline), allocation, "relative lift");

    // Noether (1987): the variance of the estimated superiority when both groups are alike.
    internal static UnitVariance Superiority(double allocation) => new((1 + allocation) / (12 * allocation), allocation, "Mann-Whitney");
}
