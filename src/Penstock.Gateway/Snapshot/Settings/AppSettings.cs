using System.Text.Json;

namespace Penstock.Gateway.Snapshot.Settings;

/// <summary>A logical application: what a caller names in <c>model</c>.</summary>
public sealed record AppSettings
{
    /// <summary>The name callers use.</summary>
    public required string Name { get; init; }

    /// <summary>The model that answers.</summary>
    public required string Model { get; init; }

    /// <summary>Models tried in this order when the first cannot answer.</summary>
    public IReadOnlyList<string> Fallbacks { get; init; } = [];

    /// <summary>The system prompt put before the caller's messages, or <see langword="null"/>.</summary>
    public string? System { get; init; }

    /// <summary>Request fields, in OpenAI's names, that fill in what the caller leaves out.</summary>
    public IReadOnlyDictionary<string, JsonElement> Parameters { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Who answers for the app, or <see langword="null"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether traces keep prompts and answers. Default false.</summary>
    public bool RecordContent { get; init; }

    /// <summary>Deadlines of this app; <see langword="null"/> means the provider's.</summary>
    public DeadlineSettings? Deadlines { get; init; }

    /// <summary>Retries of this app; <see langword="null"/> means the provider's.</summary>
    public RetrySettings? Retries { get; init; }
}
