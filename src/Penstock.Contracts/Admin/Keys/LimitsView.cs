namespace Penstock.Contracts.Admin.Keys;

/// <summary>Limits of a key or a tenant; a member that is <see langword="null"/> or left out means no limit.</summary>
public sealed record LimitsView
{
    /// <summary>Requests per minute, also the size of a burst: 1 and up.</summary>
    public long? RequestsPerMinute { get; init; }

    /// <summary>Input and output tokens per minute, also the size of a burst: 1 and up.</summary>
    public long? TokensPerMinute { get; init; }

    /// <summary>Requests under way at once: 1 and up.</summary>
    public int? ConcurrentRequests { get; init; }
}
