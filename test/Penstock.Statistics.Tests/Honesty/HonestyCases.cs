namespace Penstock.Statistics.Tests.Honesty;

/// <summary>Every case that is audited, in the order of the report.</summary>
internal static class HonestyCases
{
    public static IReadOnlyList<HonestyCase> All { get; } =
    [
        .. ProportionHonesty.Cases,
        .. IntervalHonesty.Cases,
        .. PlanHonesty.Cases,
        .. ComparisonPlanHonesty.Cases,
        .. ComparisonHonesty.Cases,
        .. SequentialMeansHonesty.Cases,
        .. SequentialCountsHonesty.Cases,
        .. AgreementHonesty.Cases,
        .. JudgesHonesty.Cases,
        .. DriftHonesty.Cases,
        .. EmbeddingHonesty.Cases,
        .. DetectorHonesty.Cases,
        .. BudgetHonesty.Cases,
        .. TextHonesty.Cases,
    ];
}
