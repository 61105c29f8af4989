namespace Penstock.Statistics.Drift;

/// <summary>How <see cref="CentroidShift"/> works.</summary>
public sealed record CentroidShiftOptions
{
    /// <summary>How many random labellings the p-value rests on, 19 to 100,000. The smallest p-value is 1 / (permutations + 1).</summary>
    public int Permutations { get; init; } = 999;

    /// <summary>The seed; the same seed gives the same result whatever the number of cores.</summary>
    public ulong Seed { get; init; } = 1;
}
