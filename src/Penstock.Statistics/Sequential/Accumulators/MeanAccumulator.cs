using System.Runtime.CompilerServices;

using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Sequential.Accumulators;

/// <summary>Running mean and variance of a stream, in constant memory.</summary>
/// <remarks>
/// Welford (1962), Technometrics 4:419, for one observation; Chan, Golub and LeVeque (1983), The American Statistician 37:242, for
/// merging. Keeps its digits where the sum of squares would lose them. Each operation is O(1) and allocates nothing, but for
/// <see cref="Save"/> and <see cref="Restore"/>. Not thread-safe: keep one a thread and merge.
/// </remarks>
public sealed class MeanAccumulator
{
    private const double Largest = 1e140;

    private double _mean;
    private double _squares;

    /// <summary>How many observations were added.</summary>
    public long Count { get; private set; }

    /// <summary>The mean so far, in the unit of the observations; 0 before the first.</summary>
    public double Mean => _mean;

    /// <summary>The sum of squared distances from the mean, in the squared unit of the observations.</summary>
    public double SquaredDeviations => _squares;

    /// <summary>The unbiased variance (divisor n − 1), in the squared unit of the observations; 0 below two observations.</summary>
    public double Variance => Count < 2 ? 0 : _squares / (Count - 1);

    /// <summary>Adds an observation.</summary>
    /// <param name="value">The observation, finite and of a magnitude of at most 1e140, so that its square can be summed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The observation is NaN, infinite or too large.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        if (!(Math.Abs(value) <= Largest))
        {
            Refuse(value);
        }

        Count++;
        var distance = value - _mean;
        _mean += distance / Count;
        _squares += distance * (value - _mean);
    }

    /// <summary>Adds all observations of another accumulator, as if they had been added here.</summary>
    /// <param name="other">The other accumulator; it does not change.</param>
    /// <exception cref="ArgumentNullException">There is no other accumulator.</exception>
    public void Merge(MeanAccumulator other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0)
        {
            return;
        }

        var count = Count + other.Count;
        var share = (double)other.Count / count;
        var distance = other._mean - _mean;
        _squares += other._squares + (distance * distance * Count * share);
        _mean += distance * share;
        Count = count;
    }

    /// <summary>The state, to go on from later.</summary>
    public MeanState Save() => new(Count, _mean, _squares);

    /// <summary>An accumulator that goes on from a saved state.</summary>
    /// <param name="state">What <see cref="Save"/> returned.</param>
    /// <exception cref="ArgumentNullException">There is no state.</exception>
    /// <exception cref="ArgumentException">No observations lead to such a state.</exception>
    public static MeanAccumulator Restore(MeanState state)
    {
        ThrowIfImpossible(state, nameof(state));
        return new MeanAccumulator { Count = state.Count, _mean = state.Mean, _squares = state.SquaredDeviations };
    }

    internal static void ThrowIfImpossible(MeanState state, string name)
    {
        ArgumentNullException.ThrowIfNull(state, name);
        var (count, mean, squares) = (state.Count, state.Mean, state.SquaredDeviations);
        var empty = mean == 0 && squares == 0;
        var possible = count is >= 0 and <= Check.MostCount && Math.Abs(mean) <= Largest && squares >= 0 && double.IsFinite(squares)
            && (count > 0 || empty) && (count != 1 || squares == 0);
        if (!possible)
        {
            throw new ArgumentException($"No observations have count {count}, mean {mean} and squared deviations {squares}.", name);
        }
    }

    private static void Refuse(double value) => throw new ArgumentOutOfRangeException(
        nameof(value), value, "Must be finite and at most 1e140 in magnitude.");
}
