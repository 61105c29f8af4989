using Penstock.Gateway.Snapshot.Settings;
using Penstock.Server.Snapshots.Presets;
using Penstock.Server.Snapshots.Shapes;
using static Penstock.Server.Snapshots.Document.Values;

namespace Penstock.Server.Snapshots.Document;

/// <summary>Providers and models.</summary>
internal static class UpstreamShapes
{
    private const int MostTokens = 100_000_000;
    private const string FromPreset = "the preset's";

    private static readonly ChoiceShape<ProviderPreset> Preset =
        new([.. ProviderPresets.All.Select(preset => (preset.Name, preset))]);

    private static readonly ChoiceShape<CredentialStyle> Credential = new(CredentialNames.All);

    private static readonly DecimalShape Usd = new(0, 1_000_000, " USD per million tokens");

    public static SectionShape<ProviderDocument> Provider { get; } = new SectionShape<ProviderDocument>(
            "provider", "An upstream that speaks one dialect. Give it a `dialect` or a `preset`.", new ProviderDocument())
        .Required("name", Name, (d, v) => d with { Name = v }, "The name, unique among providers.")
        .Optional("dialect", Preset, (d, v) => d with { Dialect = v }, "The wire format: openai or anthropic. A preset's name is good here too.", FromPreset)
        .Optional("preset", Preset, (d, v) => d with { Preset = v }, "What is known about a provider beforehand: address, credential style, names.", "none")
        .Optional("base_urls", ListOf(new UrlShape(), "a list of URLs", min: 1, max: 1_000), (d, v) => d with { BaseUrls = v }, "Addresses to which /chat/completions or /messages is added. Several are a pool of equal replicas.", FromPreset)
        .Optional("resource", new TextShape("a resource name of letters, digits and -", maxLength: 64, pattern: "^[A-Za-z0-9-]+$"), (d, v) => d with { Resource = v }, "azure-openai only: the resource, for https://RESOURCE.openai.azure.com/openai/v1.")
        .Optional("api_version", new TextShape("an API version", maxLength: 64, pattern: "^[A-Za-z0-9._-]+$"), (d, v) => d with { ApiVersion = v }, "azure-openai only: sent as the query parameter api-version.", "none; the v1 path needs none")
        .Optional("api_key", Secret("the provider's credential"), (d, v) => d with { ApiKey = v }, "The credential. Best a variable: ${OPENAI_API_KEY}.", "none")
        .Optional("credential", Credential, (d, v) => d with { Credential = v }, "The header that carries the credential: `Authorization: Bearer`, `x-api-key` or `api-key`.", FromPreset)
        .Optional("headers", Headers(), (d, v) => d with { Headers = v }, "Headers sent with every call.", "none")
        .Optional("query", new TableShape<string>(new TextShape("text", minLength: 0) { IsSecret = true }, "a mapping from names to texts", "^[^&=#?]{1,128}$", "a query parameter's name"), (d, v) => d with { Query = v }, "Query parameters sent with every call.", "none")
        .Optional("max_connections", Whole(1, 100_000), (d, v) => d with { MaxConnections = (int)v }, "The most connections to one base URL.", "2000")
        .Optional("deadlines", CallShapes.Deadlines, (d, v) => d with { Deadlines = v }, "Deadlines of this provider.", "the gateway's")
        .Optional("retries", CallShapes.Retries, (d, v) => d with { Retries = v }, "Retries of this provider.", "the gateway's")
        .Optional("stream_usage", Flag, (d, v) => d with { StreamUsage = v }, "Whether the provider takes stream_options.include_usage.", FromPreset)
        .Optional("max_tokens_field", Choice("max_tokens", "max_completion_tokens"), (d, v) => d with { MaxTokensField = v }, "The field for the longest answer where Penstock writes the request.", FromPreset)
        .Optional("telemetry_name", Name, (d, v) => d with { TelemetryName = v }, "The value of gen_ai.provider.name.", FromPreset);

    private static readonly SectionShape<PriceDocument> Price = new SectionShape<PriceDocument>(
            "price", "What tokens cost, in USD per million.", new PriceDocument())
        .Required("input", Usd, (d, v) => d with { Input = v }, "Input tokens.")
        .Optional("cached_input", Usd, (d, v) => d with { CachedInput = v }, "Input tokens read from the provider's cache.", "input")
        .Optional("cache_write", Usd, (d, v) => d with { CacheWrite = v }, "Input tokens written to the provider's cache.", "input")
        .Optional("output", Usd, (d, v) => d with { Output = v }, "Output tokens, reasoning included.", "0");

    public static SectionShape<ModelDocument> Model { get; } = new SectionShape<ModelDocument>(
            "model", "A registered model.", new ModelDocument())
        .Required("name", Name, (d, v) => d with { Name = v }, "The name, unique among models.")
        .Required("provider", Name, (d, v) => d with { Provider = v }, "The provider that serves it.")
        .Required("id", Text(512), (d, v) => d with { Id = v }, "The exact model id the provider is asked for.")
        .Optional("context_window", Whole(1, MostTokens), (d, v) => d with { ContextWindow = (int)v }, "Tokens of prompt and answer together.", "unknown")
        .Optional("max_output", Whole(1, MostTokens), (d, v) => d with { MaxOutput = (int)v }, "The longest answer in tokens; fills the field that Anthropic requires.", "unknown")
        .Optional("price", Price, (d, v) => d with { Price = v }, "What its tokens cost, in USD per million.", "free")
        .Optional("tokenizer", Choice("o200k_base", "cl100k_base"), (d, v) => d with { Tokenizer = v }, "The encoding used where Penstock must count tokens itself.", "o200k_base");
}
