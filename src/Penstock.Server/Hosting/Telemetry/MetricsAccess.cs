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
        if (http.GetEndpoint()?.Metadata.GetMetadata<Mark>() is null || !await RefuseAsync(http))
        {
            await next(http);
        }
    });

    /// <returns>Whether the request was refused.</returns>
    private static async Task<bool> RefuseAsync(HttpContext http)
    {
        var services = http.RequestServices;
        if (services.GetRequiredService<SnapshotService>().Current?.Telemetry.MetricsKey is not { } key)
        {
            return false;
        }

        if (SentKey.Read(http.Request) is not { } sent)
        {
            return await RefuseAsync(http, "Send the metrics key as 'Authorization: Bearer KEY'.");
        }

        var adminKey = services.GetRequiredService<AdminKey>();
        var trial = services.GetRequiredService<KeyGuesses>().Try(
            KeyGuessMetrics.Metrics, http.Connection.RemoteIpAddress, () => SentKey.Matches(key, sent) || adminKey.Matches(sent));
        if (trial.RetryAfter is { } wait)
        {
            await HeldOff.WriteAsync(http, wait);
            return true;
        }

        return !trial.IsRight && await RefuseAsync(http, "The metrics key is not valid.");
    }

    private static async Task<bool> RefuseAsync(HttpContext http, string detail)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        await new Fault(FaultCode.MetricsKeyInvalid, detail + " It is telemetry.metrics_key of the configuration; the admin key opens the metrics too.")
            .ToProblem().ExecuteAsync(http);
        return true;
    }

    private sealed class Mark;
}
