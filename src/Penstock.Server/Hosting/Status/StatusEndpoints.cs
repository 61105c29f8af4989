using Microsoft.AspNetCore.Http.HttpResults;
using Penstock.Contracts.Admin.Status;

namespace Penstock.Server.Hosting.Status;

internal static class StatusEndpoints
{
    public static IEndpointRouteBuilder MapStatus(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/status", Read).WithName("GetStatus").WithTags("Status").WithSummary("The state of this server process.");
        return admin;
    }

    private static Ok<StatusView> Read(StatusReport report) => TypedResults.Ok(report.Read());
}
