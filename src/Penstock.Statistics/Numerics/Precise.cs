namespace Penstock.Statistics.Numerics;

/// <summary>
/// Logarithm and exponential near the points where they cross 0, with all digits of a tiny argument. The ones of the runtime add or take away 1
/// and lose them, which counts where the result is multiplied by millions.
/// </summary>
internal static class Precise
{
    /// <summary>ln(1 + x). The rounding of 1 + x is divided out again (Goldberg 1991, ACM Computing Surveys 23:5, theorem 4).</summary>
    public static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 || double.IsPositiveInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>exp(x) − 1. The rounding of exp(x) is divided out in the same way.</summary>
    public static double ExpMinusOne(double x)
    {
        var power = Math.Exp(x);
        if (power == 1)
        {
            return x;
        }

        var less = power - 1;
        return less == -1 || double.IsPositiveInfinity(less) ? less : less * (x / Math.Log(power));
    }
}
