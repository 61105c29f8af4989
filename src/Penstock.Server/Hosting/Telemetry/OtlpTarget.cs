using OpenTelemetry.Exporter;
using Penstock.Server.Hosting.Start;
using Penstock.Server.Snapshots;

namespace Penstock.Server.Hosting.Telemetry;

/// <summary>Where OpenTelemetry data goes: <c>PENSTOCK_OTLP_ENDPOINT</c>, else the configuration, else the standard <c>OTEL_</c> variables.</summary>
internal sealed class OtlpTarget(ServerOptions options, SnapshotService snapshots)
{
    public string ServiceName =>
        options.Variables("OTEL_SERVICE_NAME") ?? snapshots.Current?.Telemetry.ServiceName ?? new TelemetrySettings().ServiceName;

    /// <summary>What an exporter needs, or <see langword="null"/> when no collector is named.</summary>
    /// <param name="path">The signal's path below the collector's address, for HTTP.</param>
    public OtlpExporterOptions? Read(string path)
    {
        var settings = snapshots.Current?.Telemetry ?? new TelemetrySettings();
        if (Uri.TryCreate(options.Variables("PENSTOCK_OTLP_ENDPOINT"), UriKind.Absolute, out var named))
        {
            return Of(named, options.Variables("PENSTOCK_OTLP_PROTOCOL") ?? settings.OtlpProtocol, settings, path);
        }

        if (settings.OtlpEndpoint is { } configured)
        {
            return Of(configured, settings.OtlpProtocol, settings, path);
        }

        // The exporter's own defaults read the standard variables.
        return options.Variables("OTEL_EXPORTER_OTLP_ENDPOINT") is null ? null : new OtlpExporterOptions();
    }

    private static OtlpExporterOptions Of(Uri endpoint, string protocol, TelemetrySettings settings, string path)
    {
        var http = protocol == "http/protobuf";
        return new OtlpExporterOptions
        {
            Endpoint = http ? new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/" + path) : endpoint,
            Protocol = http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc,
            Headers = string.Join(',', settings.OtlpHeaders.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}")),
        };
    }
}
