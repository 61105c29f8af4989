using Penstock.Contracts.Faults;
using Penstock.Server.Problems;

namespace Penstock.Server.Hosting.Access;

/// <summary>Refuses the pages' connection to pages of another origin.</summary>
/// <remarks>
/// A browser sends cookies along with a WebSocket that any page opens, and SameSite does not tell two ports of one host
/// apart. The origin does: browsers set it, and no script can change it.
/// </remarks>
internal static class SameOrigin
{
    private const string Circuit = "/_blazor";

    public static IApplicationBuilder UseSameOrigin(this IApplicationBuilder app) => app.Use(next => http =>
        http.Request.Path.StartsWithSegments(Circuit) && IsForeign(http.Request) ? RefuseAsync(http) : next(http));

    private static Task RefuseAsync(HttpContext http) =>
        new Fault(FaultCode.KeyForbidden, "Pages of another origin may not connect to these pages.").ToProblem().ExecuteAsync(http);

    // A proxy that ends TLS changes the scheme, so host and port alone decide.
    private static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin is [{ Length: > 0 } origin]
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
