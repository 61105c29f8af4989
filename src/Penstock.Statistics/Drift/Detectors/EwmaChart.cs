using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift.Detectors;

/// <summary>
/// The control chart of the exponentially weighted moving average: finds small lasting shifts of a mean nearly as quickly as a <see cref="Cusum"/>, bears observations that are not
/// normal well at small weights, and its average is fit to be drawn.
/// </summary>
/// <remarks>
/// Assumes independent observations around a known mean with a known standard deviation; take the daily rhythm out first with <see cref="SeasonalBaseline"/>. Not for autocorrelated
/// streams. Limits start narrow and widen to their final value. After an alarm the average restarts at the target.
/// Roberts (1959), Technometrics 1:239; Lucas and Saccucci (1990), Technometrics 32:1. <see cref="Add"/> is O(1) and allocates nothing. Not thread-safe.
/// </remarks>
public sealed class EwmaChart
{
    private const string Method = "EWMA control chart";

    private readonly EwmaChartOptions _options;
    private AlarmLog _log;
    private double _average;
    private double _fading = 1;
    private long _run;

    /// <summary>A chart that has seen nothing.</summary>
    /// <param name="options">Mean, standard deviation, weight and width.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public EwmaChart(EwmaChartOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check.Finite(options.Target, nameof(options));
        Check.Positive(options.StandardDeviation, nameof(options));
        Check.Positive(options.Width, nameof(options));
        EwmaRunLength.Weight(options.Weight);
        _options = options;
    }

    /// <summary>The observations so far.</summary>
    public long Count => _log.Count;

    private double Limit => _options.Width * Math.Sqrt(_options.Weight / (2 - _options.Weight) * (1 - _fading));

    /// <summary>Takes one observation.</summary>
    /// <param name="value">The observation; finite.</param>
    /// <returns>True if this observation raised an alarm; <see cref="Read"/> says which.</returns>
    /// <exception cref="ArgumentException">The value is NaN or infinite.</exception>
    public bool Add(double value)
    {
        Check.Finite(value);
        var z = (value - _options.Target) / _options.StandardDeviation;
        var next = _average + (_options.Weight * (z - _average));
        _log.Count++;
        _run = next * _average > 0 ? _run + 1 : 1;
        _average = next;
        _fading *= (1 - _options.Weight) * (1 - _options.Weight);
        var limit = Limit;
        if (Math.Abs(next) <= limit)
        {
            return false;
        }

        // An average that has run since the change has covered this share of the way.
        var covered = 1 - Math.Pow(1 - _options.Weight, _run);
        _log.Ring(_log.Count - _run + 1, next / covered * _options.StandardDeviation, Math.Abs(next), limit);
        (_average, _fading, _run) = (0, 1, 0);
        return true;
    }

    /// <summary>Where the chart stands: the distance of the average from the target, and its limit, in standard deviations of an observation.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added yet.</exception>
    public DetectorReading Read() => Count == 0
        ? throw new InvalidOperationException("Nothing was added yet.")
        : new DetectorReading(Count, Math.Abs(_average), Limit, _log.Alarms, _log.Last, Method);

    /// <summary>The state, to go on from later.</summary>
    public EwmaChartState Save() => new() { Options = _options, Log = _log.Save(), Average = _average, Fading = _fading, Run = _run };

    /// <summary>A chart that goes on where a saved one stopped.</summary>
    /// <param name="state">What <see cref="Save"/> gave.</param>
    /// <exception cref="ArgumentException">No chart can be in this state.</exception>
    public static EwmaChart Restore(EwmaChartState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var chart = new EwmaChart(state.Options) { _log = AlarmLog.Restore(state.Log, nameof(state)) };
        SavedState.Finite(nameof(state), state.Average, state.Fading);
        SavedState.Require(state.Fading is >= 0 and <= 1, nameof(state), "what is still to come of the variance lies between 0 and 1");
        SavedState.Require(state.Run >= 0 && state.Run <= state.Log.Count, nameof(state), "the run lies between 0 and the count");
        (chart._average, chart._fading, chart._run) = (state.Average, state.Fading, state.Run);
        SavedState.Require(Math.Abs(state.Average) <= chart.Limit, nameof(state), "the average lies within its limits");
        return chart;
    }

    /// <summary>How many observations pass on average until an alarm, from a chart with its final limits.</summary>
    /// <param name="shift">The true shift of the mean in standard deviations; 0 for the time between false alarms.</param>
    /// <param name="weight">The weight λ, at least 0.01 and at most 1.</param>
    /// <param name="width">The width L of the limits, above 0 and at most 6: beyond, the chance of an alarm drowns in rounding.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    /// <remarks>
    /// The integral equation of Crowder (1987), Technometrics 29:401, solved by Gauss-Legendre quadrature. For independent normal observations. Limits that start narrow, as here,
    /// shorten the run a little. O(n³) with 100 nodes, or more at weights below 0.06: some milliseconds.
    /// </remarks>
    public static double AverageRunLength(double shift, double weight, double width)
    {
        Check.Finite(shift);
        EwmaRunLength.Weight(weight);
        EwmaRunLength.Width(width);
        return EwmaRunLength.Of(shift, weight, width);
    }

    /// <summary>The width L whose average run length without any shift is the given one. Some hundred milliseconds: ask once.</summary>
    /// <param name="averageRunLength">Observations between false alarms, 10 to 1,000,000.</param>
    /// <param name="weight">The weight λ, at least 0.01 and at most 1.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static double WidthFor(double averageRunLength, double weight = 0.1)
    {
        EwmaRunLength.Weight(weight);
        if (!(averageRunLength is >= 10 and <= 1_000_000))
        {
            throw new ArgumentOutOfRangeException(nameof(averageRunLength), averageRunLength, "Must be from 10 to 1,000,000 observations.");
        }

        return Root.Between(0.05, 6, width => Math.Log(EwmaRunLength.Of(0, weight, width) / averageRunLength));
    }
}
