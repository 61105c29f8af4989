using System.Runtime.CompilerServices;

namespace Penstock.Statistics.Sequential.Accumulators;

/// <summary>
/// Running mean per observation where observations come in independent units (conversations, users) of different sizes, with a variance
/// that the ties within a unit do not make too small; also the ratio of two per-unit quantities, such as cost per token.
/// </summary>
/// <remarks>
/// Sum of sums over sum of sizes, with the linearised variance Σ(sᵢ − r·nᵢ)²/((C − 1)·n̄²): Deng, Knoblich and Lu (2018), Applying the
/// Delta Method in Metric Analytics, KDD. A unit of size 1 is a plain observation, and the variance then the usual one. Needs
/// independent units, not few of them that dwarf the rest. O(1) and no allocation, but for saving and restoring. Not thread-safe: keep one
/// a thread and merge.
/// </remarks>
public sealed class ClusterAccumulator
{
    private const double Largest = 1e140;
    private const double Smallest = 1e-100;

    private double _sum;
    private double _size;
    private double _sumSquares;
    private double _sizeSquares;
    private double _products;

    /// <summary>How many units were added.</summary>
    public long Count { get; private set; }

    /// <summary>The mean per observation, the sum of all sums over the sum of all sizes; 0 while all sizes are 0.</summary>
    public double Mean => _size == 0 ? 0 : _sum / _size;

    /// <summary>
    /// The variance of one unit's share in <see cref="Mean"/>: divided by <see cref="Count"/> it is the squared standard error.
    /// 0 below two units.
    /// </summary>
    public double Variance
    {
        get
        {
            if (Count < 2 || _size == 0)
            {
                return 0;
            }

            var mean = Mean;
            var squares = _sumSquares - (2 * mean * _products) + (mean * mean * _sizeSquares);
            var variance = squares / (Count - 1) / (_size * _size);
            return variance > 0 ? Math.Min(variance, double.MaxValue) : 0;
        }
    }

    /// <summary>Adds a unit of one observation.</summary>
    /// <param name="value">The observation, finite and of a magnitude of at most 1e140.</param>
    /// <exception cref="ArgumentOutOfRangeException">The observation is NaN, infinite or too large.</exception>
    public void Add(double value)
    {
        if (!(Math.Abs(value) <= Largest))
        {
            Refuse(value, nameof(value));
        }

        Include(value, 1);
    }

    /// <summary>Adds a unit.</summary>
    /// <param name="sum">The sum of its observations, finite and of a magnitude of at most 1e140.</param>
    /// <param name="size">How many observations it has (or the denominator of the ratio): 0, or 1e-100 to 1e140.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is NaN, infinite or out of range.</exception>
    public void Add(double sum, double size)
    {
        if (!(Math.Abs(sum) <= Largest))
        {
            Refuse(sum, nameof(sum));
        }

        if (!((size >= Smallest || size == 0) && size <= Largest))
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "Must be 0, or from 1e-100 to 1e140.");
        }

        Include(sum, size);
    }

    /// <summary>Adds all units of another accumulator, as if they had been added here.</summary>
    /// <param name="other">The other accumulator; it does not change. The units of both must be different ones.</param>
    /// <exception cref="ArgumentNullException">There is no other accumulator.</exception>
    public void Merge(ClusterAccumulator other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0)
        {
            return;
        }

        var count = Count + other.Count;
        var share = (double)other.Count / count;
        var weight = Count * share;
        var (sumDistance, sizeDistance) = (other._sum - _sum, other._size - _size);
        _sumSquares += other._sumSquares + (sumDistance * sumDistance * weight);
        _sizeSquares += other._sizeSquares + (sizeDistance * sizeDistance * weight);
        _products += other._products + (sumDistance * sizeDistance * weight);
        _sum += sumDistance * share;
        _size += sizeDistance * share;
        Count = count;
    }

    /// <summary>The state, to go on from later.</summary>
    public ClusterState Save() => new(Count, _sum, _size, _sumSquares, _sizeSquares, _products);

    /// <summary>An accumulator that goes on from a saved state.</summary>
    /// <param name="state">What <see cref="Save"/> returned.</param>
    /// <exception cref="ArgumentNullException">There is no state.</exception>
    /// <exception cref="ArgumentException">No units lead to such a state.</exception>
    public static ClusterAccumulator Restore(ClusterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!IsPossible(state))
        {
            throw new ArgumentException($"No units have the state {state}.", nameof(state));
        }

        return new ClusterAccumulator
        {
            Count = state.Count,
            _sum = state.MeanSum,
            _size = state.MeanSize,
            _sumSquares = state.SumSquares,
            _sizeSquares = state.SizeSquares,
            _products = state.Products,
        };
    }

    private static bool IsPossible(ClusterState state)
    {
        var means = Math.Abs(state.MeanSum) <= Largest && state.MeanSize >= 0 && state.MeanSize <= Largest;
        var squares = state.SumSquares >= 0 && state.SizeSquares >= 0
            && double.IsFinite(state.SumSquares) && double.IsFinite(state.SizeSquares)
            && Math.Abs(state.Products) <= (Math.Sqrt(state.SumSquares) * Math.Sqrt(state.SizeSquares) * (1 + 1e-6)) + Rounding(state);
        return means && squares && state.Count switch
        {
            < 0 => false,
            0 => state is { MeanSum: 0, MeanSize: 0, SumSquares: 0, SizeSquares: 0 },
            1 => state is { SumSquares: 0, SizeSquares: 0 },
            _ => true,
        };
    }

    // Units that differ only in their last bits have distances made of rounding, which the bound of Cauchy and Schwarz does not hold for.
    private static double Rounding(ClusterState state)
    {
        const double Ulps = 8 * 2.220446049250313e-16;
        var (sums, sizes) = (Math.Sqrt(state.SumSquares), Math.Sqrt(state.SizeSquares));
        var (sumError, sizeError) = (Ulps * Math.Abs(state.MeanSum), Ulps * state.MeanSize);
        var root = Math.Sqrt(state.Count);
        return (sumError * root * sizes) + (sizeError * root * sums) + (sumError * root * (sizeError * root));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Include(double sum, double size)
    {
        Count++;
        var share = 1d / Count;
        var (sumDistance, sizeDistance) = (sum - _sum, size - _size);
        _sum += sumDistance * share;
        _size += sizeDistance * share;
        _sumSquares += sumDistance * (sum - _sum);
        _sizeSquares += sizeDistance * (size - _size);
        _products += sumDistance * (size - _size);
    }

    private static void Refuse(double value, string name) => throw new ArgumentOutOfRangeException(
        name, value, "Must be finite and at most 1e140 in magnitude.");
}
