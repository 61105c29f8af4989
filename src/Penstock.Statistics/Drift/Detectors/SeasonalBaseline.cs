using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift.Detectors;

/// <summary>
/// What is normal at this hour of the week: a mean and a spread for each slot of a season. It turns a value into a residual in standard deviations, which an <see cref="EwmaChart"/> or a
/// <see cref="Cusum"/> with target 0 and standard deviation 1 then watches.
/// </summary>
/// <remarks>
/// Give it one aggregate a slot and season (the error share of the hour, the median latency of the hour), not single requests. The caller numbers the slots, as the library has no clock. Outliers are
/// clipped, so an incident hardly enters the baseline, and a change that lasts becomes normal over some seasons. In the first seasons, before a slot has <see cref="SeasonalBaselineOptions.Least"/>
/// observations, nothing protects it: start with quiet ones. The spread of a slot is drawn towards the spread of all slots as if that were ten observations; with few seasons
/// residuals have heavier tails than the normal distribution, so choose wide limits: after eight weeks, an EWMA chart
/// that should ring once in 100,000 hours rang twice. Not for a trend that grows from season to season.
/// Clipping: Huber (1964), Annals of Mathematical Statistics 35:73, with the factor that makes the clipped variance right for normal values. <see cref="Add"/> is O(1) and allocates nothing. Not thread-safe.
/// </remarks>
public sealed class SeasonalBaseline
{
    private const double SharedObservations = 10;
    private const double PooledWeight = 0.002;

    private readonly SeasonalBaselineOptions _options;
    private readonly double _clippedVariance;
    private readonly long[] _counts;
    private readonly double[] _means;
    private readonly double[] _variances;
    private double _pooled;
    private long _pooledCount;

    /// <summary>A baseline that has seen nothing.</summary>
    /// <param name="options">Slots, weight and clipping.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public SeasonalBaseline(SeasonalBaselineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Within(options.Slots is >= 1 and <= 100_000, options.Slots, "Slots must be from 1 to 100,000.");
        Within(options.Weight is > 0 and <= 0.5, options.Weight, "The weight must be above 0 and at most 0.5.");
        Within(options.Clip is >= 1 and <= 10, options.Clip, "The clip must be from 1 to 10 standard deviations.");
        Within(options.Least >= 2, options.Least, "A slot needs at least 2 observations.");
        _options = options;
        _counts = new long[options.Slots];
        _means = new double[options.Slots];
        _variances = new double[options.Slots];
        var clip = options.Clip;
        var density = Math.Exp(-clip * clip / 2) / Math.Sqrt(2 * Math.PI);
        var tail = Distributions.NormalUpper(clip);
        _clippedVariance = 1 - (2 * tail) - (2 * clip * density) + (2 * clip * clip * tail);

        static void Within(bool holds, object value, string rule)
        {
            if (!holds)
            {
                throw new ArgumentOutOfRangeException(nameof(options), value, rule);
            }
        }
    }

    /// <summary>The observations of all slots.</summary>
    public long Count { get; private set; }

    /// <summary>Takes the value of one slot, judges it by what was known before, and then learns from it.</summary>
    /// <param name="slot">The number of the slot, 0 to slots − 1.</param>
    /// <param name="value">The value; finite.</param>
    /// <returns>
    /// The residual in standard deviations; null while the slot has too few observations. A slot without any spread gives 0 for its usual value and ±the clip for any other.
    /// </returns>
    /// <exception cref="ArgumentException">The slot is out of range, or the value is NaN or infinite.</exception>
    public double? Add(int slot, double value)
    {
        Slot(slot);
        Check.Finite(value);
        var known = _counts[slot] >= _options.Least;
        var gap = value - _means[slot];
        var deviation = known ? Deviation(slot) : 0;
        double? residual = !known ? null : deviation > 0 ? gap / deviation : Math.Sign(gap) * _options.Clip;
        Learn(slot, deviation > 0 ? Math.Clamp(gap, -_options.Clip * deviation, _options.Clip * deviation) : gap, deviation > 0);
        return residual;
    }

    /// <summary>What is normal in a slot; null while it has too few observations.</summary>
    /// <param name="slot">The number of the slot, 0 to slots − 1.</param>
    /// <exception cref="ArgumentException">The slot is out of range.</exception>
    public SeasonalExpectation? Read(int slot)
    {
        Slot(slot);
        return _counts[slot] < _options.Least ? null : new SeasonalExpectation(_means[slot], Deviation(slot), _counts[slot]);
    }

    /// <summary>The state, to go on from later.</summary>
    public SeasonalBaselineState Save() => new()
    {
        Options = _options,
        Counts = [.. _counts],
        Means = [.. _means],
        Variances = [.. _variances],
        Pooled = _pooled,
        PooledCount = _pooledCount,
    };

    /// <summary>A baseline that goes on where a saved one stopped.</summary>
    /// <param name="state">What <see cref="Save"/> gave.</param>
    /// <exception cref="ArgumentException">No baseline can be in this state.</exception>
    public static SeasonalBaseline Restore(SeasonalBaselineState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(state.Counts);
        ArgumentNullException.ThrowIfNull(state.Means);
        ArgumentNullException.ThrowIfNull(state.Variances);
        const string name = nameof(state);
        var baseline = new SeasonalBaseline(state.Options);
        SavedState.Require(
            state.Counts.Length == state.Options.Slots && state.Means.Length == state.Options.Slots && state.Variances.Length == state.Options.Slots,
            name,
            "every slot has a count, a mean and a variance");
        SavedState.Finite(name, [.. state.Means, .. state.Variances, state.Pooled]);
        SavedState.Require(state.Pooled >= 0 && Array.TrueForAll(state.Variances, variance => variance >= 0), name, "variances are not negative");
        SavedState.Require(state.PooledCount is >= 0 and <= Check.MostCount && Array.TrueForAll(state.Counts, count => count is >= 0 and <= Check.MostCount), name, "counts are from 0 to 10^15");
        state.Counts.CopyTo(baseline._counts, 0);
        state.Means.CopyTo(baseline._means, 0);
        state.Variances.CopyTo(baseline._variances, 0);
        (baseline._pooled, baseline._pooledCount) = (state.Pooled, state.PooledCount);
        foreach (var count in state.Counts)
        {
            baseline.Count += count;
        }

        return baseline;
    }

    private void Learn(int slot, double gap, bool isClipped)
    {
        Count++;
        var count = ++_counts[slot];
        var weight = Math.Max(_options.Weight, 1.0 / count);
        _means[slot] += weight * gap;
        if (count == 1)
        {
            return;
        }

        // The square of a gap from a mean of n observations is too large by 1 + 1/n, and a clipped one too small by a known factor.
        var square = gap * gap / (1 + MeanError(count - 1)) / (isClipped ? _clippedVariance : 1);
        _variances[slot] += Math.Max(_options.Weight, 1.0 / (count - 1)) * (square - _variances[slot]);
        _pooledCount++;
        _pooled += Math.Max(PooledWeight, 1.0 / _pooledCount) * (square - _pooled);
    }

    private double MeanError(long count) => Math.Max(1.0 / count, _options.Weight / (2 - _options.Weight));

    private double Deviation(int slot)
    {
        var own = Math.Min(_counts[slot] - 1, 2 / _options.Weight);
        var variance = ((own * _variances[slot]) + (SharedObservations * _pooled)) / (own + SharedObservations);
        return Math.Sqrt(variance * (1 + MeanError(_counts[slot])));
    }

    private void Slot(int slot)
    {
        if ((uint)slot >= (uint)_options.Slots)
        {
            throw new ArgumentOutOfRangeException(nameof(slot), slot, $"Must be from 0 to {_options.Slots - 1}.");
        }
    }
}
