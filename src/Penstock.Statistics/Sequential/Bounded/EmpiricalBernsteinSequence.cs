using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Sequential.Bounded;

/// <summary>
/// Follows the mean of values in a known range (scores, pass or fail, clipped costs) with an interval that is valid from the first
/// observation on, whatever the distribution, and may be read and acted on after each.
/// </summary>
/// <remarks>
/// <para>
/// Waudby-Smith and Ramdas (2024), Estimating means of bounded random variables by betting, JRSS B 86:1, Theorem 2, with λ at most ½; the
/// intersection of all intervals so far is kept, which the theorem allows. Adding is O(1) and allocates nothing. Not thread-safe.
/// </para>
/// <para>
/// Assumes that every observation has the same mean given those before it; nothing else, not even independence. If the mean drifts, the
/// intersection may become empty: <see cref="IsContradicted"/> then says so. Do not use it where values have no firm bound (a clipped cost
/// has the mean of the clipped cost), or where the range is far wider than the spread: rare binary outcomes take a betting or
/// beta-binomial sequence, which needs fewer observations.
/// </para>
/// <para>
/// There is no merging: each weight λ rests on what came before, and two streams have no common order. Where streams run side by side,
/// feed one sequence.
/// </para>
/// </remarks>
public sealed class EmpiricalBernsteinSequence
{
    private const double LargestWeight = 0.5;

    private readonly BoundedOptions _options;
    private readonly double _low;
    private readonly double _perRange;
    private readonly double _log;
    private double _sum;
    private double _squares;
    private double _weights;
    private double _weightedSum;
    private double _penalty;
    private double _lower;
    private double _upper = 1;

    /// <summary>A sequence that has seen nothing.</summary>
    /// <param name="options">Range, level and direction; null for 0 … 1, 0.95 and two-sided.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public EmpiricalBernsteinSequence(BoundedOptions? options = null)
    {
        _options = (options ?? BoundedOptions.Default).Checked();
        _low = _options.Low;
        _perRange = 1 / (_options.High - _low);
        _log = Math.Log((_options.Alternative == Alternative.TwoSided ? 2 : 1) / (1 - _options.Level));
    }

    /// <summary>How many observations were added.</summary>
    public long Count { get; private set; }

    /// <summary>
    /// Whether an interval has appeared that has nothing in common with an earlier one. If all observations have the same mean, that
    /// happens with a chance of at most 1 − level; otherwise the mean has moved: start afresh. The last common interval is kept.
    /// </summary>
    public bool IsContradicted { get; private set; }

    /// <summary>Adds an observation.</summary>
    /// <param name="value">The observation, within the range.</param>
    /// <exception cref="ArgumentOutOfRangeException">The observation is NaN or lies outside the range.</exception>
    public void Add(double value)
    {
        if (!(value >= _low && value <= _options.High))
        {
            Refuse(value);
        }

        var x = Math.Clamp((value - _low) * _perRange, 0, 1);
        var time = Count + 1d;
        var weight = Math.Min(Math.Sqrt(2 * _log / ((0.25 + _squares) * Math.Log(1 + time))), LargestWeight);
        var before = (0.5 + _sum) / time;
        _sum += x;
        Count++;
        var distance = x - ((0.5 + _sum) / (time + 1));
        _squares += distance * distance;
        _weights += weight;
        _weightedSum += weight * x;
        _penalty += (x - before) * (x - before) * (-Math.Log(1 - weight) - weight);
        Intersect();
    }

    /// <summary>The mean of all observations and the intersection of the intervals so far.</summary>
    /// <returns>
    /// The estimate, its value moved into the interval where it lies outside. The interval is the whole range while too little is known.
    /// </returns>
    /// <exception cref="InvalidOperationException">Nothing was added yet.</exception>
    public Estimate Read()
    {
        ThrowIfEmpty();
        var interval = new Interval(ToUnit(_lower), ToUnit(_upper));
        var mean = Math.Clamp(ToUnit(_sum / Count), interval.Lower, interval.Upper);
        return new Estimate(mean, interval, _options.Level, Count, EmpiricalBernstein.Method);
    }

    /// <summary>The evidence now against a mean (against one of at most this for <see cref="Alternative.Greater"/>, of at least this for <see cref="Alternative.Less"/>).</summary>
    /// <param name="nullValue">The mean to test, within the range.</param>
    /// <returns>
    /// The always-valid p-value min(1, 1/e) of this look, with the natural logarithm of the e-value as statistic. Two-sided, e is the mean
    /// of the e-values of both directions.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The mean to test is outside the range.</exception>
    /// <exception cref="InvalidOperationException">Nothing was added yet.</exception>
    public TestResult Test(double nullValue)
    {
        ThrowIfEmpty();
        if (!(nullValue >= _low && nullValue <= _options.High))
        {
            throw new ArgumentOutOfRangeException(
                nameof(nullValue), nullValue, $"Must be within the range of the values, {_low} to {_options.High}.");
        }

        var gain = _weightedSum - (_weights * (nullValue - _low) * _perRange);
        var evidence = _options.Alternative switch
        {
            Alternative.Greater => gain - _penalty,
            Alternative.Less => -gain - _penalty,
            Alternative.TwoSided => Math.Abs(gain) - _penalty + Math.Log((1 + Math.Exp(-2 * Math.Abs(gain))) / 2),
        };
        return new TestResult(MixtureBoundary.PValue(evidence), evidence, Count, EmpiricalBernstein.Method) { Effect = Read() };
    }

    /// <summary>The state, to go on from later.</summary>
    public EmpiricalBernsteinState Save() => new(
        Count, _sum, _squares, _weights, _weightedSum, _penalty, _lower, _upper, IsContradicted, _options);

    /// <summary>A sequence that goes on from a saved state.</summary>
    /// <param name="state">What <see cref="Save"/> returned.</param>
    /// <exception cref="ArgumentNullException">There is no state.</exception>
    /// <exception cref="ArgumentException">No observations lead to such a state, or an option is out of range.</exception>
    public static EmpiricalBernsteinSequence Restore(EmpiricalBernsteinState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(state.Options);
        if (!IsPossible(state))
        {
            throw new ArgumentException($"No observations within the range lead to the state {state}.", nameof(state));
        }

        return new EmpiricalBernsteinSequence(state.Options)
        {
            Count = state.Count,
            _sum = state.Sum,
            _squares = state.SquaredDistances,
            _weights = state.Weights,
            _weightedSum = state.WeightedSum,
            _penalty = state.Penalty,
            _lower = state.Lower,
            _upper = state.Upper,
            IsContradicted = state.IsContradicted,
        };
    }

    private static bool IsPossible(EmpiricalBernsteinState state)
    {
        var slack = 1 + 1e-9;
        var sums = state.Count is >= 0 and <= Check.MostCount && state.Sum >= 0 && state.Sum <= state.Count * slack
            && state.SquaredDistances >= 0 && state.SquaredDistances <= state.Count * slack;
        var weights = state.Weights >= 0 && state.Weights <= state.Count * LargestWeight * slack
            && state.WeightedSum >= 0 && state.WeightedSum <= state.Weights * slack
            && state.Penalty >= 0 && state.Penalty <= state.Count;
        var bounds = state.Lower >= 0 && state.Lower <= state.Upper && state.Upper <= 1;
        var fresh = state is { Weights: 0, Penalty: 0, Lower: 0, Upper: 1, IsContradicted: false };
        return sums && weights && bounds && (state.Count == 0 ? fresh : state.Weights > 1e-9);
    }

    private void Intersect()
    {
        var perWeight = 1 / _weights;
        var (centre, half) = (_weightedSum * perWeight, (_log + _penalty) * perWeight);
        var lower = _options.Alternative == Alternative.Less ? _lower : Math.Max(_lower, centre - half);
        var upper = _options.Alternative == Alternative.Greater ? _upper : Math.Min(_upper, centre + half);
        if (lower > upper)
        {
            IsContradicted = true;
            return;
        }

        (_lower, _upper) = (lower, upper);
    }

    private double ToUnit(double share) => share == 1 ? _options.High : _low + (share * (_options.High - _low));

    private void ThrowIfEmpty()
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("Nothing was added yet: there is no mean to read.");
        }
    }

    private void Refuse(double value) => throw new ArgumentOutOfRangeException(
        nameof(value), value, $"Must be within the range of the values, {_low} to {_options.High}.");
}
