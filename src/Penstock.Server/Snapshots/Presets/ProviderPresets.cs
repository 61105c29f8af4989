using Penstock.Contracts.Dialects;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Server.Snapshots.Presets;

/// <summary>The presets. Telemetry names are OpenTelemetry's where it has one, else the vendor's own.</summary>
internal static class ProviderPresets
{
    private const string CompletionTokens = "max_completion_tokens";

    public static ProviderPreset OpenAi { get; } = new("openai", Dialect.OpenAi, "openai")
    {
        BaseUrl = new Uri("https://api.openai.com/v1"),
        MaxTokensField = CompletionTokens,
    };

    public static ProviderPreset Anthropic { get; } = new("anthropic", Dialect.Anthropic, "anthropic")
    {
        BaseUrl = new Uri("https://api.anthropic.com/v1"),
        Credential = CredentialStyle.XApiKey,
    };

    /// <summary>Azure's version 1 path takes no api-version and lies under the resource's own host.</summary>
    public static ProviderPreset AzureOpenAi { get; } = new("azure-openai", Dialect.OpenAi, "azure.ai.openai")
    {
        Credential = CredentialStyle.ApiKey,
        MaxTokensField = CompletionTokens,
    };

    public static IReadOnlyList<ProviderPreset> All { get; } =
    [
        OpenAi,
        Anthropic,
        AzureOpenAi,
        Hosted("gemini", "gcp.gemini", "https://generativelanguage.googleapis.com/v1beta/openai"),

        // Mistral refuses fields it does not know and sends usage with the last chunk unasked.
        Hosted("mistral", "mistral_ai", "https://api.mistral.ai/v1") with { StreamUsage = false },
        Hosted("groq", "groq", "https://api.groq.com/openai/v1") with { MaxTokensField = CompletionTokens },
        Hosted("deepseek", "deepseek", "https://api.deepseek.com/v1"),
        Hosted("openrouter", "openrouter", "https://openrouter.ai/api/v1"),
        Hosted("together", "together_ai", "https://api.together.xyz/v1"),
        Local("ollama", "http://127.0.0.1:11434/v1"),
        Local("vllm", "http://127.0.0.1:8000/v1"),
        Local("llama.cpp", "http://127.0.0.1:8080/v1"),
    ];

    private static ProviderPreset Hosted(string name, string telemetryName, string baseUrl) =>
        new(name, Dialect.OpenAi, telemetryName) { BaseUrl = new Uri(baseUrl) };

    private static ProviderPreset Local(string name, string baseUrl) =>
        new(name, Dialect.OpenAi, name) { BaseUrl = new Uri(baseUrl), NeedsKey = false };
}
