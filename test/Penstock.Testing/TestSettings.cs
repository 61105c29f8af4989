using Penstock.Contracts.Dialects;
using Penstock.Contracts.Money;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Simulator;

namespace Penstock.Testing;

/// <summary>Settings for tests: one tenant, one key, and models of simulated engines.</summary>
public static class TestSettings
{
    /// <summary>The secret of the key <c>web</c>.</summary>
    public const string Secret = "psk-test-0123456789abcdef";

    public static PriceCard Price { get; } = PriceCard.FromUsdPerMillion(0.15m, 0.60m, cachedInput: 0.075m);

    /// <summary>Settings with one provider per dialect over the first engine, and a model for each named id.</summary>
    /// <param name="fleet">The engines.</param>
    /// <param name="ids">Provider model ids, faults included; each becomes a model of that name at the OpenAI provider and one with <c>claude:</c> before it at the Anthropic one.</param>
    public static GatewaySettings For(SimulatedFleet fleet, params string[] ids) => new()
    {
        Tenants = [new TenantSettings { Name = "acme" }],
        Providers =
        [
            Provider("engines", Dialect.OpenAi, fleet.Engines[0]),
            Provider("claudes", Dialect.Anthropic, fleet.Engines[0]),
        ],
        Models = [.. ids.SelectMany(id => new[] { Model(id, "engines"), Model(id, "claudes") with { Name = "claude:" + id } })],
        Keys = [Key("web", "acme", Secret)],
        Retries = new RetrySettings { BaseDelay = TimeSpan.FromMilliseconds(5) },
    };

    public static ProviderSettings Provider(string name, Dialect dialect, params SimulatedEngine[] engines) => new()
    {
        Name = name,
        Dialect = dialect,
        BaseUrls = [.. engines.Select(engine => new Uri(engine.BaseUrl))],
        ApiKey = "upstream-credential-" + name,
        Credential = dialect is Dialect.Anthropic ? CredentialStyle.XApiKey : CredentialStyle.Bearer,
        TelemetryName = dialect.Name(),
    };

    public static ModelSettings Model(string id, string provider) => new()
    {
        Name = id,
        Provider = provider,
        Id = id,
        ContextWindow = 32_768,
        Price = Price,
    };

    public static KeySettings Key(string name, string tenant, string secret) => new()
    {
        Id = "key_" + name,
        Name = name,
        Tenant = tenant,
        Secrets = [new KeySecret(KeyHash.Of(secret), ExpiresAt: null)],
    };
}
