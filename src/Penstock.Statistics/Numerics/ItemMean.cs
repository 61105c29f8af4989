namespace Penstock.Statistics.Numerics;

/// <summary>The mean of one value per independent item, each from 0 to 1, with a t interval on the scale of log odds that never claims certainty.</summary>
internal static class ItemMean
{
    public static Estimate Of(ReadOnlySpan<double> values, double level, string method)
    {
        var n = values.Length;
        var mean = Math.Clamp(CompensatedSum.Of(values) / n, 0, 1);
        if (n == 1)
        {
            return new Estimate(mean, new Interval(0, 1), level, n, method);
        }

        var squares = default(CompensatedSum);
        foreach (var value in values)
        {
            squares.Add((value - mean) * (value - mean));
        }

        var error = Math.Sqrt(squares.Value / (n - 1) / n);
        var interval = error > 1e-15 ? LogitInterval.Of(mean, error, Distributions.StudentCritical(level, n - 1)) : Alike(mean, n, level);
        return new Estimate(mean, interval, level, n, method) { StandardError = error, DegreesOfFreedom = n - 1 };
    }

    /// <summary>
    /// The share of a population that may still be unlike n items that were all alike: those are seen with probability (1 − share)^n, which
    /// stays above α/2 up to this share (Clopper-Pearson at n of n).
    /// </summary>
    public static double Unseen(long n, double level) => -Precise.ExpMinusOne(Math.Log((1 - level) / 2) / n);

    // The unseen share may lie anywhere from 0 to 1.
    private static Interval Alike(double mean, int n, double level)
    {
        var unseen = Unseen(n, level);
        return new Interval(mean * (1 - unseen), (mean * (1 - unseen)) + unseen);
    }
}
