using System.Runtime.CompilerServices;
using Penstock.Statistics.Numerics;
using Penstock.Statistics.Sequential.Counts;

namespace Penstock.Statistics.Sequential.QuantileBounds;

/// <summary>
/// Any quantile of a latency, a cost or a token count, with bounds that hold at every look at once, whatever the distribution: heavy
/// tails, ties and timeouts included.
/// </summary>
/// <remarks>
/// <para>Assumes that the values are independent with one distribution, or at least that each, given those before it, lies below the quantile with
/// the same chance. Do not use it while the system warms up or the load drifts, nor where values come in clusters of one user. A tail needs
/// values beyond it: p99 has no upper bound before some 600 values.</para>
/// <para>The histogram covers 2⁻²⁰ (about 10⁻⁶) to 2⁴⁰ (about 10¹²) in any unit, in bins at most 1/64 of their value wide: the estimate is
/// within 0.8 % of the sample quantile. The bounds are outer edges of bins, so the binning makes them at most 1.6 % wider and never wrong. Zero and
/// smaller values than 2⁻²⁰ share the first bin, from 0. Values from 2⁴⁰ share the last one, as does positive infinity: a request that never
/// answered. Negative values are refused.</para>
/// <para>The count of values up to the quantile is a walk of known chance, held between two time-uniform bounds by the beta-binomial mixture, one-sided each at half
/// the error (Howard and Ramdas 2022, Bernoulli 28:1704, theorem 1). The bounds are the order statistics at these
/// ranks.</para>
/// <para><see cref="Add"/> is O(1) and allocates nothing. Memory 31 kB. Reading is O(bins). Mergeable. Not thread-safe: keep one a thread and merge.</para>
/// </remarks>
public sealed class QuantileConfidenceSequence
{
    /// <summary>The name of the method.</summary>
    public const string Method = "Sequential quantile bounds (beta-binomial mixture)";

    private readonly LogHistogram _histogram = new();

    /// <summary>A sequence without values.</summary>
    /// <param name="tightestAt">The number of values at which the bounds should be narrowest, at least 1; chosen before the data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public QuantileConfidenceSequence(long tightestAt = 10_000)
    {
        Check.Count(tightestAt, 1);
        TightestAt = tightestAt;
    }

    /// <summary>The number of values at which the bounds are narrowest.</summary>
    public long TightestAt { get; }

    /// <summary>How many values were added.</summary>
    public long Count => _histogram.Count;

    /// <summary>Adds a value.</summary>
    /// <param name="value">The value, 0 or more; positive infinity for one that is known to be larger than can be measured.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or NaN.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        if (!(value >= 0))
        {
            Refuse(value);
        }

        _histogram.Add(value);
    }

    /// <summary>A quantile with its always-valid interval.</summary>
    /// <param name="quantile">Which one, above 0 and below 1: 0.95 for p95, the smallest value that 95 % do not exceed.</param>
    /// <param name="level">The confidence, above 0 and below 1: the chance that the interval holds this quantile at all looks together.</param>
    /// <returns>
    /// The middle of the bin with the sample quantile (0 in the first bin, 2⁴⁰ in the last), and the interval: from 0 and to positive
    /// infinity where there are too few values for a bound.
    /// </returns>
    /// <exception cref="InvalidOperationException">There is no value yet.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The quantile or the level is not between 0 and 1.</exception>
    /// <remarks>The level is that of one quantile. For several at once, divide what is missing to 1 among them.</remarks>
    public Estimate Read(double quantile, double level = 0.95)
    {
        Check.Level(quantile);
        Check.Level(level);
        if (Count == 0)
        {
            throw new InvalidOperationException("There is no value yet.");
        }

        var threshold = -Math.Log((1 - level) / 2);
        var rank = Math.Clamp((long)Math.Ceiling(quantile * Count), 1, Count);
        var least = LeastCount(quantile, threshold);
        var most = Count - LeastCount(1 - quantile, threshold);
        var lower = least == 0 ? 0 : LogHistogram.Lower(_histogram.BinOfRank(Math.Min(least, rank)));
        var upper = most == Count ? double.PositiveInfinity : LogHistogram.Upper(_histogram.BinOfRank(Math.Max(most + 1, rank)));
        return new Estimate(Middle(_histogram.BinOfRank(rank)), new Interval(lower, upper), level, Count, Method);
    }

    /// <summary>The evidence against a limit for a quantile. One evaluation.</summary>
    /// <param name="limit">The limit, 0 or more, in the unit of the values.</param>
    /// <param name="quantile">Which quantile, above 0 and below 1.</param>
    /// <param name="alternative">
    /// <see cref="Alternative.Greater"/> tests "the quantile is at most the limit" (an objective that may have been broken),
    /// <see cref="Alternative.Less"/> "at least the limit", and <see cref="Alternative.TwoSided"/> "exactly the limit".
    /// </param>
    /// <returns>
    /// The p-value min(1, 1/e) of this look, valid at every look at once, with the natural logarithm of the e-value
    /// as statistic: 1 and 0 before the first value. The values in the bin of the limit speak for the hypothesis.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative or not finite, the quantile not between 0 and 1, or there is no such alternative.</exception>
    public TestResult Test(double limit, double quantile, Alternative alternative)
    {
        Check.NotNegative(limit);
        Check.Defined(alternative);
        Check.Level(quantile);
        var bin = LogHistogram.BinOf(limit);
        var above = LogTooFew(_histogram.CountBefore(bin) + _histogram[bin], quantile);
        var below = LogTooFew(Count - _histogram.CountBefore(bin), 1 - quantile);
        var log = alternative switch
        {
            Alternative.Greater => above,
            Alternative.Less => below,
            Alternative.TwoSided => Math.Max(above, below) - Math.Log(2),
        };
        return EProcess.Result(log, Count, Method);
    }

    /// <summary>Adds all values of another sequence, as if they had been added here.</summary>
    /// <param name="other">The other sequence, tightest at the same number; it does not change.</param>
    /// <exception cref="ArgumentNullException">There is no other sequence.</exception>
    /// <exception cref="ArgumentException">The other sequence is tightest at another number.</exception>
    public void Merge(QuantileConfidenceSequence other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.TightestAt != TightestAt)
        {
            throw new ArgumentException($"Is tightest at {other.TightestAt} values, not at {TightestAt}.", nameof(other));
        }

        _histogram.Add(other._histogram);
    }

    /// <summary>The state, to go on from later.</summary>
    public QuantileState Save()
    {
        var bins = new List<int>();
        for (var bin = 0; bin < LogHistogram.Bins; bin++)
        {
            if (_histogram[bin] > 0)
            {
                bins.Add(bin);
            }
        }

        return new QuantileState(TightestAt, [.. bins], [.. bins.Select(bin => _histogram[bin])]);
    }

    /// <summary>A sequence that goes on from a saved state.</summary>
    /// <param name="state">What <see cref="Save"/> returned.</param>
    /// <exception cref="ArgumentNullException">There is no state.</exception>
    /// <exception cref="ArgumentException">No values lead to such a state.</exception>
    public static QuantileConfidenceSequence Restore(QuantileState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(state.Bins);
        ArgumentNullException.ThrowIfNull(state.Counts);
        var possible = state.TightestAt is >= 1 and <= Check.MostCount && state.Bins.Length == state.Counts.Length;
        for (var at = 0; possible && at < state.Bins.Length; at++)
        {
            possible = state.Counts[at] is > 0 and <= Check.MostCount && state.Bins[at] is >= 0 and < LogHistogram.Bins && (at == 0 || state.Bins[at] > state.Bins[at - 1]);
        }

        if (!possible)
        {
            throw new ArgumentException("No values lead to these bins and counts.", nameof(state));
        }

        var restored = new QuantileConfidenceSequence(state.TightestAt);
        for (var at = 0; at < state.Bins.Length; at++)
        {
            restored._histogram.Add(state.Bins[at], state.Counts[at]);
        }

        return restored;
    }

    private static double Middle(int bin)
    {
        if (bin == 0 || bin == LogHistogram.Bins - 1)
        {
            return LogHistogram.Lower(bin);
        }

        return (LogHistogram.Lower(bin) + LogHistogram.Upper(bin)) / 2;
    }

    // The wealth from betting that fewer than the share lie on this side of a point. It falls in the count.
    private double LogTooFew(long count, double share)
    {
        var prior = BinomialPrior.TightestAt(share, TightestAt);
        return BinomialMixture.Log((count, Count - count), prior, (share, 1 - share), Alternative.Less);
    }

    // The smallest count on one side of the quantile that the mixture does not refute.
    private long LeastCount(double share, double logThreshold)
    {
        var (refuted, fits) = (-1L, (long)Math.Ceiling(share * Count));
        while (fits - refuted > 1)
        {
            var middle = refuted + ((fits - refuted) / 2);
            (refuted, fits) = LogTooFew(middle, share) >= logThreshold ? (middle, fits) : (refuted, middle);
        }

        return fits;
    }

    private static void Refuse(double value) => throw new ArgumentOutOfRangeException(
        nameof(value), value, "Must be 0 or more; positive infinity stands for a value that is too large to measure.");
}
