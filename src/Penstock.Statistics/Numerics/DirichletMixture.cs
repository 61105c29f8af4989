using MathNet.Numerics;

namespace Penstock.Statistics.Numerics;

/// <summary>
/// The likelihood of counts under a Dirichlet mixture of categorical distributions, over their likelihood under one of them. The obvious
/// difference of log-gammas loses the digits at a million counts; here the large parts are cancelled on paper.
/// </summary>
internal static class DirichletMixture
{
    // From here the four terms of Stirling's series are right to 1e-16.
    private const double SeriesFrom = 40;

    /// <summary>ln of B(α + counts) / (B(α) Π shareᵏ^countᵏ); positive infinity where a category of share 0 was seen.</summary>
    public static double LogBayesFactor(ReadOnlySpan<long> counts, ReadOnlySpan<double> prior, ReadOnlySpan<double> shares)
    {
        double priorTotal = 0, count = 0;
        for (var k = 0; k < counts.Length; k++)
        {
            priorTotal += prior[k];
            count += counts[k];
        }

        var total = priorTotal + count;
        var sum = default(CompensatedSum);
        sum.Add((0.5 * Precise.LogOnePlus(count / priorTotal)) - Stirling(total) + Stirling(priorTotal));
        for (var k = 0; k < counts.Length; k++)
        {
            if (counts[k] > 0 && shares[k] <= 0)
            {
                return double.PositiveInfinity;
            }

            Add(ref sum, counts[k], prior[k], shares[k], (priorTotal, count));
        }

        return sum.Value;
    }

    /// <summary>The same for two categories, of which the first has the share and the second the rest.</summary>
    public static double LogBayesFactor((long First, long Second) counts, (double First, double Second) prior, (double First, double Second) shares) =>
        LogBayesFactor([counts.First, counts.Second], [prior.First, prior.Second], [shares.First, shares.Second]);

    /// <summary>ln(above/below) with all digits where the two are near, and finite however far apart they are.</summary>
    public static double LogRatio(double above, double below)
    {
        var excess = (above - below) / below;
        return Math.Abs(excess) < 0.5 ? Precise.LogOnePlus(excess) : Math.Log(above) - Math.Log(below);
    }

    // With A = α + c and N = Σ A: lnΓ(A) − lnΓ(α) by Stirling, each ln A split into ln of A/N (which meets the share) and ln N (which cancels).
    private static void Add(ref CompensatedSum sum, long count, double prior, double share, (double Prior, double Count) total)
    {
        var whole = total.Prior + total.Count;
        var posterior = prior + count;
        if (count > 0)
        {
            sum.Add(count * LogRatio(posterior, whole * share));
        }

        var surplus = ((count * total.Prior) - (prior * total.Count)) / (prior * whole);

        // A category that stayed far behind its prior takes 1 + surplus to 0 by rounding; then its logarithm comes from what it is made of.
        sum.Add(prior * (surplus > -0.5 ? Precise.LogOnePlus(surplus) : Math.Log(posterior / prior) + Math.Log(total.Prior / whole)));
        sum.Add((-0.5 * Precise.LogOnePlus(count / prior)) + Stirling(posterior) - Stirling(prior));
    }

    // What Stirling's formula (x − ½) ln x − x + ½ ln 2π lacks of lnΓ(x).
    private static double Stirling(double x)
    {
        if (x < SeriesFrom)
        {
            return SpecialFunctions.GammaLn(x) - ((x - 0.5) * Math.Log(x)) + x - Constants.LogSqrt2Pi;
        }

        var inverse = 1 / x;
        var square = inverse * inverse;
        return inverse * ((1d / 12) - (square * ((1d / 360) - (square * ((1d / 1260) - (square / 1680))))));
    }
}
