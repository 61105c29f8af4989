using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Intervals;

/// <summary>The values of a statistic on all resamples, in order, and the intervals that are read off them.</summary>
internal sealed class Replicates
{
    private readonly double[] _sorted;

    /// <summary>Takes the values over and sorts them in place.</summary>
    public Replicates(double[] values)
    {
        Array.Sort(values);
        _sorted = values;
    }

    public double StandardDeviation() => Math.Sqrt(Means.Moments(_sorted).Variance);

    public Interval Percentiles(double level)
    {
        var tail = (1 - level) / 2;
        return new Interval(At(tail), At(1 - tail));
    }

    /// <summary>The percentiles after the shift for bias and acceleration (Efron and Tibshirani 1993, section 14.3).</summary>
    public Interval Accelerated(double value, double acceleration, double level)
    {
        var half = 0.5 / _sorted.Length;
        var bias = Distributions.NormalQuantile(Math.Clamp(ShareBelow(value), half, 1 - half));
        var z = Distributions.NormalCritical(level);
        return new Interval(At(Shifted(-z, bias, acceleration)), At(Shifted(z, bias, acceleration)));
    }

    /// <summary>The values at the ranks (B+1)·share, rounded outwards: values may be infinite, so none lie between.</summary>
    public (double Low, double High) OuterRanks(double level)
    {
        // The allowance keeps a rank that is whole up to rounding.
        var rank = Math.Max(1, (int)Math.Floor(((_sorted.Length + 1) * (1 - level) / 2) + 1e-9));
        return (_sorted[rank - 1], _sorted[^rank]);
    }

    private static double Shifted(double z, double bias, double acceleration)
    {
        var moved = bias + z;
        var room = 1 - (acceleration * moved);

        // Past this point the formula turns round; the limit before it is the outermost value.
        return room > 0 ? Distributions.NormalLower(bias + (moved / room)) : moved > 0 ? 1 : 0;
    }

    // Values equal to the statistic count half, or a discrete statistic would look biased. Equal means up to rounding: a resample
    // that holds the sample's values in another order must not fall on one side by its last bit.
    private double ShareBelow(double value)
    {
        const double rounding = 1e-12;
        var near = rounding * Math.Max(_sorted[^1] - _sorted[0], Math.Abs(value));
        var (below, equal) = (0, 0);
        foreach (var one in _sorted)
        {
            below += one < value - near ? 1 : 0;
            equal += Math.Abs(one - value) <= near ? 1 : 0;
        }

        return (below + (0.5 * equal)) / _sorted.Length;
    }

    private double At(double share)
    {
        var rank = Math.Clamp((_sorted.Length + 1) * share, 1, _sorted.Length);
        var below = (int)rank;
        var part = rank - below;
        var low = _sorted[below - 1];
        return part == 0 || low == _sorted[below] ? low : ((1 - part) * low) + (part * _sorted[below]);
    }
}
