namespace Penstock.Statistics.Tests.Honesty;

/// <summary>Every case that is audited, in the order of the report.</summary>
internal static class HonestyCases
{
    public static IReadOnlyList<HonestyCase> All { get; } =
    [
        .. ComparisonHonesty.Cases,
        .. SequentialMeansHonesty.Cases,
        .. SequentialCountsHonesty.Cases,
        .. DriftHonesty.Cases,
        .. EmbeddingHonesty.Cases,
        .. DetectorHonesty.Cases,
        .. BudgetHonesty.Cases,
        .. AgreementHonesty.Cases,
        .. JudgesHonesty.Cases,
        .. TextHonesty.Cases,
        .. ProportionHonesty.Cases,
        .. IntervalHonesty.Cases,
        .. PlanHonesty.Cases,
    ];
}
