using System.Text.Json;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Server.Snapshots.Presets;

namespace Penstock.Server.Snapshots.Document;

/// <summary>The file as written: typed, variables put in, nothing resolved yet. What is left out is <see langword="null"/>.</summary>
internal sealed record PenstockDocument
{
    public IReadOnlyList<TenantDocument> Tenants { get; init; } = [];

    public IReadOnlyList<ProviderDocument> Providers { get; init; } = [];

    public IReadOnlyList<ModelDocument> Models { get; init; } = [];

    public IReadOnlyList<AppDocument> Apps { get; init; } = [];

    public IReadOnlyList<KeyDocument> Keys { get; init; } = [];

    public DeadlineDocument Deadlines { get; init; } = new();

    public RetryDocument Retries { get; init; } = new();

    public ReceiveSettings Receive { get; init; } = new();

    public RecordSettings Record { get; init; } = new();

    public TelemetrySettings Telemetry { get; init; } = new();
}

internal sealed record TenantDocument
{
    public string? Name { get; init; }

    public LimitSettings Limits { get; init; } = new();
}

internal sealed record ProviderDocument
{
    public string? Name { get; init; }

    public ProviderPreset? Dialect { get; init; }

    public ProviderPreset? Preset { get; init; }

    public IReadOnlyList<Uri> BaseUrls { get; init; } = [];

    public string? Resource { get; init; }

    public string? ApiVersion { get; init; }

    public string? ApiKey { get; init; }

    public CredentialStyle? Credential { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    public string? TelemetryName { get; init; }

    public bool? StreamUsage { get; init; }

    public string? MaxTokensField { get; init; }

    public int? MaxConnections { get; init; }

    public DeadlineDocument Deadlines { get; init; } = new();

    public RetryDocument Retries { get; init; } = new();
}

internal sealed record ModelDocument
{
    public string? Name { get; init; }

    public string? Provider { get; init; }

    public string? Id { get; init; }

    public int? ContextWindow { get; init; }

    public int? MaxOutput { get; init; }

    public PriceDocument? Price { get; init; }

    public string? Tokenizer { get; init; }
}

internal sealed record PriceDocument
{
    public decimal Input { get; init; }

    public decimal Output { get; init; }

    public decimal? CachedInput { get; init; }

    public decimal? CacheWrite { get; init; }
}

internal sealed record AppDocument
{
    public string? Name { get; init; }

    public string? Model { get; init; }

    public IReadOnlyList<string?> Fallbacks { get; init; } = [];

    public string? System { get; init; }

    public IReadOnlyDictionary<string, JsonElement> Parameters { get; init; } = new Dictionary<string, JsonElement>();

    public IReadOnlyDictionary<string, JsonElement> ExtraBody { get; init; } = new Dictionary<string, JsonElement>();

    public string? Owner { get; init; }

    public bool? RecordContent { get; init; }

    public DeadlineDocument? Deadlines { get; init; }

    public RetryDocument? Retries { get; init; }
}

internal sealed record KeyDocument
{
    public string? Name { get; init; }

    public string? Tenant { get; init; }

    public string? Secret { get; init; }

    public IReadOnlyList<string?> Secrets { get; init; } = [];

    public LimitSettings Limits { get; init; } = new();

    public IReadOnlyList<string?>? Allowed { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}

internal sealed record DeadlineDocument
{
    public TimeSpan? Connect { get; init; }

    public TimeSpan? FirstToken { get; init; }

    public TimeSpan? Stall { get; init; }

    public TimeSpan? Total { get; init; }

    public DeadlineSettings Over(DeadlineSettings otherwise) => new()
    {
        Connect = Connect ?? otherwise.Connect,
        FirstToken = FirstToken ?? otherwise.FirstToken,
        Stall = Stall ?? otherwise.Stall,
        Total = Total ?? otherwise.Total,
    };
}

internal sealed record RetryDocument
{
    public int? MaxAttempts { get; init; }

    public TimeSpan? BaseDelay { get; init; }

    public TimeSpan? MaxDelay { get; init; }

    public TimeSpan? MaxRetryAfter { get; init; }

    public RetrySettings Over(RetrySettings otherwise) => new()
    {
        MaxAttempts = MaxAttempts ?? otherwise.MaxAttempts,
        BaseDelay = BaseDelay ?? otherwise.BaseDelay,
        MaxDelay = MaxDelay ?? otherwise.MaxDelay,
        MaxRetryAfter = MaxRetryAfter ?? otherwise.MaxRetryAfter,
    };
}
