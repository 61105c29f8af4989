namespace Penstock.Gateway.Snapshot.Settings;

/// <summary>Everything a snapshot is built from. Names are unique within their list and every reference resolves.</summary>
/// <remarks>The server compiles this from configuration and stored state, and checks it before it gets here.</remarks>
public sealed record GatewaySettings
{
    /// <summary>Who uses the gateway.</summary>
    public IReadOnlyList<TenantSettings> Tenants { get; init; } = [];

    /// <summary>Upstreams.</summary>
    public IReadOnlyList<ProviderSettings> Providers { get; init; } = [];

    /// <summary>Registered models.</summary>
    public IReadOnlyList<ModelSettings> Models { get; init; } = [];

    /// <summary>Logical applications.</summary>
    public IReadOnlyList<AppSettings> Apps { get; init; } = [];

    /// <summary>Virtual keys.</summary>
    public IReadOnlyList<KeySettings> Keys { get; init; } = [];

    /// <summary>Limits on what is accepted, and what is kept of it.</summary>
    public ReceiveSettings Receive { get; init; } = new();

    /// <summary>Deadlines where neither app nor provider sets its own.</summary>
    public DeadlineSettings Deadlines { get; init; } = new();

    /// <summary>Retries where neither app nor provider sets its own.</summary>
    public RetrySettings Retries { get; init; } = new();
}
