using System.Runtime.CompilerServices;

namespace Penstock.Statistics.Sequential.QuantileBounds;

/// <summary>
/// Counts of values from 0 up in bins of nearly equal relative width: 64 to an octave from 2⁻²⁰ to 2⁴⁰, one below and one above. The bin is read
/// off the bits of the double.
/// </summary>
internal sealed class LogHistogram
{
    private const int BinBits = 6;
    private const int FractionBits = 52 - BinBits;
    private const int Octaves = 60;
    private const double Smallest = 1d / (1 << 20);
    private const double Largest = 1L << 40;

    // 2⁻²⁰ has the biased exponent 1023 − 20.
    private const long FirstBin = (1023L - 20) << BinBits;

    private readonly long[] _counts = new long[Bins];

    /// <summary>One bin for [0, 2⁻²⁰), those of the octaves, and one for 2⁴⁰ and more.</summary>
    public const int Bins = (Octaves << BinBits) + 2;

    public long Count { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        _counts[BinOf(value)]++;
        Count++;
    }

    public void Add(int bin, long count)
    {
        _counts[bin] += count;
        Count += count;
    }

    public void Add(LogHistogram other)
    {
        for (var bin = 0; bin < Bins; bin++)
        {
            _counts[bin] += other._counts[bin];
        }

        Count += other.Count;
    }

    public long this[int bin] => _counts[bin];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BinOf(double value)
    {
        if (value < Smallest)
        {
            return 0;
        }

        return value >= Largest ? Bins - 1 : (int)((BitConverter.DoubleToInt64Bits(value) >> FractionBits) - FirstBin) + 1;
    }

    /// <summary>The smallest value of a bin.</summary>
    public static double Lower(int bin) => bin == 0 ? 0 : BitConverter.Int64BitsToDouble((bin - 1 + FirstBin) << FractionBits);

    /// <summary>The value at which a bin ends, which is no longer in it; positive infinity for the last.</summary>
    public static double Upper(int bin) => bin == Bins - 1 ? double.PositiveInfinity : Lower(bin + 1);

    /// <summary>The bin of the value with this rank in ascending order, from 1 to the count.</summary>
    public int BinOfRank(long rank)
    {
        var bin = 0;
        for (var below = _counts[0]; below < rank; below += _counts[bin])
        {
            bin++;
        }

        return bin;
    }

    /// <summary>How many values lie in the bins before this one.</summary>
    public long CountBefore(int bin)
    {
        var sum = 0L;
        for (var at = 0; at < bin; at++)
        {
            sum += _counts[at];
        }

        return sum;
    }
}
