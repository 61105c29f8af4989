using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift.Detectors;

/// <summary>
/// The two-sided Page-Hinkley test: a cumulative sum against the mean of all observations since the last alarm, for streams whose normal level is not known beforehand.
/// </summary>
/// <remarks>
/// Assumes independent observations. The mean that it compares with is learnt from the same stream, so a slow drift is learnt too and not found, and no formula gives the rate of
/// false alarms. With noise of standard deviation σ, λ = h·σ with h of <see cref="Cusum.ThresholdFor"/> at slack δ/σ is near the same rate once the mean is settled; take a larger
/// one for short streams. Where the level is known use <see cref="Cusum"/>. After an alarm it forgets everything.
/// Page (1954), Biometrika 41:100; Hinkley (1971), Biometrika 58:509; the running form of Gama et al. (2014), ACM Computing Surveys 46:44.
/// <see cref="Add"/> is O(1) and allocates nothing. Not thread-safe.
/// </remarks>
public sealed class PageHinkley
{
    private const string Method = "Two-sided Page-Hinkley test";

    private readonly PageHinkleyOptions _options;
    private AlarmLog _log;
    private long _run;
    private double _mean;
    private double _upper;
    private double _lower;
    private long _upperRun;
    private long _lowerRun;

    /// <summary>A test that has seen nothing.</summary>
    /// <param name="options">Tolerance, threshold and the least number of observations.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PageHinkley(PageHinkleyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check.NotNegative(options.Tolerance, nameof(options));
        Check.Positive(options.Threshold, nameof(options));
        Check.AtLeast(options.Least, 1, nameof(options));
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
        _log.Count++;
        _run++;
        _mean += (value - _mean) / _run;
        var gap = value - _mean;
        _upper = Math.Max(0, _upper + gap - _options.Tolerance);
        _lower = Math.Max(0, _lower - gap - _options.Tolerance);
        _upperRun = _upper > 0 ? _upperRun + 1 : 0;
        _lowerRun = _lower > 0 ? _lowerRun + 1 : 0;
        if (_run < _options.Least || (_upper <= _options.Threshold && _lower <= _options.Threshold))
        {
            return false;
        }

        var rises = _upper >= _lower;
        var (sum, run) = rises ? (_upper, _upperRun) : (_lower, _lowerRun);
        var change = _options.Tolerance + (sum / run);
        _log.Ring(_log.Count - run + 1, rises ? change : -change, sum, _options.Threshold);
        (_run, _mean, _upper, _lower, _upperRun, _lowerRun) = (0, 0, 0, 0, 0, 0);
        return true;
    }

    /// <summary>Where the test stands: the larger of its two sums above their lowest points.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added yet.</exception>
    public DetectorReading Read() => Count == 0
        ? throw new InvalidOperationException("Nothing was added yet.")
        : new DetectorReading(Count, Math.Max(_upper, _lower), _options.Threshold, _log.Alarms, _log.Last, Method);

    /// <summary>The state, to go on from later.</summary>
    public PageHinkleyState Save() => new()
    {
        Options = _options,
        Log = _log.Save(),
        Run = _run,
        Mean = _mean,
        Upper = _upper,
        Lower = _lower,
        UpperRun = _upperRun,
        LowerRun = _lowerRun,
    };

    /// <summary>A test that goes on where a saved one stopped.</summary>
    /// <param name="state">What <see cref="Save"/> gave.</param>
    /// <exception cref="ArgumentException">No test can be in this state.</exception>
    public static PageHinkley Restore(PageHinkleyState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var test = new PageHinkley(state.Options) { _log = AlarmLog.Restore(state.Log, nameof(state)) };
        SavedState.Finite(nameof(state), state.Mean, state.Upper, state.Lower);
        SavedState.Require(state.Run >= 0 && state.Run <= state.Log.Count, nameof(state), "the run lies between 0 and the count");
        SavedState.Require(
            Runs(state.Upper, state.UpperRun, state.Run) && Runs(state.Lower, state.LowerRun, state.Run), nameof(state), "a sum above 0 has a run of observations, one of 0 has none");
        test._run = state.Run;
        test._mean = state.Mean;
        (test._upper, test._lower, test._upperRun, test._lowerRun) = (state.Upper, state.Lower, state.UpperRun, state.LowerRun);
        return test;
    }

    private static bool Runs(double sum, long run, long count) => sum > 0 ? run >= 1 && run <= count : sum == 0 && run == 0;
}
