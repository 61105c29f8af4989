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
        Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= allowed, $"Expected {expected:R} within {allowed:R}, got {actual:R}.");
    }

    /// <summary>The same estimate: value and bounds near, infinite bounds alike, count and method equal.</summary>
    public static void Equal(Estimate expected, Estimate actual, double tolerance = Closed)
    {
        Assert.Equal((expected.Count, expected.Method), (actual.Count, actual.Method));
        Equal(expected.Value, actual.Value, tolerance);
        EqualBound(expected.Lower, actual.Lower, tolerance);
        EqualBound(expected.Upper, actual.Upper, tolerance);
    }

    /// <summary>For p-values: the same number of right digits however small they are.</summary>
    public static void EqualDigits(double expected, double actual, double tolerance = Closed)
    {
        var allowed = tolerance * Math.Abs(expected);
        Assert.True(Math.Abs(expected - actual) <= allowed, $"Expected {expected:R} within {allowed:R}, got {actual:R}.");
    }

    private static void EqualBound(double expected, double actual, double tolerance)
    {
        if (double.IsInfinity(expected))
        {
            Assert.Equal(expected, actual);
            return;
        }

        Equal(expected, actual, tolerance);
    }
}
