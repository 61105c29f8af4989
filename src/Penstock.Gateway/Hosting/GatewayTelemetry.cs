namespace Penstock.Gateway.Hosting;

/// <summary>The names a host subscribes to for the gateway's metrics and spans.</summary>
public static class GatewayTelemetry
{
    /// <summary>The name of the gateway's <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string MeterName = "Penstock.Gateway";

    /// <summary>The name of the gateway's <see cref="System.Diagnostics.ActivitySource"/>.</summary>
    public const string ActivitySourceName = "Penstock.Gateway";
}
