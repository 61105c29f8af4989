namespace Penstock.Statistics.Tests;

/// <summary>Equality of floating-point results, relative for large values and absolute for small ones.</summary>
internal static class Near
{
    /// <summary>For closed forms.</summary>
    public const double Closed = 1e-9;

    /// <summary>For quantiles and fits found by iteration.</summary>
    public const double Fitted = 1e-6;

    public static void Equal(double expected, double actual, double tolerance = Closed)
    {
        var allowed = tolerance * Math.Max(1, Math.Abs(expected));
        Assert.True(Math.Abs(expected - actual) <= allowed, $"Expected {expected:R} within {allowed:R}, got {actual:R}.");
    }

    /// <summary>For p-values: the same number of right digits however small they are.</summary>
    public static void EqualDigits(double expected, double actual, double tolerance = Closed)
    {
        var allowed = tolerance * Math.Abs(expected);
        Assert.True(Math.Abs(expected - actual) <= allowed, $"Expected {expected:R} within {allowed:R}, got {actual:R}.");
    }
}
