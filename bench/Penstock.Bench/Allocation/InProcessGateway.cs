using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Money;
using Penstock.Gateway.Hosting;
using Penstock.Gateway.Record;
using Penstock.Gateway.Snapshot;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Bench.Allocation;

/// <summary>The gateway in this process, on Kestrel, with a key and limits, in front of canned providers.</summary>
internal sealed class InProcessGateway : IAsyncDisposable
{
    public const string Key = "sk-bench-0123456789abcdef0123456789abcdef";

    private readonly WebApplication _host;

    private InProcessGateway(WebApplication host) => _host = host;

    public IPEndPoint Target
    {
        get
        {
            var addresses = _host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
            return new IPEndPoint(IPAddress.Loopback, new Uri(addresses!.Addresses.Single()).Port);
        }
    }

    public static async Task<InProcessGateway> StartAsync(Uri openAi, Uri anthropic, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddPenstockGateway();
        builder.Services.AddSingleton<ILedger, NoRecords>();
        builder.Services.AddSingleton<ITraceSink, NoRecords>();

        var host = builder.Build();
        host.Services.GetRequiredService<SnapshotHolder>().Replace(Settings(openAi, anthropic));
        host.MapPenstockGateway();
        await host.StartAsync(cancellationToken);

        return new InProcessGateway(host);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static GatewaySettings Settings(Uri openAi, Uri anthropic) => new()
    {
        Tenants = [new TenantSettings { Name = "bench" }],
        Providers =
        [
            new ProviderSettings { Name = "openai", Dialect = Dialect.OpenAi, BaseUrls = [openAi], ApiKey = "unused" },
            new ProviderSettings
            {
                Name = "anthropic", Dialect = Dialect.Anthropic, BaseUrls = [anthropic], ApiKey = "unused", Credential = CredentialStyle.XApiKey,
            },
        ],
        Models =
        [
            new ModelSettings { Name = "small", Provider = "openai", Id = "canned", Price = PriceCard.FromUsdPerMillion(0.15m, 0.60m) },
            new ModelSettings { Name = "other", Provider = "anthropic", Id = "canned", Price = PriceCard.FromUsdPerMillion(0.15m, 0.60m) },
        ],
        Apps = [new AppSettings { Name = "support", Model = "small" }, new AppSettings { Name = "translated", Model = "other" }],
        Keys =
        [
            new KeySettings
            {
                Id = "bench",
                Name = "bench",
                Tenant = "bench",
                Secrets = [new KeySecret(KeyHash.Of(Key), null)],
                Limits = new LimitSettings { RequestsPerMinute = 100_000_000, TokensPerMinute = 100_000_000_000 },
            },
        ],
    };
}
