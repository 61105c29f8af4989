using System.Text.Json;
using Penstock.Contracts.Money;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Server.Snapshots.Document;
using Penstock.Server.Snapshots.Presets;

namespace Penstock.Server.Snapshots.Compile;

/// <summary>A document without mistakes → settings. Presets, levels and defaults are resolved here.</summary>
internal static class SettingsBuilder
{
    public static CompiledSettings Build(PenstockDocument document)
    {
        var deadlines = document.Deadlines.Over(new DeadlineSettings());
        var retries = document.Retries.Over(new RetrySettings());
        var providers = document.Providers.Select(provider => BuildProvider(provider, deadlines, retries)).ToList();
        var byName = providers.ToDictionary(provider => provider.Name);
        var models = document.Models.Select(BuildModel).ToList();
        var providerOf = models.ToDictionary(model => model.Name, model => byName[model.Provider]);

        var gateway = new GatewaySettings
        {
            Tenants = [.. document.Tenants.Select(tenant => new TenantSettings { Name = tenant.Name!, Limits = tenant.Limits })],
            Providers = providers,
            Models = models,
            Apps = [.. document.Apps.Select(app => BuildApp(app, providerOf[app.Model!], document.Record))],
            Keys = [.. document.Keys.Select(BuildKey)],
            Receive = document.Receive,
            Deadlines = deadlines,
            Retries = retries,
        };
        return new CompiledSettings(gateway, document.Record, document.Telemetry);
    }

    private static ProviderSettings BuildProvider(ProviderDocument provider, DeadlineSettings deadlines, RetrySettings retries)
    {
        // The rules refuse a provider without one.
        var preset = ProviderRules.PresetOf(provider)!;
        return new ProviderSettings
        {
            Name = provider.Name!,
            Dialect = preset.Dialect,
            BaseUrls = BaseUrlsOf(provider, preset),
            ApiKey = provider.ApiKey,
            Credential = provider.Credential ?? preset.Credential,
            Headers = provider.Headers,
            Query = QueryOf(provider),
            TelemetryName = provider.TelemetryName ?? preset.TelemetryName,
            StreamUsage = provider.StreamUsage ?? preset.StreamUsage,
            MaxTokensField = provider.MaxTokensField ?? preset.MaxTokensField,
            Deadlines = provider.Deadlines.Over(deadlines),
            Retries = provider.Retries.Over(retries),
            MaxConnections = provider.MaxConnections ?? 2_000,
        };
    }

    private static IReadOnlyList<Uri> BaseUrlsOf(ProviderDocument provider, ProviderPreset preset) =>
        provider.BaseUrls.Count > 0 ? provider.BaseUrls
        : provider.Resource is { } resource ? [new Uri($"https://{resource}.openai.azure.com/openai/v1")]
        : [preset.BaseUrl!];

    private static Dictionary<string, string> QueryOf(ProviderDocument provider)
    {
        var query = new Dictionary<string, string>(provider.Query);
        if (provider.ApiVersion is { } version)
        {
            query.TryAdd("api-version", version);
        }

        return query;
    }

    private static ModelSettings BuildModel(ModelDocument model) => new()
    {
        Name = model.Name!,
        Provider = model.Provider!,
        Id = model.Id!,
        ContextWindow = model.ContextWindow,
        MaxOutput = model.MaxOutput,
        Price = model.Price is { } price
            ? PriceCard.FromUsdPerMillion(price.Input, price.Output, price.CachedInput, price.CacheWrite)
            : PriceCard.Free,
        Tokenizer = model.Tokenizer ?? "o200k_base",
    };

    private static AppSettings BuildApp(AppDocument app, ProviderSettings provider, RecordSettings record) => new()
    {
        Name = app.Name!,
        Model = app.Model!,
        Fallbacks = [.. app.Fallbacks.OfType<string>()],
        System = app.System,
        Parameters = new Dictionary<string, JsonElement>(app.Parameters.Concat(app.ExtraBody)),
        Owner = app.Owner,
        RecordContent = app.RecordContent ?? record.Content,
        Deadlines = app.Deadlines?.Over(provider.Deadlines!),
        Retries = app.Retries?.Over(provider.Retries!),
    };

    private static KeySettings BuildKey(KeyDocument key) => new()
    {
        Id = key.Name!,
        Name = key.Name!,
        Tenant = key.Tenant!,
        Secrets = [.. key.Secrets.Append(key.Secret).OfType<string>().Select(secret => new KeySecret(KeyHash.Of(secret), null))],
        Limits = key.Limits,
        Allowed = key.Allowed is null ? null : [.. key.Allowed.OfType<string>()],
        ExpiresAt = key.ExpiresAt,
    };
}
