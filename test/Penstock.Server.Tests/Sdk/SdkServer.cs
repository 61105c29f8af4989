using System.Text;
using Penstock.Simulator;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Sdk;

/// <summary>The server that the vendors' SDKs talk to: a process of its own, in front of simulated engines of both dialects.</summary>
public sealed class SdkServer : IAsyncLifetime
{
    public const string Key = "psk-web-0123456789abcdef0123456789";
    public const string LimitedKey = "psk-limited-0123456789abcdef012345";

    /// <summary>The dialects of the providers behind the server; every SDK is run against each.</summary>
    public static readonly string[] Targets = ["openai", "anthropic"];

    // What a script calls a model, and what the simulated engine is asked for: its faults stand in the name.
    private static readonly (string Kind, string Id)[] Kinds =
    [
        ("chat", "sim-small"),
        ("reason", "sim-reason"),
        ("paced", "sim-small!tokens-200!per-token-40ms"),
        ("cut", "sim-small!tokens-40!cut-at-6"),
        ("limited", "sim-small!status-429!retry-after-20s"),
    ];

    private readonly TestFolder _folder = TestFolder.Create();
    private SimulatedFleet _fleet = null!;
    private PenstockProcess _process = null!;

    public Uri Address => _process.Address;

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        _fleet = await SimulatedFleet.StartAsync(new FleetOptions(), cancellationToken);
        var config = _folder.In("penstock.yaml");
        await File.WriteAllTextAsync(config, Yaml(new Uri(_fleet.Engines[0].BaseUrl)), cancellationToken);
        _process = await PenstockProcess.StartAsync(
            _folder.In("data"), ["--config", config], cancellationToken, ("WEB_KEY", Key), ("LIMITED_KEY", LimitedKey));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _fleet.DisposeAsync();
        _folder.Dispose();
    }

    private static string Yaml(Uri engine)
    {
        var yaml = new StringBuilder($$"""
            tenants:
              - name: acme
            providers:
              - name: openai
                dialect: openai
                base_urls: [{{engine}}]
                api_key: unused
              - name: anthropic
                dialect: anthropic
                base_urls: [{{engine}}]
                api_key: unused
            keys:
              - name: web
                tenant: acme
                secret: ${WEB_KEY}
                limits: {requests_per_minute: 1000000, tokens_per_minute: 1000000000}
              - name: limited
                tenant: acme
                secret: ${LIMITED_KEY}
                limits: {requests_per_minute: 2}
            models:
              - {name: embed, provider: openai, id: sim-embed}

            """);
        foreach (var target in Targets)
        {
            foreach (var (kind, id) in Kinds)
            {
                yaml.Append($"  - {{name: {target}-{kind}, provider: {target}, id: \"{id}\", context_window: 32768}}\n");
            }
        }

        return yaml.ToString();
    }
}

/// <summary>One server for every SDK, one SDK at a time.</summary>
[CollectionDefinition(nameof(SdkServer))]
public sealed class SdkCollection : ICollectionFixture<SdkServer>;
