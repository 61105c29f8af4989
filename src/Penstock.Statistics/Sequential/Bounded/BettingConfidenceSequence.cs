using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Penstock.Statistics.Numerics;
using Penstock.Statistics.Sequential.Counts;

namespace Penstock.Statistics.Sequential.Bounded;

/// <summary>
/// The mean of observations that lie between two known bounds, with an interval that holds at every look at once: watch it after each
/// observation, stop when you like.
/// </summary>
/// <remarks>
/// <para>Assumes only that each observation lies in [low, high] and has, given those before it, the same mean: no distribution, no variance,
/// no minimal count. Right from the first observation, so use it where the asymptotic sequence is not to be trusted yet: few observations,
/// rare failures, scores that sit at an end.</para>
/// <para>Do not use it for latency or cost, which nothing bounds (clipping changes what is estimated; the quantile sequence does not need it),
/// nor where the mean drifts, nor for observations that come in clusters: add one mean per cluster instead. For plain successes and failures
/// <see cref="BinomialConfidenceSequence"/> is cheaper to read. Where the spread is small against high − low and there are fewer
/// than some thousand observations, the interval is several times as wide as that of t.</para>
/// <para>The e-process is a capital from betting (Waudby-Smith and Ramdas 2024, JRSSB 86:1, section 4; Orabona and Jun 2024, IEEE Trans. Inf.
/// Theory 70:436) for a fixed mixture of bets, hedged as max(½K⁺, ½K⁻). As the bets do not look back, observations enter only through
/// their values: each is spread linearly over the two nearest of 707 fixed points. The logarithm of a factor is concave in the observation, so
/// the spread one is never above the true one: the interval stays valid and is wider by well under 1 %. Values 0 and 1 are exact.</para>
/// <para><see cref="Add"/> is O(1) and allocates nothing. Memory 6 kB. One evaluation costs 18 logarithms per occupied point, a
/// <see cref="Read"/> some 30 of them. Not thread-safe: keep one a thread and merge.</para>
/// </remarks>
public sealed class BettingConfidenceSequence
{
    /// <summary>The name of the method.</summary>
    public const string Method = "Betting confidence sequence (hedged capital)";

    private readonly double _low;
    private readonly double _width;
    private readonly double[] _weights = new double[BettingGrid.Nodes];

    /// <summary>A sequence without observations.</summary>
    /// <param name="low">The smallest value an observation can have, in its unit.</param>
    /// <param name="high">The largest value an observation can have.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not finite, or the larger is not above the smaller by a finite amount.</exception>
    public BettingConfidenceSequence(double low = 0, double high = 1)
    {
        Check.Finite(low);
        Check.Finite(high);
        Check.Positive(high - low, nameof(high));
        (_low, High, _width) = (low, high, high - low);
    }

    /// <summary>The smallest value an observation can have.</summary>
    public double Low => _low;

    /// <summary>The largest value an observation can have.</summary>
    public double High { get; }

    /// <summary>How many observations were added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds an observation.</summary>
    /// <param name="value">The observation, from <see cref="Low"/> to <see cref="High"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The observation is NaN or outside the bounds.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        if (!(value >= _low && value <= High))
        {
            Refuse(value);
        }

        var (node, next, share) = BettingGrid.Locate((value - _low) / _width);
        _weights[node] += 1 - share;
        _weights[next] += share;
        Count++;
    }

    /// <summary>The mean with its always-valid interval.</summary>
    /// <param name="level">The confidence, above 0 and below 1: the chance that the interval holds the mean at all looks together.</param>
    /// <param name="side">Two bounds; or a lower one alone (<see cref="Alternative.Greater"/>); or an upper one alone (<see cref="Alternative.Less"/>).</param>
    /// <returns>The mean of the observations and the interval, which lies within the bounds of the values.</returns>
    /// <exception cref="InvalidOperationException">There is no observation yet.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or there is no such side.</exception>
    public Estimate Read(double level = 0.95, Alternative side = Alternative.TwoSided)
    {
        Check.Level(level);
        Check.Defined(side);
        if (Count == 0)
        {
            throw new InvalidOperationException("There is no observation yet.");
        }

        var threshold = -Math.Log(side == Alternative.TwoSided ? (1 - level) / 2 : 1 - level);
        var lower = side == Alternative.Less ? 0 : Wealth(Alternative.Greater).Bound(threshold);
        var upper = side == Alternative.Greater ? 1 : 1 - Wealth(Alternative.Less).Bound(threshold);
        var mean = Math.Clamp(Mean(), lower, upper);
        return new Estimate(Value(mean), new Interval(Value(lower), Value(upper)), level, Count, Method);
    }

    /// <summary>The evidence against a given mean. One evaluation, so use it where one value is in question.</summary>
    /// <param name="mean">The mean of the hypothesis, from <see cref="Low"/> to <see cref="High"/>.</param>
    /// <param name="alternative">
    /// <see cref="Alternative.Greater"/> tests "the mean is at most this", <see cref="Alternative.Less"/> "at least this", and
    /// <see cref="Alternative.TwoSided"/> "exactly this", in agreement with <see cref="Read"/>.
    /// </param>
    /// <returns>
    /// The p-value min(1, 1/e) of this look, valid at every look at once, with the natural logarithm of the e-value
    /// as statistic: 1 and 0 before the first observation.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The mean is outside the bounds of the values, or there is no such alternative.</exception>
    public TestResult Test(double mean, Alternative alternative = Alternative.TwoSided)
    {
        Check.Defined(alternative);
        if (!(mean >= _low && mean <= High))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, $"Must be from {_low} to {High}.");
        }

        var m = (mean - _low) / _width;
        var log = Count == 0 ? 0 : alternative switch
        {
            Alternative.Greater => Wealth(Alternative.Greater).Log(m),
            Alternative.Less => Wealth(Alternative.Less).Log(1 - m),
            Alternative.TwoSided => Math.Max(Wealth(Alternative.Greater).Log(m), Wealth(Alternative.Less).Log(1 - m)) - Math.Log(2),
        };
        return EProcess.Result(log, Count, Method);
    }

    /// <summary>Whether a mean is excluded: the same answer as asking whether it lies outside the interval, at a thirtieth of the cost.</summary>
    /// <param name="mean">The mean in question, from <see cref="Low"/> to <see cref="High"/>.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <param name="alternative">As for <see cref="Test"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is outside the bounds of the values, or the level is not between 0 and 1.</exception>
    public bool Excludes(double mean, double level = 0.95, Alternative alternative = Alternative.TwoSided)
    {
        Check.Level(level);
        if (alternative != Alternative.TwoSided || Count == 0)
        {
            return EProcess.Rejects(Test(mean, alternative), level);
        }

        // Bets that the mean lies further out than it does have lost, so the other direction decides: at half the error, as two may win.
        var side = mean < Value(Mean()) ? Alternative.Greater : Alternative.Less;
        return EProcess.Rejects(Test(mean, side), (1 + level) / 2);
    }

    /// <summary>Adds all observations of another sequence, as if they had been added here.</summary>
    /// <param name="other">The other sequence, with the same bounds; it does not change.</param>
    /// <exception cref="ArgumentNullException">There is no other sequence.</exception>
    /// <exception cref="ArgumentException">The other sequence has other bounds.</exception>
    public void Merge(BettingConfidenceSequence other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._low != _low || other.High != High)
        {
            throw new ArgumentException($"Has values from {other._low} to {other.High}, not from {_low} to {High}.", nameof(other));
        }

        for (var node = 0; node < _weights.Length; node++)
        {
            _weights[node] += other._weights[node];
        }

        Count += other.Count;
    }

    /// <summary>The state, to go on from later.</summary>
    public BettingState Save()
    {
        var nodes = Occupied();
        return new BettingState(_low, High, Count, nodes, Array.ConvertAll(nodes, node => _weights[node]));
    }

    /// <summary>A sequence that goes on from a saved state.</summary>
    /// <param name="state">What <see cref="Save"/> returned.</param>
    /// <exception cref="ArgumentNullException">There is no state.</exception>
    /// <exception cref="ArgumentException">No observations lead to such a state.</exception>
    public static BettingConfidenceSequence Restore(BettingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!(double.IsFinite(state.Low) && double.IsFinite(state.High) && state.High - state.Low > 0 && double.IsFinite(state.High - state.Low)))
        {
            throw new ArgumentException($"No observations lie from {state.Low} to {state.High}.", nameof(state));
        }

        var restored = new BettingConfidenceSequence(state.Low, state.High) { Count = state.Count };
        if (!restored.TryTake(state))
        {
            throw new ArgumentException($"No {state.Count} observations have these nodes and weights.", nameof(state));
        }

        return restored;
    }

    private bool TryTake(BettingState state)
    {
        if (state.Count is < 0 or > Check.MostCount || state.Nodes is null || state.Weights is null || state.Nodes.Length != state.Weights.Length)
        {
            return false;
        }

        var total = 0.0;
        for (var at = 0; at < state.Nodes.Length; at++)
        {
            var (node, weight) = (state.Nodes[at], state.Weights[at]);
            var ascends = node >= 0 && node < BettingGrid.Nodes && (at == 0 || node > state.Nodes[at - 1]);
            if (!ascends || !(weight > 0 && double.IsFinite(weight)))
            {
                return false;
            }

            _weights[node] = weight;
            total += weight;
        }

        return Math.Abs(total - state.Count) <= 1e-9 * state.Count;
    }

    private int[] Occupied()
    {
        var nodes = new List<int>();
        ReadOnlySpan<double> weights = _weights;
        for (var from = 0; weights[from..].IndexOfAnyExcept(0d) is >= 0 and var skipped; from = nodes[^1] + 1)
        {
            nodes.Add(from + skipped);
        }

        return [.. nodes];
    }

    // The wealth of the other direction is that of the mirrored values, and the grid is its own mirror image.
    private BettingWealth Wealth(Alternative side)
    {
        var nodes = Occupied();
        var (values, weights) = (new double[nodes.Length], new double[nodes.Length]);
        for (var at = 0; at < nodes.Length; at++)
        {
            values[at] = BettingGrid.Values[side == Alternative.Less ? BettingGrid.Nodes - 1 - nodes[at] : nodes[at]];
            weights[at] = _weights[nodes[at]];
        }

        return new BettingWealth(values, weights, Count);
    }

    private double Mean() => TensorPrimitives.Dot<double>(_weights, BettingGrid.Values) / Count;

    private double Value(double share) => share >= 1 ? High : _low + (share * _width);

    private void Refuse(double value) => throw new ArgumentOutOfRangeException(
        nameof(value), value, $"Must be from {_low} to {High}, the bounds of this sequence.");
}
