using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons.Clusters;

/// <summary>One arm of a comparison, by cluster: how many values each cluster has in it and how far they lie from the arm's mean in sum.</summary>
/// <param name="sign">1 where the arm's mean is added to what is estimated, −1 where it is taken away.</param>
internal sealed class ClusterArm(int sign)
{
    private CompensatedSum[] _residuals = new CompensatedSum[16];
    private double[] _sizes = new double[16];

    public int Sign { get; } = sign;

    /// <summary>How many values there are over all clusters.</summary>
    public double Count { get; private set; }

    public double Residual(int cluster) => cluster < _residuals.Length ? _residuals[cluster].Value : 0;

    public double Size(int cluster) => cluster < _sizes.Length ? _sizes[cluster] : 0;

    /// <summary>The part of the arm that lies in other clusters.</summary>
    public double Rest(int cluster) => (Count - Size(cluster)) / Count;

    /// <summary>
    /// What a cluster's residuals are multiplied by, up to the sign: 1/N over √(1 − its share), the inverse square root of the part of a
    /// residual that fitting the mean leaves. 0 where the arm has no other cluster, whose residuals then add up to 0 (the pseudo-inverse).
    /// </summary>
    public double Weight(int cluster) => Rest(cluster) == 0 ? 0 : Sign / (Count * Math.Sqrt(Rest(cluster)));

    public void Add(int cluster, double residual)
    {
        if (cluster >= _sizes.Length)
        {
            var length = Math.Max(cluster + 1, 2 * _sizes.Length);
            Array.Resize(ref _residuals, length);
            Array.Resize(ref _sizes, length);
        }

        _residuals[cluster].Add(residual);
        _sizes[cluster]++;
        Count++;
    }
}
