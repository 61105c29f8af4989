using System.Runtime.InteropServices;

namespace Penstock.Server.Features.Overview;

/// <summary>How often which time was measured, to three significant digits: a percentile is within half a per cent of the exact one.</summary>
/// <remarks>
/// A time in microseconds has a code: itself up to 999, then 900 codes for every power of ten. Histograms of parts add up to the histogram of
/// the whole, which percentiles do not.
/// </remarks>
internal sealed class TimeHistogram
{
    /// <summary>Codes lie below this.</summary>
    public const int Codes = 1_000 + (PerDecade * Decades);

    private const int PerDecade = 900;
    private const int Decades = 11;
    private const long Longest = 9_990_000_000_000;

    private readonly ushort[] _codes;
    private readonly int[] _counts;

    private TimeHistogram(ushort[] codes, int[] counts) => (_codes, _counts) = (codes, counts);

    /// <summary>Counts codes; the list is sorted on the way.</summary>
    public static TimeHistogram Of(List<ushort> values)
    {
        values.Sort();
        var (codes, counts) = (new List<ushort>(), new List<int>());
        foreach (var code in values)
        {
            if (codes.Count > 0 && codes[^1] == code)
            {
                CollectionsMarshal.AsSpan(counts)[^1]++;
                continue;
            }

            codes.Add(code);
            counts.Add(1);
        }

        return new TimeHistogram([.. codes], [.. counts]);
    }

    /// <summary>The code of a time.</summary>
    public static ushort Code(long microseconds)
    {
        var time = Math.Clamp(microseconds, 0, Longest);
        if (time < 1_000)
        {
            return (ushort)time;
        }

        var (decade, unit) = (0, 10L);
        while ((time + (unit / 2)) / unit >= 1_000)
        {
            (decade, unit) = (decade + 1, unit * 10);
        }

        return (ushort)(1_000 + (decade * PerDecade) + ((time + (unit / 2)) / unit) - 100);
    }

    /// <summary>The time of a code, in microseconds.</summary>
    public static long Microseconds(int code) =>
        code < 1_000 ? code : (((code - 1_000) % PerDecade) + 100) * (long)Math.Pow(10, ((code - 1_000) / PerDecade) + 1);

    /// <summary>Adds the counts to <paramref name="whole"/>, which has a place for every code.</summary>
    public void AddTo(Span<int> whole)
    {
        for (var index = 0; index < _codes.Length; index++)
        {
            whole[_codes[index]] += _counts[index];
        }
    }
}
