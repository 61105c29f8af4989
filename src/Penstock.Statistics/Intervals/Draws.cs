using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Intervals;

/// <summary>Uniform draws of positions with replacement, two of every 64 random bits: the inner loop of every bootstrap.</summary>
/// <remarks>Each half is mapped without bias by Lemire's method (2019, ACM TOMACS 29:3); a half that would cause bias is passed over.</remarks>
internal sealed class Draws(int count, ulong seed)
{
    private readonly RandomStream _stream = new(seed);
    private readonly uint _limit = (uint)count;
    private readonly uint _threshold = (0u - (uint)count) % (uint)count;

    /// <summary>Fills the resample with values of the sample.</summary>
    public void Fill(ReadOnlySpan<double> sample, Span<double> resample)
    {
        var at = 0;
        while (at < resample.Length)
        {
            var bits = _stream.NextBits();
            var low = (bits & uint.MaxValue) * _limit;
            if ((uint)low >= _threshold)
            {
                resample[at++] = sample[(int)(low >> 32)];
            }

            var high = (bits >> 32) * _limit;
            if (at < resample.Length && (uint)high >= _threshold)
            {
                resample[at++] = sample[(int)(high >> 32)];
            }
        }
    }

    /// <summary>The sum and the sum of squares of one resample of the values.</summary>
    public (double Sum, double Squares) Sums(ReadOnlySpan<double> values)
    {
        // Two sums each, so that an addition need not wait for the one before.
        var (sumLow, sumHigh, squaresLow, squaresHigh) = (0d, 0d, 0d, 0d);
        var left = values.Length;
        while (left > 0)
        {
            var bits = _stream.NextBits();
            var low = (bits & uint.MaxValue) * _limit;
            if ((uint)low >= _threshold)
            {
                var value = values[(int)(low >> 32)];
                sumLow += value;
                squaresLow += value * value;
                left--;
            }

            var high = (bits >> 32) * _limit;
            if (left > 0 && (uint)high >= _threshold)
            {
                var value = values[(int)(high >> 32)];
                sumHigh += value;
                squaresHigh += value * value;
                left--;
            }
        }

        return (sumLow + sumHigh, squaresLow + squaresHigh);
    }
}
