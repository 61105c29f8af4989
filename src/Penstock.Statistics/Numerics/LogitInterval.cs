namespace Penstock.Statistics.Numerics;

/// <summary>Intervals of a quantity between 0 and 1, made on the scale of log odds, where the estimate of a value near a bound is less skewed, and carried back.</summary>
internal static class LogitInterval
{
    /// <summary>The interval about a value strictly between 0 and 1; the standard error is carried over by the delta method.</summary>
    public static Interval Of(double value, double error, double critical)
    {
        var odds = Math.Log(value / (1 - value));
        var reach = critical * error / (value * (1 - value));
        return new Interval(1 / (1 + Math.Exp(reach - odds)), 1 / (1 + Math.Exp(-reach - odds)));
    }

    /// <summary>The interval of a coefficient of agreement, strictly between −1 and 1: Fisher's z = atanh is half the log odds of (1 + value) / 2.</summary>
    public static Interval OfCoefficient(double value, double error, double critical)
    {
        var interval = Of((1 + value) / 2, error / 2, critical);
        return new Interval((2 * interval.Lower) - 1, (2 * interval.Upper) - 1);
    }
}
