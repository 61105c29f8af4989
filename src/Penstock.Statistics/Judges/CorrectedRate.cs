namespace Penstock.Statistics.Judges;

/// <summary>A judge's pass rate, corrected for the judge's errors.</summary>
/// <param name="Estimate">The true pass rate, 0 to 1, with its interval; the count is the number of judged items.</param>
/// <param name="Unclipped">What the formula gave before it was clipped to 0 … 1.</param>
/// <param name="Informedness">Sensitivity + specificity − 1 of the judge, with its interval.</param>
public readonly record struct CorrectedRate(Estimate Estimate, double Unclipped, Estimate Informedness)
{
    /// <summary>Whether the formula left 0 … 1, and the estimate is the nearest bound: a sign that the judge errs differently here than in its calibration, or of noise.</summary>
    public bool IsClipped => Unclipped is < 0 or > 1;

    /// <summary>Whether the labels show that the judge is better than chance at the level. If not, do not decide by the estimate: label more items.</summary>
    public bool IsJudgeBetterThanChance => Informedness.Lower > 0;
}
