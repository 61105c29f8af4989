using Penstock.Server.Features.Overview;
using Penstock.Server.Features.Traces;
using Penstock.Server.Features.Usage;
using Penstock.Server.Snapshots;
using Penstock.Server.Storage;
using Penstock.Server.Storage.Ledger;
using Penstock.Server.Storage.Traces;

namespace Penstock.Server.Hosting.Records;

internal static class RecordsRegistration
{
    /// <summary>The ledger, the trace store and the questions about them. Needs storage and snapshots.</summary>
    public static IServiceCollection AddRecords(this IServiceCollection services)
    {
        services.AddSingleton<RetentionSource>(provider => new ConfiguredRetention(provider.GetRequiredService<SnapshotService>()).Read);
        services.AddLedger();
        services.AddTraceStore();
        services.AddSingleton<StoreReport>();
        services.AddTraces();
        services.AddUsage();
        services.AddOverview();
        services.AddSingleton<RecordsStatus>();
        return services;
    }

    /// <summary>The questions' paths.</summary>
    public static IEndpointRouteBuilder MapRecords(this IEndpointRouteBuilder admin) =>
        admin.MapTraces().MapUsage().MapOverview();
}
