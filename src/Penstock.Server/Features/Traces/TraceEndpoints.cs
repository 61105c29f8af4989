using Microsoft.AspNetCore.Http.HttpResults;
using Penstock.Contracts.Admin.Traces;
using Penstock.Contracts.Faults;
using Penstock.Contracts.Ids;
using Penstock.Server.Problems;

namespace Penstock.Server.Features.Traces;

internal static class TraceEndpoints
{
    public static IEndpointRouteBuilder MapTraces(this IEndpointRouteBuilder admin)
    {
        var traces = admin.MapGroup("/traces").WithTags("Traces");

        traces.MapGet("", ListAsync)
            .WithName("ListTraces")
            .WithSummary("Traces, newest first, narrowed by any of the filters.")
            .ProducesProblem(StatusCodes.Status400BadRequest);

        traces.MapGet("/{id}", FindAsync)
            .WithName("GetTrace")
            .WithSummary("One trace in full, with its attempts.")
            .ProducesProblem(StatusCodes.Status404NotFound);

        return admin;
    }

    private static async Task<Results<Ok<TracePage>, ProblemHttpResult>> ListAsync(
        [AsParameters] TraceListRequest request, TraceStore traces, CancellationToken cancellationToken)
    {
        var query = request.ToQuery();
        if (TraceFilter.Check(query) is { } fault)
        {
            return fault.ToProblem();
        }

        return TypedResults.Ok(await traces.ListAsync(query, cancellationToken));
    }

    private static async Task<Results<Ok<TraceView>, ProblemHttpResult>> FindAsync(
        string id, TraceStore traces, CancellationToken cancellationToken)
    {
        if (TraceId.TryParse(id, out var parsed) && await traces.FindAsync(parsed, cancellationToken) is { } trace)
        {
            return TypedResults.Ok(trace);
        }

        return new Fault(FaultCode.NotFound, "No trace has this id. It may have been dropped, left out by sampling, or deleted by retention.")
            .ToProblem();
    }
}
