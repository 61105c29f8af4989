using Penstock.Statistics.Comparisons.Clusters;
using Penstock.Statistics.Comparisons.Counts;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Paired;

/// <summary>Intervals for the difference of two pass rates over the same items: candidate minus baseline, from −1 to 1.</summary>
public static class PairedProportions
{
    private const string TangoMethod = "Tango score interval for paired proportions";
    private const string NewcombeMethod = "Newcombe hybrid score interval for paired proportions (method 10)";

    /// <summary>Estimates the difference with the interval that inverts the score test; it agrees with McNemar's χ² without correction.</summary>
    /// <param name="table">Counts of the items by who passed.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <returns>The difference of the pass rates, its count the number of items.</returns>
    /// <exception cref="ArgumentException">A count is negative or all are 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>
    /// <para>Assumes independent items. Holds its level closely from about 20 items, also where the two systems hardly differ; with no
    /// disagreement at all it still has a width of about z²/n on each side.</para>
    /// <para>Not for items that come in groups: use <see cref="ClusterRobust.PairedDifference"/> on 0 and 1.</para>
    /// <para>Time O(1): two root searches. Tango (1998), Statistics in Medicine 17:891.</para>
    /// </remarks>
    public static Estimate Tango(PairedTable table, double level = 0.95)
    {
        table.Require(nameof(table));
        Check.Level(level);

        var z = Distributions.NormalCritical(level);
        var value = Value(table);
        var lower = value <= -1 ? -1 : Root.Between(-1, value, difference => Score(table, difference) - z);
        var upper = value >= 1 ? 1 : Root.Between(value, 1, difference => Score(table, difference) + z);
        return new Estimate(value, new Interval(lower, upper), level, table.Count, TangoMethod);
    }

    /// <summary>Estimates the difference with the interval that Newcombe built from the Wilson limits of the two rates and their correlation.</summary>
    /// <param name="table">Counts of the items by who passed.</param>
    /// <param name="level">Confidence of the interval, above 0 and below 1.</param>
    /// <returns>The difference of the pass rates, its count the number of items.</returns>
    /// <exception cref="ArgumentException">A count is negative or all are 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <remarks>
    /// <para>Assumes independent items. A closed form that never leaves −1 to 1; somewhat cautious where the systems agree on most items.</para>
    /// <para>Not where the interval must agree with a McNemar test: use <see cref="Tango"/>. Not for items that come in groups: use
    /// <see cref="ClusterRobust.PairedDifference"/>.</para>
    /// <para>Time O(1). Newcombe (1998), Statistics in Medicine 17:2635, method 10.</para>
    /// </remarks>
    public static Estimate Newcombe(PairedTable table, double level = 0.95)
    {
        table.Require(nameof(table));
        Check.Level(level);

        var value = Value(table);
        var candidate = WilsonLimits.Of(table.Both + table.OnlyCandidate, table.Count, level);
        var baseline = WilsonLimits.Of(table.Both + table.OnlyBaseline, table.Count, level);
        var phi = Phi(table);
        var down = Combined(candidate.Below, baseline.Above, phi);
        var up = Combined(baseline.Below, candidate.Above, phi);
        return new Estimate(
            value, new Interval(Math.Max(-1, value - down), Math.Min(1, value + up)), level, table.Count, NewcombeMethod);
    }

    private static double Value(PairedTable table) => (double)(table.OnlyCandidate - table.OnlyBaseline) / table.Count;

    // The score statistic at an assumed difference, with the nuisance parameter at its most likely value given that difference.
    private static double Score(PairedTable table, double difference)
    {
        double n = table.Count, gained = table.OnlyCandidate, lost = table.OnlyBaseline;
        var a = 2 * n;
        var b = -gained - lost + (((2 * n) - gained + lost) * difference);
        var c = -lost * difference * (1 - difference);
        var root = Math.Sqrt(Math.Max(0, (b * b) - (4 * a * c)));

        // Of the two forms of the root of a quadratic, the one whose terms do not cancel.
        var nuisance = b <= 0 ? (root - b) / (2 * a) : -2 * c / (root + b);
        var variance = n * ((2 * nuisance) + (difference * (1 - difference)));
        var distance = gained - lost - (n * difference);
        if (variance <= 0)
        {
            return distance == 0 ? 0 : distance > 0 ? double.MaxValue : double.MinValue;
        }

        return distance / Math.Sqrt(variance);
    }

    private static double Combined(double first, double second, double phi) =>
        Math.Sqrt(Math.Max(0, (first * first) - (2 * phi * first * second) + (second * second)));

    private static double Phi(PairedTable table)
    {
        double both = table.Both, lost = table.OnlyBaseline, gained = table.OnlyCandidate, neither = table.Neither, n = table.Count;
        var scale = Math.Sqrt((both + gained) * (lost + neither) * (both + lost) * (gained + neither));
        if (scale == 0)
        {
            return 0;
        }

        var product = (both * neither) - (gained * lost);
        return (product > 0 ? Math.Max(product - (n / 2), 0) : product) / scale;
    }
}
