using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Penstock.Gateway.Hosting;
using Penstock.Server.Storage;

namespace Penstock.Server.Hosting.Telemetry;

internal static class TelemetryRegistration
{
    /// <summary>Prometheus always; OTLP where a collector is named. Needs snapshots, and reads them when the host starts.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<OtlpTarget>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(GatewayTelemetry.MeterName, StorageMeter.Name, HostingMeter.Name)
            .AddRuntimeInstrumentation()
            .AddPrometheusExporter());

        services.ConfigureOpenTelemetryMeterProvider(LeaveOutOthers);
        services.ConfigureOpenTelemetryMeterProvider(Export);
        services.AddOpenTelemetry().WithTracing();
        services.ConfigureOpenTelemetryTracerProvider(Export);
        return services;
    }

    /// <summary><c>/metrics</c>, in the format of Prometheus. It holds no tenant, key, user or text.</summary>
    public static void MapTelemetry(this IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint("/metrics").AsMetrics();

    // A provider hears every meter of a name in its process. Those of another server in it count what this one did not do.
    private static void LeaveOutOthers(IServiceProvider provider, MeterProviderBuilder metrics)
    {
        var own = provider.GetRequiredService<IMeterFactory>();
        metrics.AddView(instrument => instrument.Meter.Scope is { } scope && scope != own ? MetricStreamConfiguration.Drop : null);
    }

    private static void Export(IServiceProvider provider, MeterProviderBuilder metrics)
    {
        var target = provider.GetRequiredService<OtlpTarget>();
        metrics.SetResourceBuilder(Resource(target));
        if (target.Read("v1/metrics") is { } options)
        {
            metrics.AddReader(new PeriodicExportingMetricReader(new OtlpMetricExporter(options)));
        }
    }

    // Without a collector nobody listens to the source, and then spans are not even made.
    private static void Export(IServiceProvider provider, TracerProviderBuilder traces)
    {
        var target = provider.GetRequiredService<OtlpTarget>();
        if (target.Read("v1/traces") is { } options)
        {
            traces.SetResourceBuilder(Resource(target))
                .AddSource(GatewayTelemetry.ActivitySourceName)
                .AddProcessor(new BatchActivityExportProcessor(new OtlpTraceExporter(options)));
        }
    }

    private static ResourceBuilder Resource(OtlpTarget target) =>
        ResourceBuilder.CreateDefault().AddService(target.ServiceName, serviceVersion: Start.ServerArguments.Version);
}
