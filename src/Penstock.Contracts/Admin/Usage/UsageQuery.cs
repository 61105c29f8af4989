namespace Penstock.Contracts.Admin.Usage;

/// <summary>Which usage to sum, and how to group it. What is <see langword="null"/> does not narrow the sum.</summary>
public sealed record UsageQuery
{
    /// <summary>Any of <c>day</c>, <c>tenant</c>, <c>key</c>, <c>app</c>, <c>model</c>, <c>provider</c>, <c>user</c>, each once; empty for totals alone.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    /// <summary>From this time on. Default: 30 days ago.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time. Default: now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only this tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>Only this key, by id.</summary>
    public string? Key { get; init; }

    /// <summary>Only this app.</summary>
    public string? App { get; init; }

    /// <summary>Only this registered model.</summary>
    public string? Model { get; init; }
}
