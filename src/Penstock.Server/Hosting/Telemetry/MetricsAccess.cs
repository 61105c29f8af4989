using Penstock.Contracts.Faults;
using Penstock.Server.Hosting.Access;
using Penstock.Server.Problems;
using Penstock.Server.Snapshots;

namespace Penstock.Server.Hosting.Telemetry;

/// <summary>Who may read <c>/metrics</c>: everybody, or whoever sends <c>telemetry.metrics_key</c> where one is configured.</summary>
/// <remarks>The metrics show cost by model and traffic by app. The configuration in force is asked each time, so a change holds at once.</remarks>
internal static class MetricsAccess
{
    private static readonly Mark OfMetrics = new();

    /// <summary>Marks an endpoint as one of metrics; the routes decide which paths lead to it, not a comparison of paths.</summary>
    public static void AsMetrics(this IEndpointConventionBuilder endpoint) => endpoint.WithMetadata(OfMetrics);

    /// <summary>Asks for the key; goes behind the routing.</summary>
    public static IApplicationBuilder UseMetricsKey(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Mark>() is not null && Refusal(http) is { } refusal)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await refusal.ToProblem().ExecuteAsync(http);
            return;
        }

        await next(http);
    });

    private static Fault? Refusal(HttpContext http)
    {
        var services = http.RequestServices;
        if (services.GetRequiredService<SnapshotService>().Current?.Telemetry.MetricsKey is not { } key)
        {
            return null;
        }

        if (SentKey.Read(http.Request) is not { } sent)
        {
            return new Fault(FaultCode.MetricsKeyInvalid, "Send the metrics key as 'Authorization: Bearer KEY'. It is telemetry.metrics_key of the configuration; the admin key opens the metrics too.");
        }

        // Both are compared in any case: which of the two was wrong is nobody's business.
        var isMetricsKey = SentKey.Matches(key, sent);
        var isAdminKey = services.GetRequiredService<AdminKey>().Matches(sent);
        return isMetricsKey || isAdminKey
            ? null
            : new Fault(FaultCode.MetricsKeyInvalid, "The metrics key is not valid. It is telemetry.metrics_key of the configuration; the admin key opens the metrics too.");
    }

    private sealed class Mark;
}
