using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift;

/// <summary>An interval for any measure of drift, by drawing both samples anew.</summary>
/// <remarks>
/// The percentile interval of Efron and Tibshirani (1993), "An introduction to the bootstrap", chapters 8 and 13. Assumes independent observations. A distance cannot
/// be negative and resampling adds distance, so that near no drift the interval of a distance lies too high and never reaches 0: there use a
/// test. It is honest once the drift is several times what chance gives, and for signed measures such as a difference of means.
/// </remarks>
public static class DriftBootstrap
{
    /// <summary>The measure with its percentile interval. Time: resamples times the cost of the measure.</summary>
    /// <param name="reference">The sample that is taken as normal; at least 2 values.</param>
    /// <param name="current">The sample to compare; at least 2 values.</param>
    /// <param name="measure">The measure, such as the distance of <see cref="Wasserstein"/>.</param>
    /// <param name="options">Resamples, level and seed; null for 999, 0.95 and 1.</param>
    /// <exception cref="ArgumentException">A sample is too short or holds a value that is not finite, an option is out of range, or the measure is not finite.</exception>
    public static Estimate Interval(
        ReadOnlySpan<double> reference, ReadOnlySpan<double> current, DriftMeasure measure, DriftBootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(measure);
        options ??= new DriftBootstrapOptions();
        Check.Sample(reference, 2);
        Check.Sample(current, 2);
        Check.Level(options.Level);
        if (options.Resamples is < 100 or > 1_000_000)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Resamples, "Resamples must be from 100 to 1,000,000.");
        }

        var value = Measured(reference, current, measure);
        var values = new double[options.Resamples];
        var stream = new RandomStream(options.Seed);
        var first = new double[reference.Length];
        var second = new double[current.Length];
        foreach (ref var one in values.AsSpan())
        {
            Draw(reference, first, stream);
            Draw(current, second, stream);
            one = Measured(first, second, measure);
        }

        Array.Sort(values);
        var tail = (1 - options.Level) / 2;
        var rank = Math.Max(1, (int)(tail * (values.Length + 1)));
        return new Estimate(
            value, new Interval(values[rank - 1], values[^rank]), options.Level, (long)reference.Length + current.Length, "Two-sample percentile bootstrap");
    }

    private static void Draw(ReadOnlySpan<double> sample, Span<double> drawn, RandomStream stream)
    {
        foreach (ref var one in drawn)
        {
            one = sample[stream.NextBelow(sample.Length)];
        }
    }

    private static double Measured(ReadOnlySpan<double> reference, ReadOnlySpan<double> current, DriftMeasure measure)
    {
        var value = measure(reference, current);
        return double.IsFinite(value) ? value : throw new ArgumentException("Gave NaN or an infinite value for a sample.", nameof(measure));
    }
}
