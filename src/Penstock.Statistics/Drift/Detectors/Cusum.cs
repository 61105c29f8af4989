using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift.Detectors;

/// <summary>
/// The two-sided cumulative sum chart: the quickest detector of a lasting shift of a mean by a known amount, with a false-alarm rate that can be chosen.
/// </summary>
/// <remarks>
/// Assumes independent observations around a known mean with a known standard deviation; estimate both from a long quiet period, and take the daily rhythm out first with
/// <see cref="SeasonalBaseline"/>. Not for autocorrelated streams (average them in blocks first), nor where the mean is not known (<see cref="PageHinkley"/>,
/// <see cref="Adwin"/>). After an alarm both sums restart at 0, so that a shift that lasts alarms again and again.
/// Page (1954), Biometrika 41:100; sums and change point as in Montgomery (2009), "Introduction to statistical quality control", section 9.1.
/// <see cref="Add"/> is O(1) and allocates nothing. Not thread-safe.
/// </remarks>
public sealed class Cusum
{
    private const string Method = "Two-sided CUSUM";

    // Twice 0.583 = −ζ(½)/√(2π), the mean overshoot of a normal random walk.
    private const double Overshoot = 1.166;

    private readonly CusumOptions _options;
    private AlarmLog _log;
    private double _upper;
    private double _lower;
    private long _upperRun;
    private long _lowerRun;

    /// <summary>A chart that has seen nothing.</summary>
    /// <param name="options">Mean, standard deviation, slack and threshold.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public Cusum(CusumOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check.Finite(options.Target, nameof(options));
        Check.Positive(options.StandardDeviation, nameof(options));
        Check.Positive(options.Slack, nameof(options));
        Check.Positive(options.Threshold, nameof(options));
        _options = options;
    }

    /// <summary>The observations so far.</summary>
    public long Count => _log.Count;

    /// <summary>Takes one observation.</summary>
    /// <param name="value">The observation; finite.</param>
    /// <returns>True if this observation raised an alarm; <see cref="Read"/> says which.</returns>
    /// <exception cref="ArgumentException">The value is NaN or infinite.</exception>
    public bool Add(double value)
    {
        Check.Finite(value);
        var z = (value - _options.Target) / _options.StandardDeviation;
        _log.Count++;
        _upper = Math.Max(0, _upper + z - _options.Slack);
        _lower = Math.Max(0, _lower - z - _options.Slack);
        _upperRun = _upper > 0 ? _upperRun + 1 : 0;
        _lowerRun = _lower > 0 ? _lowerRun + 1 : 0;
        if (_upper <= _options.Threshold && _lower <= _options.Threshold)
        {
            return false;
        }

        var rises = _upper >= _lower;
        var (sum, run) = rises ? (_upper, _upperRun) : (_lower, _lowerRun);
        var change = (_options.Slack + (sum / run)) * _options.StandardDeviation;
        _log.Ring(_log.Count - run + 1, rises ? change : -change, sum, _options.Threshold);
        (_upper, _lower, _upperRun, _lowerRun) = (0, 0, 0, 0);
        return true;
    }

    /// <summary>Where the chart stands: the larger of its two sums, in standard deviations.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added yet.</exception>
    public DetectorReading Read() => Count == 0
        ? throw new InvalidOperationException("Nothing was added yet.")
        : new DetectorReading(Count, Math.Max(_upper, _lower), _options.Threshold, _log.Alarms, _log.Last, Method);

    /// <summary>The state, to go on from later.</summary>
    public CusumState Save() => new()
    {
        Options = _options,
        Log = _log.Save(),
        Upper = _upper,
        Lower = _lower,
        UpperRun = _upperRun,
        LowerRun = _lowerRun,
    };

    /// <summary>A chart that goes on where a saved one stopped.</summary>
    /// <param name="state">What <see cref="Save"/> gave.</param>
    /// <exception cref="ArgumentException">No chart can be in this state.</exception>
    public static Cusum Restore(CusumState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var chart = new Cusum(state.Options) { _log = AlarmLog.Restore(state.Log, nameof(state)) };
        SavedState.Finite(nameof(state), state.Upper, state.Lower);
        SavedState.Require(
            Math.Min(state.Upper, state.Lower) >= 0 && Math.Max(state.Upper, state.Lower) <= state.Options.Threshold, nameof(state), "sums lie between 0 and the threshold");
        SavedState.Require(
            Runs(state.Upper, state.UpperRun, state.Log.Count) && Runs(state.Lower, state.LowerRun, state.Log.Count), nameof(state), "a sum above 0 has a run of observations, one of 0 has none");
        (chart._upper, chart._lower, chart._upperRun, chart._lowerRun) = (state.Upper, state.Lower, state.UpperRun, state.LowerRun);
        return chart;
    }

    /// <summary>How many observations pass on average until an alarm, by Siegmund's approximation (within a few percent).</summary>
    /// <param name="shift">The true shift of the mean in standard deviations; 0 for the time between false alarms.</param>
    /// <param name="slack">The slack k in standard deviations, above 0.</param>
    /// <param name="threshold">The threshold h in standard deviations, above 0.</param>
    /// <exception cref="ArgumentException">An argument is not finite or not above 0.</exception>
    /// <remarks>Siegmund (1985), "Sequential analysis": both sides combine as 1/L = 1/L⁺ + 1/L⁻. For independent normal observations.</remarks>
    public static double AverageRunLength(double shift, double slack, double threshold)
    {
        Check.Finite(shift);
        Check.Positive(slack);
        Check.Positive(threshold);
        return 1 / ((1 / OneSided(shift - slack, threshold)) + (1 / OneSided(-shift - slack, threshold)));
    }

    /// <summary>The threshold h whose average run length without any shift is the given one.</summary>
    /// <param name="averageRunLength">Observations between false alarms, 10 to 1e15: 10,000 for one in a week of a value a minute.</param>
    /// <param name="slack">The slack k in standard deviations, above 0 and at most 3.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static double ThresholdFor(double averageRunLength, double slack = 0.5)
    {
        if (!(averageRunLength is >= 10 and <= 1e15))
        {
            throw new ArgumentOutOfRangeException(nameof(averageRunLength), averageRunLength, "Must be from 10 to 1e15 observations.");
        }

        if (!(slack is > 0 and <= 3))
        {
            throw new ArgumentOutOfRangeException(nameof(slack), slack, "Must be above 0 and at most 3 standard deviations.");
        }

        var high = 1.0;
        while (AverageRunLength(0, slack, high) < averageRunLength)
        {
            high *= 2;
        }

        return Root.Between(1e-9, high, threshold => AverageRunLength(0, slack, threshold) - averageRunLength);
    }

    private static bool Runs(double sum, long run, long count) => sum > 0 ? run >= 1 && run <= count : run == 0;

    private static double OneSided(double drift, double threshold)
    {
        var height = threshold + Overshoot;
        var scaled = 2 * drift * height;

        // Near a drift of 0 both terms cancel; the series is height² · (1 − scaled/3 + …).
        return Math.Abs(scaled) < 1e-5
            ? height * height * (1 - (scaled / 3))
            : (Precise.ExpMinusOne(-scaled) + scaled) / (2 * drift * drift);
    }
}
