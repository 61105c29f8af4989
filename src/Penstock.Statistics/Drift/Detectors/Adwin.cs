using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Drift.Detectors;

/// <summary>
/// The adaptive window: keeps as much of the recent past as has one mean and drops the rest as soon as it differs. Needs no target, no threshold and no guess of the size of a change.
/// </summary>
/// <remarks>
/// <para>
/// Assumes independent observations in a known range. While the mean stays, the chance that a check drops anything is about δ at most, in practice far less: with δ = 0.002, 4 of
/// 10,000 simulated streams of 10,000 uniform values raised an alarm. The price is speed: a change by Δ takes at least about 2·ln(2·ln n/δ)·σ²/Δ² observations, several hundred for a pass rate
/// that falls from 0.9 to 0.8, and far more for rare outcomes: for an error rate near 0.1 % use an error budget. Seasons are changes: take them out first with <see cref="SeasonalBaseline"/>.
/// </para>
/// <para>
/// Bifet and Gavaldà (2007), "Learning from time-changing data with adaptive windowing", SIAM International Conference on Data Mining: the cut that knows the variance, with
/// δ' = δ/ln n, and the exponential histogram (ADWIN2). <see cref="Add"/> is O(log n) at each check, allocates nothing and takes some ten nanoseconds on average. Not thread-safe.
/// </para>
/// </remarks>
public sealed class Adwin
{
    private const string Method = "ADWIN adaptive windowing";

    // Neither part of a cut may be smaller: the bound says nothing of a handful of observations.
    private const int LeastPart = 5;

    private readonly AdwinOptions _options;
    private readonly BucketWindow _window = new();
    private AlarmLog _log;
    private double _nearest;

    /// <summary>A detector that has seen nothing.</summary>
    /// <param name="options">The chance of a false alarm, the range and the clock.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public Adwin(AdwinOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check.Level(options.Delta, nameof(options));
        Check.Positive(options.Range, nameof(options));
        if (options.Clock is < 1 or > 10_000)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Clock, "The clock must be from 1 to 10,000 observations.");
        }

        _options = options;
    }

    /// <summary>The observations so far.</summary>
    public long Count => _log.Count;

    /// <summary>The observations in the window: those since the last change, as far as can be told.</summary>
    public long Width => _window.Width;

    /// <summary>The mean of the window.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added yet.</exception>
    public double Mean => Count == 0 ? throw new InvalidOperationException("Nothing was added yet.") : _window.Mean;

    /// <summary>Takes one observation.</summary>
    /// <param name="value">The observation; finite.</param>
    /// <returns>True if the window was cut after this observation; <see cref="Read"/> says where.</returns>
    /// <exception cref="ArgumentException">The value is NaN or infinite.</exception>
    public bool Add(double value)
    {
        Check.Finite(value);
        _window.Add(value);
        _log.Count++;
        return _log.Count % _options.Clock == 0 && _window.Width > 2 * LeastPart && Shrink();
    }

    /// <summary>Where the detector stands: the largest difference of two parts of the window at the last check, as a share of what is an alarm.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added yet.</exception>
    public DetectorReading Read() => Count == 0
        ? throw new InvalidOperationException("Nothing was added yet.")
        : new DetectorReading(Count, _nearest, 1, _log.Alarms, _log.Last, Method);

    /// <summary>The state, to go on from later.</summary>
    public AdwinState Save()
    {
        var sizes = _window.Largest + 1;
        var (buckets, totals, squares) = (new int[sizes], new List<double>(), new List<double>());
        for (var size = 0; size < sizes; size++)
        {
            buckets[size] = _window.Buckets(size);
            for (var bucket = 0; bucket < buckets[size]; bucket++)
            {
                totals.Add(_window.TotalOf(size, bucket));
                squares.Add(_window.SquareOf(size, bucket));
            }
        }

        return new AdwinState
        {
            Options = _options,
            Log = _log.Save(),
            Buckets = buckets,
            Totals = [.. totals],
            Squares = [.. squares],
            Total = _window.Total,
            Square = _window.Square,
            Nearest = _nearest,
        };
    }

    /// <summary>A detector that goes on where a saved one stopped.</summary>
    /// <param name="state">What <see cref="Save"/> gave.</param>
    /// <exception cref="ArgumentException">No detector can be in this state.</exception>
    public static Adwin Restore(AdwinState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(state.Buckets);
        ArgumentNullException.ThrowIfNull(state.Totals);
        ArgumentNullException.ThrowIfNull(state.Squares);
        const string name = nameof(state);
        var detector = new Adwin(state.Options) { _log = AlarmLog.Restore(state.Log, name), _nearest = state.Nearest };
        SavedState.Require(state.Buckets.Length < BucketWindow.Sizes, name, "there are no buckets of that size");
        SavedState.Finite(name, [.. state.Totals, .. state.Squares, state.Total, state.Square, state.Nearest]);
        var (at, width) = (0, 0L);
        for (var size = 0; size < state.Buckets.Length; size++)
        {
            SavedState.Require(state.Buckets[size] is >= 0 and <= BucketWindow.PerSize, name, "there are at most five buckets of a size");
            for (var bucket = 0; bucket < state.Buckets[size]; bucket++, at++)
            {
                SavedState.Require(at < state.Totals.Length && at < state.Squares.Length, name, "every bucket has a sum and a sum of squares");
                detector._window.Place(size, state.Totals[at], state.Squares[at]);
                width += 1L << size;
            }
        }

        SavedState.Require(at == state.Totals.Length && at == state.Squares.Length, name, "every sum has a bucket");
        SavedState.Require(state.Square >= 0 && Array.TrueForAll(state.Squares, square => square >= 0), name, "sums of squares are not negative");
        SavedState.Require(width <= state.Log.Count && (width > 0 || state.Log.Count == 0), name, "the window holds observations that were counted");
        detector._window.SetWidth(width);
        (detector._window.Total, detector._window.Square) = (state.Total, state.Square);
        return detector;
    }

    private bool Shrink()
    {
        var cut = Strongest();
        if (_nearest <= 1)
        {
            return false;
        }

        // The window gives up its oldest part only as far as it must; the alarm tells of the strongest cut, which is nearer to the change.
        var (older, newer) = (cut.Sum / cut.Count, (_window.Total - cut.Sum) / (_window.Width - cut.Count));
        _log.Ring(_log.Count - _window.Width + (long)cut.Count + 1, newer - older, _nearest, 1);
        while (_nearest > 1)
        {
            _window.DropOldest();
            Strongest();
        }

        return true;
    }

    // Everything up to each bucket against everything after it. Means, harmonic mean and bound are multiplied by both counts, which saves four
    // divisions a bucket.
    private (double Count, double Sum) Strongest()
    {
        double width = _window.Width;
        var log = Math.Log(2 * Math.Log(width) / _options.Delta);
        var spread = 2 * log * _window.Square;
        var reach = 2.0 / 3 * log * _options.Range * width;
        var (count, sum, total) = (0.0, 0.0, _window.Total);
        var strongest = (0.0, 0.0);
        _nearest = 0;
        for (var size = _window.Largest; size >= 0; size--)
        {
            var step = (double)(1L << size);
            for (var bucket = 0; bucket < _window.Buckets(size); bucket++)
            {
                count += step;
                sum += _window.TotalOf(size, bucket);
                var rest = width - count;
                if (rest < LeastPart)
                {
                    return strongest;
                }

                var nearness = Math.Abs((sum * width) - (total * count)) / (Math.Sqrt(spread * count * rest) + reach);
                if (nearness > _nearest && count >= LeastPart)
                {
                    (_nearest, strongest) = (nearness, (count, sum));
                }
            }
        }

        return strongest;
    }
}
