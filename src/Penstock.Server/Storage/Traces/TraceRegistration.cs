using Microsoft.Extensions.DependencyInjection.Extensions;
using Penstock.Gateway.Record;

namespace Penstock.Server.Storage.Traces;

internal static class TraceRegistration
{
    /// <summary>The trace store. Register a <see cref="RetentionSource"/> before this to follow the configuration.</summary>
    public static IServiceCollection AddTraceStore(this IServiceCollection services)
    {
        services.TryAddSingleton(new TraceOptions());
        services.TryAddSingleton<RetentionSource>(() => new RetentionOptions());
        services.AddSingleton<TraceMetrics>();
        services.AddSingleton<TraceDatabase>();
        services.AddSingleton<TraceQueue>();
        services.AddSingleton<ITraceSink>(provider => provider.GetRequiredService<TraceQueue>());
        services.AddSingleton<TraceWriter>();
        services.AddSingleton<TraceRetention>();
        services.AddHostedService<TraceService>();
        return services;
    }
}
