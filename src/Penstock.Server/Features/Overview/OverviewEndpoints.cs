using Microsoft.AspNetCore.Http.HttpResults;
using Penstock.Contracts.Admin.Overview;
using Penstock.Contracts.Faults;
using Penstock.Server.Problems;

namespace Penstock.Server.Features.Overview;

internal static class OverviewEndpoints
{
    public static IEndpointRouteBuilder MapOverview(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/overview", ReadAsync)
            .WithName("GetOverview")
            .WithTags("Overview")
            .WithSummary("Requests, errors, times, tokens and cost of the last minutes, hours or days.")
            .ProducesProblem(StatusCodes.Status400BadRequest);

        return admin;
    }

    private static async Task<Results<Ok<OverviewView>, ProblemHttpResult>> ReadAsync(
        string? window, OverviewStore overview, CancellationToken cancellationToken)
    {
        if (OverviewWindow.Find(window ?? OverviewWindow.Default) is not { } found)
        {
            return new Fault(FaultCode.RequestInvalid, $"window must be one of {OverviewWindow.Names}.") { Param = "window" }.ToProblem();
        }

        return TypedResults.Ok(await overview.ReadAsync(found, cancellationToken));
    }
}
