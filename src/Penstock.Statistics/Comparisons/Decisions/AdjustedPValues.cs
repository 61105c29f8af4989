namespace Penstock.Statistics.Comparisons.Decisions;

/// <summary>The p-values of several tests after correction for their number.</summary>
/// <param name="PValues">The adjusted p-values, 0 to 1, in the order they were given. Each compares with the level as a single one would.</param>
/// <param name="Rejected">Which null hypotheses are rejected at the level, in the same order.</param>
/// <param name="Level">The level: of the family-wise error or of the false discovery rate, as the method says.</param>
/// <param name="Method">The method by its name in the literature.</param>
public sealed record AdjustedPValues(
    IReadOnlyList<double> PValues, IReadOnlyList<bool> Rejected, double Level, string Method)
{
    /// <summary>How many null hypotheses are rejected.</summary>
    public int RejectedCount => Rejected.Count(rejected => rejected);
}
