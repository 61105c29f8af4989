using Penstock.Contracts.Dialects;
using Penstock.Contracts.Money;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Server.Snapshots.Compile;

namespace Penstock.Server.Tests.Snapshots;

public sealed class GoodDocumentTests
{
    [Fact]
    public void The_plain_file_means_what_it_says()
    {
        var compiled = DocumentCompiler.Compile(
            File.ReadAllBytes(Path.Combine(SnapshotFiles.Folder, "Good", "plain.yaml")),
            name => name switch { "ENGINES_KEY" => "engines-secret", "WEB_KEY" => "web-secret-0123456789", _ => null });

        Assert.Empty(compiled.Mistakes);
        Assert.Empty(compiled.Warnings);
        var settings = compiled.Settings!.Gateway;
        Assert.Equal("acme", Assert.Single(settings.Tenants).Name);
        var provider = Assert.Single(settings.Providers);
        Assert.Equal((Dialect.OpenAi, "engines-secret", CredentialStyle.Bearer), (provider.Dialect, provider.ApiKey, provider.Credential));
        Assert.Equal([new Uri("http://127.0.0.1:9001/v1")], provider.BaseUrls);
        var model = Assert.Single(settings.Models);
        Assert.Equal(("small", "engines", "sim-small", 32_768), (model.Name, model.Provider, model.Id, model.ContextWindow));
        Assert.Equal(PriceCard.FromUsdPerMillion(0.15m, 0.60m, 0.075m), model.Price);
        var app = Assert.Single(settings.Apps);
        Assert.Equal(("support", "small", "You answer briefly."), (app.Name, app.Model, app.System));
        Assert.Equal("0.2", app.Parameters["temperature"].GetRawText());
        var key = Assert.Single(settings.Keys);
        Assert.Equal([new KeySecret(KeyHash.Of("web-secret-0123456789"), null)], key.Secrets);
        Assert.Equal(new LimitSettings { RequestsPerMinute = 600, TokensPerMinute = 1_000_000 }, key.Limits);
    }

    [Fact]
    public void A_variable_that_holds_yaml_stays_plain_text()
    {
        var app = Compile(
            """
            providers: [{name: p, dialect: ollama}]
            models: [{name: m, provider: p, id: x}]
            apps: [{name: a, model: m, system: "${PROMPT}", parameters: {seed: "${SEED:-7}", metadata: {who: "${PROMPT}"}}}]
            """,
            ("PROMPT", "a: b\n- [1, {x: *y}]\t# no comment")).Apps[0];

        Assert.Equal("a: b\n- [1, {x: *y}]\t# no comment", app.System);
        Assert.Equal("7", app.Parameters["seed"].GetRawText());
        Assert.Equal(app.System, app.Parameters["metadata"].GetProperty("who").GetString());
    }

    [Fact]
    public void Two_dollar_signs_are_one_and_a_lone_one_stays()
    {
        var app = Compile(
            """
            providers: [{name: p, dialect: ollama}]
            models: [{name: m, provider: p, id: x}]
            apps: [{name: a, model: m, system: "It costs $5, $${NAME} is a variable, and ${EMPTY:-nothing} is left of $$"}]
            """,
            ("EMPTY", "")).Apps[0];

        Assert.Equal("It costs $5, ${NAME} is a variable, and nothing is left of $", app.System);
    }

    [Fact]
    public void Anchors_and_merge_keys_save_repetition()
    {
        var models = Compile(
            """
            providers: [{name: p, dialect: ollama}]
            models:
              - &base {name: m, provider: p, id: x, context_window: 100}
              - {<<: *base, name: n, id: y}
            """).Models;

        Assert.Equal(["m", "n"], models.Select(model => model.Name));
        Assert.Equal(["x", "y"], models.Select(model => model.Id));
        Assert.All(models, model => Assert.Equal(100, model.ContextWindow));
    }

    [Fact]
    public void What_is_left_out_comes_from_the_level_above()
    {
        var settings = Compile(
            """
            deadlines: {connect: 1s, stall: 500ms}
            retries: {max_attempts: 3}
            providers:
              - {name: p, dialect: ollama, deadlines: {first_token: 2m}}
            models: [{name: m, provider: p, id: x}]
            apps:
              - {name: a, model: m, deadlines: {total: 1h}, retries: {max_delay: 1s, base_delay: 0s}}
              - {name: b, model: m}
            """);

        var expected = new DeadlineSettings
        {
            Connect = TimeSpan.FromSeconds(1),
            FirstToken = TimeSpan.FromMinutes(2),
            Stall = TimeSpan.FromMilliseconds(500),
            Total = TimeSpan.FromHours(1),
        };
        Assert.Equal(expected, settings.Apps[0].Deadlines);
        Assert.Equal(expected with { Total = TimeSpan.FromMinutes(10) }, settings.Providers[0].Deadlines);
        Assert.Equal(
            new RetrySettings { MaxAttempts = 3, BaseDelay = TimeSpan.Zero, MaxDelay = TimeSpan.FromSeconds(1) },
            settings.Apps[0].Retries);
        Assert.Null(settings.Apps[1].Deadlines);
    }

    [Theory]
    [InlineData("dialect: anthropic", "https://api.anthropic.com/v1", Dialect.Anthropic, CredentialStyle.XApiKey, "anthropic")]
    [InlineData("dialect: openai", "https://api.openai.com/v1", Dialect.OpenAi, CredentialStyle.Bearer, "openai")]
    [InlineData("dialect: mistral", "https://api.mistral.ai/v1", Dialect.OpenAi, CredentialStyle.Bearer, "mistral_ai")]
    [InlineData("preset: gemini", "https://generativelanguage.googleapis.com/v1beta/openai", Dialect.OpenAi, CredentialStyle.Bearer, "gcp.gemini")]
    [InlineData("preset: vllm, dialect: openai", "http://127.0.0.1:8000/v1", Dialect.OpenAi, CredentialStyle.Bearer, "vllm")]
    [InlineData("preset: azure-openai, resource: north", "https://north.openai.azure.com/openai/v1", Dialect.OpenAi, CredentialStyle.ApiKey, "azure.ai.openai")]
    public void Presets_say_what_the_file_leaves_out(
        string keys, string baseUrl, Dialect dialect, CredentialStyle credential, string telemetryName)
    {
        var provider = Compile($"providers: [{{name: p, {keys}}}]").Providers[0];

        Assert.Equal([new Uri(baseUrl)], provider.BaseUrls);
        Assert.Equal((dialect, credential, telemetryName), (provider.Dialect, provider.Credential, provider.TelemetryName));
    }

    [Fact]
    public void What_the_file_says_goes_before_the_preset()
    {
        var provider = Compile(
            """
            providers:
              - name: p
                preset: azure-openai
                base_urls: [https://a.example/openai/v1/]
                api_version: preview
                credential: bearer
                stream_usage: false
                max_tokens_field: max_tokens
                max_connections: 7
                headers: {x-team: blue}
                query: {trace: "1"}
            """).Providers[0];

        Assert.Equal([new Uri("https://a.example/openai/v1")], provider.BaseUrls);
        Assert.Equal((CredentialStyle.Bearer, false, "max_tokens", 7), (provider.Credential, provider.StreamUsage, provider.MaxTokensField, provider.MaxConnections));
        Assert.Equal("blue", provider.Headers["x-team"]);
        Assert.Equal(("1", "preview"), (provider.Query["trace"], provider.Query["api-version"]));
    }

    [Fact]
    public void Short_and_plain_secrets_are_warned_of_without_repeating_them()
    {
        var compiled = DocumentCompiler.Compile("tenants: [{name: t}]\nkeys: [{name: k, tenant: t, secret: hunter2}]", _ => null);

        Assert.NotNull(compiled.Settings);
        Assert.Equal(2, compiled.Warnings.Count);
        Assert.All(compiled.Warnings, warning => Assert.DoesNotContain("hunter2", warning.Message, StringComparison.Ordinal));
    }

    private static GatewaySettings Compile(string text, params (string Name, string Value)[] variables)
    {
        var compiled = DocumentCompiler.Compile(text, variables.ToDictionary(pair => pair.Name, pair => pair.Value).GetValueOrDefault);
        Assert.Empty(compiled.Mistakes);
        return compiled.Settings!.Gateway;
    }
}
