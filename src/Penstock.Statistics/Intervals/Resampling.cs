using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Intervals;

/// <summary>Draws resamples and computes what the bootstrap intervals need of them.</summary>
internal static class Resampling
{
    /// <summary>The statistic, or an exception if it is no number.</summary>
    public static double Value(SampleStatistic statistic, ReadOnlySpan<double> sample)
    {
        var value = statistic(sample);
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"Returned {value} for a resample; it must be finite for every sample drawn from these values.", nameof(statistic));
        }

        return value;
    }

    public static Replicates Statistics(double[] sample, SampleStatistic statistic, int resamples, ulong seed)
    {
        var draws = new Draws(sample.Length, seed);
        var resample = new double[sample.Length];
        var values = new double[resamples];
        for (var at = 0; at < values.Length; at++)
        {
            draws.Fill(sample, resample);
            values[at] = Value(statistic, resample);
        }

        return new Replicates(values);
    }

    public static Replicates Means(double[] sample, double mean, int resamples, ulong seed)
    {
        var draws = new Draws(sample.Length, seed);
        var centred = Centred(sample, mean);
        var values = new double[resamples];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = mean + (draws.Sums(centred).Sum / sample.Length);
        }

        return new Replicates(values);
    }

    public static Replicates StudentisedMeans(double[] sample, double mean, int resamples, ulong seed)
    {
        var draws = new Draws(sample.Length, seed);
        var centred = Centred(sample, mean);
        var values = new double[resamples];
        for (var at = 0; at < values.Length; at++)
        {
            var (sum, squares) = draws.Sums(centred);
            values[at] = Studentised(sum, squares, sample.Length);
        }

        return new Replicates(values);
    }

    /// <summary>A sixth of the skewness of the statistic without one observation (Efron and Tibshirani 1993, section 14.3, by the jackknife).</summary>
    public static double Acceleration(double[] sample, SampleStatistic statistic)
    {
        var without = new double[sample.Length];
        var rest = sample.AsSpan(1).ToArray();
        for (var at = 0; at < sample.Length; at++)
        {
            without[at] = Value(statistic, rest);
            if (at < rest.Length)
            {
                rest[at] = sample[at];
            }
        }

        var mean = CompensatedSum.Of(without) / without.Length;
        return Skew(without, value => mean - value);
    }

    /// <summary>The same for the mean, where leaving out an observation moves the mean in proportion to its deviation.</summary>
    public static double MeanAcceleration(double[] sample, double mean) => Skew(sample, value => value - mean);

    private static double Skew(double[] values, Func<double, double> deviation)
    {
        var (squares, cubes) = (default(CompensatedSum), default(CompensatedSum));
        foreach (var value in values)
        {
            var from = deviation(value);
            squares.Add(from * from);
            cubes.Add(from * from * from);
        }

        var scale = squares.Value * Math.Sqrt(squares.Value);
        var skew = cubes.Value / (6 * scale);
        return scale > 0 && double.IsFinite(skew) ? skew : 0;
    }

    // Sums of deviations keep the digits that sums of the values would lose when the mean is large beside the spread.
    private static double[] Centred(double[] sample, double mean) => Array.ConvertAll(sample, value => value - mean);

    private static double Studentised(double sum, double squares, int count)
    {
        // A resample of one value repeated has no variance but what rounding left of it.
        const double rounding = 1e-12;
        var spread = squares - (sum * sum / count);
        if (spread > rounding * squares)
        {
            return sum / count / Math.Sqrt(spread / (count - 1) / count);
        }

        return sum == 0 ? 0 : double.CopySign(double.PositiveInfinity, sum);
    }
}
