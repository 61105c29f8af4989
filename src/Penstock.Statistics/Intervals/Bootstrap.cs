using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Intervals;

/// <summary>
/// Intervals by drawing from the sample again and again, with replacement: for figures that have no formula of their own, and for
/// means of skewed values.
/// </summary>
/// <remarks>
/// <para>All assume independent observations of one distribution. Not for clustered observations (resample clusters instead), for
/// extremes such as a maximum or a p99 of a small sample (use <see cref="Quantiles"/>), for 0/1 outcomes (use
/// <see cref="Proportions"/>), or for a figure that is read repeatedly while it grows. A bootstrap cannot know values that the sample does not hold: below about
/// 30 observations the percentile and BCa intervals are too short.</para>
/// <para>The draws depend on the seed alone and start from the sorted sample, so that the order of the observations does not matter.
/// One observation, or equal ones, show no spread, which is not to say that there is none: the interval is <see cref="Interval.Everything"/>.</para>
/// <para>With n observations and B resamples: time O(n·B) for a mean or a statistic that is linear in n, memory O(n + B).
/// BCa of a general statistic computes it on n more samples, each short of one observation, which makes it O(n² + n·B); for the mean it stays O(n·B).</para>
/// </remarks>
public static class Bootstrap
{
    private const string PercentileMethod = "Percentile bootstrap interval";
    private const string BcaMethod = "BCa bootstrap interval";
    private const string StudentisedMethod = "Bootstrap-t interval of the mean";

    /// <summary>The interval between two percentiles of the statistic's resampled values.</summary>
    /// <param name="sample">Independent observations: at least one, all finite.</param>
    /// <param name="statistic">What to estimate; called once for the sample and once for each resample.</param>
    /// <param name="seed">The same seed draws the same resamples, on every machine.</param>
    /// <param name="resamples">How many resamples: at least 2/(1−level) − 1. At 1,999 a bound moves by a few per cent of the width between seeds.</param>
    /// <param name="level">The confidence: above 0 and below 1.</param>
    /// <returns>The statistic of the sample, its interval, and the standard deviation of the resampled values as standard error.</returns>
    /// <exception cref="ArgumentException">The sample is empty or holds NaN or an infinite value, or the statistic returns one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are too few resamples for the level, or the level is outside its range.</exception>
    /// <remarks>
    /// Not for a biased or skewed statistic: use <see cref="Bca"/>. The percentiles are those at rank (B+1)·share.
    /// Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, section 13.3; ranks: Davison and Hinkley (1997), Bootstrap Methods, chapter 5.
    /// </remarks>
    public static Estimate Percentile(
        ReadOnlySpan<double> sample, SampleStatistic statistic, ulong seed, int resamples = 1_999, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        var sorted = Checked(sample, resamples, level);
        var value = Resampling.Value(statistic, sorted);
        if (sorted[0] == sorted[^1])
        {
            return Degenerate(value, sorted.Length, level, PercentileMethod);
        }

        var replicates = Resampling.Statistics(sorted, statistic, resamples, seed);
        return Of(value, replicates, replicates.Percentiles(level), (level, sorted.Length, PercentileMethod));
    }

    /// <summary>The percentile interval, shifted for the statistic's bias and for how its spread grows with its value (bias-corrected and accelerated).</summary>
    /// <param name="sample">Independent observations: at least one, all finite.</param>
    /// <param name="statistic">What to estimate; called for the sample, for each resample and for each sample short of one observation.</param>
    /// <param name="seed">The same seed draws the same resamples, on every machine.</param>
    /// <param name="resamples">How many resamples: at least 2/(1−level) − 1. The shifted percentiles lie further out, so take 2,000 or more.</param>
    /// <param name="level">The confidence: above 0 and below 1.</param>
    /// <returns>The statistic of the sample, its interval, and the standard deviation of the resampled values as standard error.</returns>
    /// <exception cref="ArgumentException">The sample is empty or holds NaN or an infinite value, or the statistic returns one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are too few resamples for the level, or the level is outside its range.</exception>
    /// <remarks>
    /// Not for a quantile or another statistic that jumps (its acceleration means nothing there): use <see cref="Percentile"/> or <see cref="Quantiles"/>.
    /// Not for many observations and a slow statistic: O(n²). Where every resampled value lies on one side of the statistic, the
    /// bias correction would be infinite; it is held at half a resample. Shifted ranks stay within the resamples.
    /// Source: Efron (1987), JASA 82:171; Efron and Tibshirani (1993), section 14.3.
    /// </remarks>
    public static Estimate Bca(
        ReadOnlySpan<double> sample, SampleStatistic statistic, ulong seed, int resamples = 1_999, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        var sorted = Checked(sample, resamples, level);
        var value = Resampling.Value(statistic, sorted);
        if (sorted[0] == sorted[^1])
        {
            return Degenerate(value, sorted.Length, level, BcaMethod);
        }

        var replicates = Resampling.Statistics(sorted, statistic, resamples, seed);
        var acceleration = Resampling.Acceleration(sorted, statistic);
        return Of(value, replicates, replicates.Accelerated(value, acceleration, level), (level, sorted.Length, BcaMethod));
    }

    /// <summary>The percentile interval of the mean, without a call for each resample.</summary>
    /// <param name="sample">Independent observations: at least one, all finite, in any unit.</param>
    /// <param name="seed">The same seed draws the same resamples, on every machine.</param>
    /// <param name="resamples">How many resamples: at least 2/(1−level) − 1.</param>
    /// <param name="level">The confidence: above 0 and below 1.</param>
    /// <returns>The mean, its interval, and the standard deviation of the resampled means as standard error.</returns>
    /// <exception cref="ArgumentException">The sample is empty or holds NaN or an infinite value, or values too large to add up.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are too few resamples for the level, or the level is outside its range.</exception>
    /// <remarks>Not for small or skewed samples, where it is too short: use <see cref="MeanStudentised"/>. Source: as <see cref="Percentile"/>.</remarks>
    public static Estimate MeanPercentile(ReadOnlySpan<double> sample, ulong seed, int resamples = 1_999, double level = 0.95)
    {
        var sorted = Checked(sample, resamples, level);
        var (mean, _) = Means.Moments(sorted);
        if (sorted[0] == sorted[^1])
        {
            return Degenerate(sorted[0], sorted.Length, level, PercentileMethod);
        }

        var replicates = Resampling.Means(sorted, mean, resamples, seed);
        return Of(mean, replicates, replicates.Percentiles(level), (level, sorted.Length, PercentileMethod));
    }

    /// <summary>The BCa interval of the mean, without a call for each resample; its acceleration is a closed form of the skewness.</summary>
    /// <param name="sample">Independent observations: at least one, all finite, in any unit.</param>
    /// <param name="seed">The same seed draws the same resamples, on every machine.</param>
    /// <param name="resamples">How many resamples: at least 2/(1−level) − 1.</param>
    /// <param name="level">The confidence: above 0 and below 1.</param>
    /// <returns>The mean, its interval, and the standard deviation of the resampled means as standard error.</returns>
    /// <exception cref="ArgumentException">The sample is empty or holds NaN or an infinite value, or values too large to add up.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are too few resamples for the level, or the level is outside its range.</exception>
    /// <remarks>Not for small or skewed samples, where it is too short: use <see cref="MeanStudentised"/>. Source: as <see cref="Bca"/>.</remarks>
    public static Estimate MeanBca(ReadOnlySpan<double> sample, ulong seed, int resamples = 1_999, double level = 0.95)
    {
        var sorted = Checked(sample, resamples, level);
        var (mean, _) = Means.Moments(sorted);
        if (sorted[0] == sorted[^1])
        {
            return Degenerate(sorted[0], sorted.Length, level, BcaMethod);
        }

        var replicates = Resampling.Means(sorted, mean, resamples, seed);
        var interval = replicates.Accelerated(mean, Resampling.MeanAcceleration(sorted, mean), level);
        return Of(mean, replicates, interval, (level, sorted.Length, BcaMethod));
    }

    /// <summary>The interval of the mean that takes the distribution of t from the sample instead of from a table: for skewed costs.</summary>
    /// <param name="sample">Independent observations: at least one, all finite, in any unit.</param>
    /// <param name="seed">The same seed draws the same resamples, on every machine.</param>
    /// <param name="resamples">How many resamples: at least 2/(1−level) − 1.</param>
    /// <param name="level">The confidence: above 0 and below 1.</param>
    /// <returns>
    /// The mean, its interval and the standard error s/√n. A resample that holds one value only has no spread and counts as infinitely far
    /// off; where those are more than the level lets pass (up to three observations) the bound is infinite.
    /// </returns>
    /// <exception cref="ArgumentException">The sample is empty or holds NaN or an infinite value, or values too large to add up.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are too few resamples for the level, or the level is outside its range.</exception>
    /// <remarks>
    /// Nearest to its level of the intervals here for a skewed mean, at the price of width and of bounds that single outliers
    /// stretch. Not for 0/1 outcomes, whose resamples often have no spread. Heavy tails (lognormal, σ = 1.5, n = 20) are beyond it too.
    /// Source: Efron (1982), The Jackknife, the Bootstrap and Other Resampling Plans; Hall (1988), Annals of
    /// Statistics 16:927; Davison and Hinkley (1997), chapter 5.
    /// </remarks>
    public static Estimate MeanStudentised(ReadOnlySpan<double> sample, ulong seed, int resamples = 1_999, double level = 0.95)
    {
        var sorted = Checked(sample, resamples, level);
        var (mean, variance) = Means.Moments(sorted);
        var error = Math.Sqrt(variance / sorted.Length);
        if (sorted[0] == sorted[^1] || error == 0)
        {
            return Degenerate(sorted[0], sorted.Length, level, StudentisedMethod);
        }

        var (low, high) = Resampling.StudentisedMeans(sorted, mean, resamples, seed).OuterRanks(level);
        return new Estimate(mean, new Interval(mean - (high * error), mean - (low * error)), level, sorted.Length, StudentisedMethod)
        {
            StandardError = error,
        };
    }

    private static double[] Checked(ReadOnlySpan<double> sample, int resamples, double level)
    {
        Check.Sample(sample);
        Check.Level(level);

        // Below this the outermost resampled value already lies within the level, and the interval would be too short without saying so.
        var least = Math.Ceiling((2 / (1 - level)) - 1 - 1e-9);
        Check.Resamples(resamples, least);

        var sorted = sample.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    private static Estimate Degenerate(double value, int count, double level, string method) =>
        new(value, Interval.Everything, level, count, method) { StandardError = count == 1 ? null : 0 };

    private static Estimate Of(double value, Replicates replicates, Interval interval, (double Level, int Count, string Method) about) =>
        new(value, interval, about.Level, about.Count, about.Method) { StandardError = replicates.StandardDeviation() };
}
