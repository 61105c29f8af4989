using Microsoft.Extensions.DependencyInjection.Extensions;
using Penstock.Server.Snapshots.Sources;

namespace Penstock.Server.Snapshots;

internal static class SnapshotRegistration
{
    /// <summary>The snapshot's writer and its sources. Needs storage and the gateway.</summary>
    public static IServiceCollection AddSnapshots(this IServiceCollection services, SnapshotOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StoredKeys>();
        services.AddSingleton<AppliedDocuments>();
        services.AddSingleton<SnapshotService>();
        services.AddHostedService<ConfigFileWatcher>();
        return services;
    }
}
