namespace Penstock.Gateway.Snapshot.Settings;

/// <summary>A tenant: keys belong to it, and its limits hold over all of them together.</summary>
public sealed record TenantSettings
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Its limits.</summary>
    public LimitSettings Limits { get; init; } = new();
}

/// <summary>Limits of a key or a tenant; <see langword="null"/> means no limit.</summary>
public sealed record LimitSettings
{
    /// <summary>Requests per minute, also the size of a burst: 1 and up.</summary>
    public long? RequestsPerMinute { get; init; }

    /// <summary>Input and output tokens per minute, also the size of a burst: 1 and up.</summary>
    public long? TokensPerMinute { get; init; }

    /// <summary>Requests under way at once: 1 and up.</summary>
    public int? ConcurrentRequests { get; init; }
}
