using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Clusters;

/// <summary>A cluster-robust variance with its degrees of freedom.</summary>
/// <param name="Value">The variance with the correction asked for.</param>
/// <param name="Uncorrected">The variance without any, CR0.</param>
/// <param name="DegreesOfFreedom">Those of the corrected one.</param>
internal readonly record struct ClusterVariance(double Value, double Uncorrected, double DegreesOfFreedom)
{
    /// <summary>Of the mean of one arm or the difference of two, where clusters may be in both.</summary>
    /// <param name="arms">One arm or two.</param>
    /// <param name="clusters">How many clusters there are over both.</param>
    /// <param name="squares">The sum of the squares of all residuals.</param>
    /// <param name="correction">How few clusters are allowed for.</param>
    public static ClusterVariance Of(ClusterArm[] arms, int clusters, double squares, ClusterCorrection correction)
    {
        var (plain, reduced) = (default(CompensatedSum), default(CompensatedSum));
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            var (one, other) = (0d, 0d);
            foreach (var arm in arms)
            {
                one += arm.Sign * arm.Residual(cluster) / arm.Count;
                other += arm.Weight(cluster) * arm.Residual(cluster);
            }

            plain.Add(one * one);
            reduced.Add(other * other);
        }

        return correction switch
        {
            ClusterCorrection.Cr1 => new(plain.Value * clusters / (clusters - 1), plain.Value, clusters - 1),
            ClusterCorrection.Cr2 => new(reduced.Value, plain.Value, Degrees(arms, clusters, 0)),
            _ => new(reduced.Value, plain.Value, Degrees(arms, clusters, Correlation(arms, clusters, squares))),
        };
    }

    /// <summary>Sums of clusters that cancel, or values that do not vary, leave a few bits that are no variance.</summary>
    public ClusterVariance WithoutRounding(double spread)
    {
        const double Rounding = 1e-28;
        return spread == 0 || Value <= Rounding * spread ? this with { Value = 0 } : this;
    }

    private static double Degrees(ClusterArm[] arms, int clusters, double correlation) =>
        new ClusterDegrees(arms, clusters, correlation).Satterthwaite();

    // Moulton (1986), Journal of Econometrics 32:385: the mean product of two residuals of one cluster, over the mean square. Residuals are
    // taken in units of the root of all squares, whose own squares do not overflow.
    private static double Correlation(ClusterArm[] arms, int clusters, double squares)
    {
        var (products, pairs, count) = (-1d, 0d, 0d);
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            var (residual, size) = (0d, 0d);
            foreach (var arm in arms)
            {
                residual += arm.Residual(cluster) / Math.Sqrt(squares);
                size += arm.Size(cluster);
            }

            products += residual * residual;
            pairs += size * (size - 1);
            count += size;
        }

        return pairs > 0 && squares > 0 ? Math.Clamp(products / pairs * count, 0, 1) : 0;
    }
}
