namespace Penstock.Statistics.Drift;

/// <summary>How <see cref="MeanDiscrepancy"/> works.</summary>
public sealed record MeanDiscrepancyOptions
{
    /// <summary>How many random labellings the p-value rests on, 19 to 100,000. The smallest p-value is 1 / (permutations + 1).</summary>
    public int Permutations { get; init; } = 999;

    /// <summary>
    /// How many random frequencies stand for the kernel in large samples, 1 to 16,384. More bring the discrepancy nearer to the one of the kernel (its error falls as
    /// 1/√frequencies); the p-value is exact for any.
    /// </summary>
    public int Frequencies { get; init; } = 256;

    /// <summary>Up to so many vectors on both sides together the kernel is computed pair by pair, 0 to 5,000.</summary>
    public int MostForKernel { get; init; } = 2_000;

    /// <summary>The σ of the kernel exp(−‖x − y‖² / 2σ²), above 0; null for the median distance between vectors.</summary>
    public double? Bandwidth { get; init; }

    /// <summary>The seed; the same seed gives the same result whatever the number of cores.</summary>
    public ulong Seed { get; init; } = 1;
}
