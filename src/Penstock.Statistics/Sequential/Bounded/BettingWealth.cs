using System.Numerics.Tensors;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Sequential.Bounded;

/// <summary>The wealth of a gambler who bets in fixed proportions that the mean of weighted values from 0 to 1 is larger than a given one.</summary>
/// <remarks>
/// With s = √(m(1 − m)) and c from 2⁻¹¹ to 2⁶, a bet multiplies the wealth by (1 + cx/s) / (1 + cm/s): of mean 1 where x has mean m, and
/// positive for every x. Each such factor falls in m and so does their mixture in equal parts. The scale s lets the same 18 bets serve
/// rates of 0.1 % and of 50 %; the powers of two, 30 observations and ten million.
/// </remarks>
internal sealed class BettingWealth(double[] values, double[] weights, double total)
{
    private const int FirstPower = -11;
    private const int LastPower = 6;
    private const int Bets = LastPower - FirstPower + 1;

    private double Mean => Math.Clamp(TensorPrimitives.Dot<double>(values, weights) / total, 0, 1);

    /// <summary>The largest mean below the observed one that this wealth refutes; 0 where it refutes none.</summary>
    public double Bound(double logThreshold)
    {
        var mean = Mean;
        if (mean <= 0)
        {
            return 0;
        }

        // Bracketed from the mean outward: the root is near, and the wealth against 0 is infinite.
        var (low, high) = (mean, mean);
        var step = Math.Sqrt(logThreshold * mean * (1 - mean) / total) + (logThreshold * mean / total);
        for (; low > 0 && Log(low) < logThreshold; step *= 2)
        {
            (low, high) = (Math.Max(0, mean - step), low);
        }

        return Root.Between(low, high, m => Near(Log(m) - logThreshold));
    }

    /// <summary>Natural logarithm of the wealth against the hypothesis that the mean is at most m.</summary>
    public double Log(double m)
    {
        if (m <= 0)
        {
            return Mean > 0 ? double.PositiveInfinity : 0;
        }

        if (m >= 1)
        {
            return AgainstOne();
        }

        Span<double> stakes = stackalloc double[Bets];
        Span<double> logs = stackalloc double[Bets];
        var scale = Math.Sqrt(m * (1 - m));
        for (var bet = 0; bet < Bets; bet++)
        {
            stakes[bet] = Math.ScaleB(1 / scale, FirstPower + bet);
            logs[bet] = -total * Precise.LogOnePlus(stakes[bet] * m);
        }

        AddGains(stakes, logs);
        var largest = TensorPrimitives.Max<double>(logs);
        TensorPrimitives.Subtract(logs, largest, logs);
        TensorPrimitives.Exp(logs, logs);
        return largest + Math.Log(TensorPrimitives.Sum<double>(logs) / Bets);
    }

    // So near to the threshold nothing more is learned, and each step saved is a thousand logarithms.
    private static double Near(double difference) => Math.Abs(difference) < 1e-9 ? 0 : difference;

    // All bets on one value at a time: vectors of 18, whether two values occur or seven hundred.
    private void AddGains(ReadOnlySpan<double> stakes, Span<double> logs)
    {
        Span<double> gains = stackalloc double[Bets];
        for (var at = 0; at < values.Length; at++)
        {
            if (values[at] > 0)
            {
                TensorPrimitives.Multiply(stakes, values[at], gains);
                TensorPrimitives.LogP1<double>(gains, gains);
                TensorPrimitives.MultiplyAdd(gains, weights[at], logs, logs);
            }
        }
    }

    // The limit of the factors for m to 1 is x itself.
    private double AgainstOne()
    {
        var sum = 0.0;
        for (var at = 0; at < values.Length; at++)
        {
            sum += weights[at] * Math.Log(values[at]);
        }

        return sum;
    }
}
