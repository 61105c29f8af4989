using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Penstock.Gateway.Hosting;
using Penstock.Gateway.Record;
using Penstock.Gateway.Snapshot;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Testing;

/// <summary>The gateway alone in a host of its own on a free port: no database, no pages.</summary>
public sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GatewayHost(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public MemoryLedger Ledger => (MemoryLedger)_app.Services.GetRequiredService<ILedger>();

    public MemoryTraces Traces => (MemoryTraces)_app.Services.GetRequiredService<ITraceSink>();

    public GatewayLifetime Lifetime => _app.Services.GetRequiredService<GatewayLifetime>();

    public SnapshotHolder Snapshots => _app.Services.GetRequiredService<SnapshotHolder>();

    public IServiceProvider Services => _app.Services;

    public static async Task<GatewayHost> StartAsync(
        GatewaySettings settings, CancellationToken cancellationToken, ILoggerProvider? logs = null, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (logs is not null)
        {
            builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        }

        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // On a busy machine a caller of a test may not come to send for seconds, and is not to be taken for a slow one.
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddPenstockGateway();
        builder.Services.AddSingleton<ILedger, MemoryLedger>();
        builder.Services.AddSingleton<ITraceSink, MemoryTraces>();

        var app = builder.Build();
        app.MapPenstockGateway();
        app.Services.GetRequiredService<SnapshotHolder>().Replace(settings);
        await app.StartAsync(cancellationToken);
        return new GatewayHost(app);
    }

    /// <summary>A client that sends the test key.</summary>
    public HttpClient CreateClient()
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = Eventually.Patience };
        client.DefaultRequestHeaders.Authorization = new("Bearer", TestSettings.Secret);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Lifetime.EndStreams();
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
