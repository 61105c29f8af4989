using System.Numerics;

namespace Penstock.Bench.Load;

/// <summary>
/// Counts durations in buckets whose width grows with the value: exact below 64 ns, at most 1.6 % too wide above.
/// Recording is one array increment, whatever has been recorded before; not safe to share between threads.
/// </summary>
internal sealed class LatencyBuckets
{
    private const int Bits = 6;
    private const int PerOctave = 1 << Bits;
    private readonly long[] _counts = new long[(64 - Bits) * PerOctave];

    public long Count { get; private set; }

    public long MaxNanoseconds { get; private set; }

    public void Record(long nanoseconds)
    {
        var value = Math.Max(0, nanoseconds);
        _counts[Index(value)]++;
        Count++;
        MaxNanoseconds = Math.Max(MaxNanoseconds, value);
    }

    public void Add(LatencyBuckets other)
    {
        for (var index = 0; index < _counts.Length; index++)
        {
            _counts[index] += other._counts[index];
        }

        Count += other.Count;
        MaxNanoseconds = Math.Max(MaxNanoseconds, other.MaxNanoseconds);
    }

    /// <summary>The smallest value that at least the fraction of all recorded values do not exceed, in milliseconds.</summary>
    public double Percentile(double fraction)
    {
        if (Count == 0)
        {
            return double.NaN;
        }

        var wanted = Math.Max(1, (long)Math.Ceiling(fraction * Count));
        long seen = 0;
        for (var index = 0; index < _counts.Length; index++)
        {
            seen += _counts[index];
            if (seen >= wanted)
            {
                return Math.Min(Upper(index), MaxNanoseconds) / 1e6;
            }
        }

        return MaxNanoseconds / 1e6;
    }

    private static int Index(long value)
    {
        if (value < PerOctave)
        {
            return (int)value;
        }

        var octave = BitOperations.Log2((ulong)value) - Bits;
        return ((octave + 1) * PerOctave) + (int)(value >> octave) - PerOctave;
    }

    private static long Upper(int index)
    {
        if (index < PerOctave)
        {
            return index;
        }

        var octave = (index / PerOctave) - 1;
        var start = (long)(PerOctave + (index % PerOctave)) << octave;
        return start + (1L << octave) - 1;
    }
}
