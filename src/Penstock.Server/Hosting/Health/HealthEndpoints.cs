using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Penstock.Server.Hosting.Health;

/// <summary>What probes ask: does the process live, and does it answer.</summary>
internal static class HealthEndpoints
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Json(new Health("live", [], []))).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static JsonHttpResult<Health> Ready(HttpContext context, Readiness readiness)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (missing, degraded) = (readiness.Missing(), readiness.Degraded());
        return missing.Count == 0
            ? TypedResults.Json(new Health("ready", missing, degraded))
            : TypedResults.Json(new Health("not_ready", missing, degraded), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private sealed record Health(
        [property: JsonPropertyName("status")] string Status,
        [property: JsonPropertyName("missing")] IReadOnlyList<string> Missing,
        [property: JsonPropertyName("degraded")] IReadOnlyList<string> Degraded);
}
