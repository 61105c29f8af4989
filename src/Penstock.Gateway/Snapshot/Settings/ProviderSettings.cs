using Penstock.Contracts.Dialects;

namespace Penstock.Gateway.Snapshot.Settings;

/// <summary>How Penstock shows its credential to a provider.</summary>
public enum CredentialStyle
{
    /// <summary><c>Authorization: Bearer …</c>.</summary>
    Bearer,

    /// <summary><c>x-api-key: …</c>, as Anthropic wants it.</summary>
    XApiKey,

    /// <summary><c>api-key: …</c>, as Azure OpenAI wants it.</summary>
    ApiKey,
}

/// <summary>An upstream that speaks one dialect. Several base URLs are a pool of equal replicas.</summary>
public sealed record ProviderSettings
{
    /// <summary>The name used in models.</summary>
    public required string Name { get; init; }

    /// <summary>The wire format.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>At least one absolute http or https URL, without a trailing slash, to which <c>/chat/completions</c> or <c>/messages</c> is added. An Anthropic URL without a path gets <c>/v1</c>.</summary>
    public required IReadOnlyList<Uri> BaseUrls { get; init; }

    /// <summary>The credential, or <see langword="null"/> for none. Never leaves in an answer, log or trace.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Where the credential goes.</summary>
    public CredentialStyle Credential { get; init; }

    /// <summary>Headers sent with every call, beside the credential.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Query parameters sent with every call, for example <c>api-version</c>.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>The provider's value of OpenTelemetry's <c>gen_ai.provider.name</c>.</summary>
    public string TelemetryName { get; init; } = "openai";

    /// <summary>Whether the provider takes <c>stream_options.include_usage</c> (OpenAI dialect only). Default true.</summary>
    public bool StreamUsage { get; init; } = true;

    /// <summary>The field for the longest answer when Penstock writes the request: <c>max_tokens</c> or <c>max_completion_tokens</c>.</summary>
    public string MaxTokensField { get; init; } = "max_completion_tokens";

    /// <summary>Deadlines of this provider; <see langword="null"/> means the gateway's.</summary>
    public DeadlineSettings? Deadlines { get; init; }

    /// <summary>Retries of this provider; <see langword="null"/> means the gateway's.</summary>
    public RetrySettings? Retries { get; init; }

    /// <summary>The most connections to one base URL: 1 to 100,000. Default 2,000.</summary>
    public int MaxConnections { get; init; } = 2_000;
}
