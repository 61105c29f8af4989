using MathNet.Numerics.Integration;

namespace Penstock.Statistics.Numerics;

/// <summary>The noncentral t distribution: how a t statistic spreads when there is an effect.</summary>
internal static class NoncentralStudent
{
    // χ moves no further than a standard normal does around its mean, which lies between √ν − 1 and √ν: 9 of them hold all but 1e-18.
    private const double Reach = 9;
    private const int Panels = 4;
    private const int Order = 32;

    /// <summary>
    /// Area above <paramref name="t"/>: the mean of Φ(δ − t·s) over the distribution of s = √(χ²/ν), the estimated standard deviation over the true one.
    /// </summary>
    public static double Upper(double t, double degreesOfFreedom, double noncentrality)
    {
        var root = Math.Sqrt(degreesOfFreedom);
        var (low, high) = (Math.Max(0, (root - 1 - Reach) / root), (root + Reach) / root);

        // Up to a factor that cancels below: a closed form of it would lose digits at many degrees of freedom.
        double Density(double scale) =>
            Math.Exp(((degreesOfFreedom - 1) * Math.Log(scale)) - (degreesOfFreedom * ((scale * scale) - 1) / 2));

        // Φ falls from 1 to 0 around δ/t within a few 1/t, which may be far narrower than the rest.
        var (bend, width) = t == 0 ? (1, high) : (noncentrality / t, Reach / Math.Abs(t));
        Span<double> cuts = [low, Math.Clamp(bend - width, low, high), Math.Clamp(bend, low, high), Math.Clamp(bend + width, low, high), high];
        var (area, whole) = (0d, 0d);
        for (var at = 1; at < cuts.Length; at++)
        {
            area += Integral(scale => Density(scale) * Distributions.NormalLower(noncentrality - (t * scale)), cuts[at - 1], cuts[at]);
            whole += Integral(Density, cuts[at - 1], cuts[at]);
        }

        return Math.Clamp(area / whole, 0, 1);
    }

    private static double Integral(Func<double, double> function, double low, double high)
    {
        var (area, width) = (0d, (high - low) / Panels);
        for (var panel = 0; panel < Panels && width > 0; panel++)
        {
            area += GaussLegendreRule.Integrate(function, low + (panel * width), low + ((panel + 1) * width), Order);
        }

        return area;
    }
}
