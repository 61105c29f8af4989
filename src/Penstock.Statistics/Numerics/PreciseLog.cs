namespace Penstock.Statistics.Numerics;

/// <summary>The logarithm near 1.</summary>
internal static class PreciseLog
{
    /// <summary>
    /// ln(1 + x) with all digits of a tiny x: the one of the runtime adds 1 first and loses them, which counts where it is multiplied by millions.
    /// The rounding of 1 + x is divided out again (Goldberg 1991, ACM Computing Surveys 23:5, theorem 4).
    /// </summary>
    public static double OnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 || double.IsPositiveInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }
}
