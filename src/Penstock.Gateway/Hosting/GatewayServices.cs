using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Call;
using Penstock.Gateway.Call.Providers;
using Penstock.Gateway.Receive;
using Penstock.Gateway.Record;
using Penstock.Gateway.Snapshot;

namespace Penstock.Gateway.Hosting;

/// <summary>Puts the gateway into a host's container.</summary>
public static class GatewayServices
{
    /// <summary>Adds the data plane. The host also brings an <see cref="ILedger"/> and an <see cref="ITraceSink"/>.</summary>
    /// <param name="services">The container.</param>
    public static IServiceCollection AddPenstockGateway(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<GatewayLifetime>();
        services.AddSingleton<LimitBook>();
        services.AddSingleton(provider => new KeyUses(provider.GetRequiredService<LimitBook>()));
        services.AddSingleton(_ => new ByteBudget());
        services.AddSingleton(provider => new ProviderBook(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new SnapshotHolder(
            provider.GetRequiredService<LimitBook>(), provider.GetRequiredService<ProviderBook>(), provider.GetRequiredService<ByteBudget>()));
        services.AddSingleton<CallServices>();
        services.AddSingleton<BodyReader>();
        services.AddSingleton<AdmitStage>();
        services.AddSingleton<CallStage>();
        services.AddSingleton<ExchangeMetrics>();
        services.AddSingleton<RecordStage>();
        services.AddSingleton<GatewayPipeline>();
        services.AddSingleton<ModelList>();
        return services;
    }
}
