using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Testing;
using Penstock.Gateway.Hosting;
using Penstock.Gateway.Snapshot;
using Penstock.Server.Features.Access;
using Penstock.Server.Features.Registry;
using Penstock.Server.Snapshots;
using Penstock.Server.Storage;
using Penstock.Testing;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Snapshots;

/// <summary>Snapshots, keys and registry over a real database file, without HTTP.</summary>
internal sealed class ControlPlane : IAsyncDisposable
{
    public const string Secret = "web-secret-0123456789";

    private readonly ServiceProvider _services;

    private ControlPlane(TempFolder temp, ServiceProvider services) => (Temp, _services) = (temp, services);

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public TempFolder Temp { get; }

    public SnapshotService Snapshots => _services.GetRequiredService<SnapshotService>();

    public SnapshotHolder Gateway => _services.GetRequiredService<SnapshotHolder>();

    public KeyService Keys => _services.GetRequiredService<KeyService>();

    public ConfigService Config => _services.GetRequiredService<ConfigService>();

    public FakeLogCollector Log => _services.GetFakeLogCollector();

    public static async Task<ControlPlane> OpenAsync(TempFolder temp, string? configFile = null, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddFakeLogging();
        services.AddSingleton(clock ?? TimeProvider.System);
        services.AddStorage(temp.Folder).AddPenstockGateway().AddAccess().AddRegistry();
        services.AddSnapshots(new SnapshotOptions
        {
            ConfigFile = configFile,
            Variables = name => name is "WEB_KEY" ? Secret : name is "ENGINES_KEY" ? "engines-secret" : null,
        });
        var plane = new ControlPlane(temp, services.BuildServiceProvider());
        await plane._services.GetRequiredService<StorageMigrator>().MigrateAsync(Stop);
        return plane;
    }

    public static async Task<ControlPlane> StartAsync(TempFolder temp, string? configFile = null, TimeProvider? clock = null)
    {
        var plane = await OpenAsync(temp, configFile, clock);
        var refusal = await plane.Snapshots.StartAsync(
            new BuiltInValues(new Uri("http://127.0.0.1:5999/v1"), "demo-secret-0123456789"), Stop);
        Assert.Null(refusal);
        return plane;
    }

    public async Task WatchAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(Stop);
        }
    }

    public async Task<PenstockDb> OpenDatabaseAsync() =>
        await _services.GetRequiredService<IDbContextFactory<PenstockDb>>().CreateDbContextAsync(Stop);

    /// <summary>Waits until the state is as wanted.</summary>
    public async Task<SnapshotState> UntilAsync(Func<SnapshotState, bool> isWanted)
    {
        var state = await Eventually.GetAsync(() => Task.FromResult(Snapshots.Current), state => state is not null && isWanted(state), Stop);
        return state!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }
}
