using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>
/// The first Wasserstein distance, also called earth mover's: the area between two distribution functions. It keeps growing with the
/// size of a shift where other measures are at their end.
/// </summary>
/// <remarks>
/// Not robust: one wild value of 1,000 moves it by a thousandth of its size; winsorise heavy tails such as cost first. It has no p-value: use
/// <see cref="DriftBootstrap"/> for an interval, or <see cref="KolmogorovSmirnov"/> for a test. Vallender (1974), Theory of Probability and its
/// Applications 18:784: in one dimension the distance is ∫ |F − G|.
/// </remarks>
public static class Wasserstein
{
    /// <summary>The distance between two samples of a number. O(n log n).</summary>
    /// <param name="reference">The sample that is taken as normal; at least 1 value.</param>
    /// <param name="current">The sample to compare; at least 1 value.</param>
    /// <exception cref="ArgumentException">A sample is empty or holds a value that is not finite.</exception>
    public static WassersteinDistance Distance(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
    {
        Check.Sample(reference);
        Check.Sample(current);
        var first = reference.ToArray();
        var second = current.ToArray();
        Array.Sort(first);
        Array.Sort(second);
        var distance = Area(first, second);
        var deviation = Deviation(first);
        return new WassersteinDistance(
            distance, deviation > 0 ? distance / deviation : null, (long)first.Length + second.Length, "First Wasserstein distance");
    }

    private static double Area(double[] first, double[] second)
    {
        var area = default(CompensatedSum);
        var (i, j) = (0, 0);
        var before = Math.Min(first[0], second[0]);
        while (i < first.Length || j < second.Length)
        {
            var takesFirst = j == second.Length || (i < first.Length && first[i] <= second[j]);
            var at = takesFirst ? first[i] : second[j];
            area.Add(Math.Abs(((double)i / first.Length) - ((double)j / second.Length)) * (at - before));
            before = at;
            i += takesFirst ? 1 : 0;
            j += takesFirst ? 0 : 1;
        }

        return area.Value;
    }

    private static double Deviation(double[] values)
    {
        if (values[0] == values[^1])
        {
            return 0;
        }

        var mean = CompensatedSum.Of(values) / values.Length;
        var squares = default(CompensatedSum);
        foreach (var value in values)
        {
            squares.Add((value - mean) * (value - mean));
        }

        return Math.Sqrt(squares.Value / values.Length);
    }
}
