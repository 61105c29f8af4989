namespace Penstock.Statistics.Numerics;

/// <summary>Finds where a function crosses zero.</summary>
internal static class Root
{
    private const int MaxSteps = 300;

    /// <summary>
    /// The root of a continuous function between two arguments whose values differ in sign, to the last few bits of the argument.
    /// If the signs do not differ, the end whose value is nearer to zero. Chandrupatla (1997), Advances in Engineering Software 28:145.
    /// </summary>
    public static double Between(double low, double high, Func<double, double> function)
    {
        var (b, a) = (low, high);
        var (fb, fa) = (function(b), function(a));
        if (fb == 0 || fa == 0 || Math.Sign(fa) == Math.Sign(fb))
        {
            return Math.Abs(fb) <= Math.Abs(fa) ? b : a;
        }

        var share = 0.5;
        for (var step = 0; step < MaxSteps; step++)
        {
            var at = a + (share * (b - a));
            var value = function(at);
            double c, fc;
            if (Math.Sign(value) == Math.Sign(fa))
            {
                (c, fc) = (a, fa);
            }
            else
            {
                (c, b, fc, fb) = (b, a, fb, fa);
            }

            (a, fa) = (at, value);
            var best = Math.Abs(fa) < Math.Abs(fb) ? a : b;
            var tolerance = 2 * Math.BitIncrement(Math.Abs(best)) - (2 * Math.Abs(best));
            var least = tolerance / Math.Abs(b - a);
            if (fa == 0 || least > 0.5)
            {
                return best;
            }

            share = Math.Clamp(Share(a, b, c, fa, fb, fc), least, 1 - least);
        }

        return a;
    }

    // Inverse quadratic interpolation where it is safe, the middle elsewhere.
    private static double Share(double a, double b, double c, double fa, double fb, double fc)
    {
        var xi = (a - b) / (c - b);
        var phi = (fa - fb) / (fc - fb);
        if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)
        {
            return (fa / (fb - fa) * (fc / (fb - fc))) + ((c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb)));
        }

        return 0.5;
    }
}
