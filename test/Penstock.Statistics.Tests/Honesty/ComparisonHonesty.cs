namespace Penstock.Statistics.Tests.Honesty;

/// <summary>How often the comparisons of two systems are wrong: those of means, of counts and of ranks.</summary>
internal static class ComparisonHonesty
{
    public static IEnumerable<HonestyCase> Cases =>
    [
        .. ComparisonMeanHonesty.Cases,
        .. ComparisonClusterHonesty.Cases,
        .. UnequalClusterHonesty.Cases,
        .. ComparisonCountHonesty.Cases,
        .. ComparisonRankHonesty.Cases,
    ];
}
