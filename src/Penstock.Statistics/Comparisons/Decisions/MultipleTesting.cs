using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Decisions;

/// <summary>Corrects p-values for how many there are: twenty metrics at 5 % raise a false alarm in two of three comparisons.</summary>
public static class MultipleTesting
{
    private const string HolmMethod = "Holm step-down";
    private const string HochbergMethod = "Benjamini-Hochberg step-up";

    /// <summary>Keeps the chance of even one false rejection at the level, whatever the tests have to do with each other. For gates.</summary>
    /// <param name="pValues">From 0 to 1, at least 1 of them: all that were looked at, not the promising ones.</param>
    /// <param name="alpha">The family-wise error rate: above 0 and below 1.</param>
    /// <returns>Adjusted p-values and decisions in the order given.</returns>
    /// <exception cref="ArgumentException">No p-values, or one that is NaN or outside 0 to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is not between 0 and 1.</exception>
    /// <remarks>
    /// Assumes only that each p-value is right by itself. Not for dashboards of many metrics, where it hides most of what is there: use
    /// <see cref="BenjaminiHochberg"/>. Time O(n log n). Holm (1979), Scandinavian Journal of Statistics 6:65.
    /// </remarks>
    public static AdjustedPValues Holm(ReadOnlySpan<double> pValues, double alpha = 0.05)
    {
        var order = Order(pValues, alpha);
        var adjusted = new double[order.Length];
        var largest = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = largest;
        }

        return new AdjustedPValues(adjusted, Array.ConvertAll(adjusted, p => p <= alpha), alpha, HolmMethod);
    }

    /// <summary>Keeps the expected share of false ones among the rejections at the level. For dashboards.</summary>
    /// <param name="pValues">From 0 to 1, at least 1 of them: all that were looked at, not the promising ones.</param>
    /// <param name="falseDiscoveryRate">The expected share of false rejections among all: above 0 and below 1.</param>
    /// <returns>Adjusted p-values (often called q-values) and decisions in the order given.</returns>
    /// <exception cref="ArgumentException">No p-values, or one that is NaN or outside 0 to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not between 0 and 1.</exception>
    /// <remarks>
    /// Assumes tests that are independent or positively dependent, as metrics of the same traffic mostly are. Not for gates, where one false
    /// rejection stops a release: use <see cref="Holm"/>. Time O(n log n). Benjamini and Hochberg (1995), Journal of the Royal
    /// Statistical Society B 57:289, theorem 1; positive dependence: Benjamini and Yekutieli (2001), Annals of Statistics 29:1165, theorem 1.2.
    /// </remarks>
    public static AdjustedPValues BenjaminiHochberg(ReadOnlySpan<double> pValues, double falseDiscoveryRate = 0.05)
    {
        var order = Order(pValues, falseDiscoveryRate);
        var adjusted = new double[order.Length];
        var smallest = 1.0;
        for (var rank = order.Length - 1; rank >= 0; rank--)
        {
            smallest = Math.Min(smallest, order.Length / (rank + 1.0) * pValues[order[rank]]);
            adjusted[order[rank]] = smallest;
        }

        return new AdjustedPValues(adjusted, Array.ConvertAll(adjusted, p => p <= falseDiscoveryRate), falseDiscoveryRate, HochbergMethod);
    }

    private static int[] Order(
        ReadOnlySpan<double> pValues, double level, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(level))] string? name = null)
    {
        Check.Level(level, name);
        Check.Sample(pValues, 1);
        var order = new int[pValues.Length];
        for (var index = 0; index < order.Length; index++)
        {
            order[index] = index;
            if (pValues[index] is < 0 or > 1)
            {
                throw new ArgumentException($"A p-value lies from 0 to 1; one is {pValues[index]}.", nameof(pValues));
            }
        }

        Array.Sort(pValues.ToArray(), order);
        return order;
    }
}
