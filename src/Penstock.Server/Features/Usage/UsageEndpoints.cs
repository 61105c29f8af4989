using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Penstock.Contracts.Admin.Usage;
using Penstock.Contracts.Faults;
using Penstock.Server.Problems;

namespace Penstock.Server.Features.Usage;

internal static class UsageEndpoints
{
    public static IEndpointRouteBuilder MapUsage(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/usage", ReadAsync)
            .WithName("GetUsage")
            .WithTags("Usage")
            .WithSummary("Tokens and cost from the ledger, summed by any of key, tenant, app, model, provider, day and user.")
            .ProducesProblem(StatusCodes.Status400BadRequest);

        return admin;
    }

    private static async Task<Results<Ok<UsageReport>, ProblemHttpResult>> ReadAsync(
        [AsParameters] UsageRequest request, UsageStore usage, CancellationToken cancellationToken)
    {
        var groups = request.Groups();
        if (groups.FirstOrDefault(name => !UsageGroups.Columns.ContainsKey(name)) is { } unknown)
        {
            return Wrong("group_by", $"'{unknown}' is nothing to group by. Use any of {string.Join(", ", UsageGroups.Columns.Keys.Order())}.");
        }

        if (request.From >= request.To)
        {
            return Wrong("from", "from must lie before to.");
        }

        return TypedResults.Ok(await usage.ReadAsync(request.ToQuery(groups), cancellationToken));
    }

    private static ProblemHttpResult Wrong(string param, string detail) =>
        new Fault(FaultCode.RequestInvalid, detail) { Param = param }.ToProblem();
}

/// <summary>The query string, spelt as the API spells it.</summary>
internal sealed record UsageRequest(
    [FromQuery(Name = "group_by")] string? GroupBy,
    DateTimeOffset? From,
    DateTimeOffset? To,
    string? Tenant,
    string? Key,
    string? App,
    string? Model)
{
    /// <summary>What to group by, each once.</summary>
    public string[] Groups() =>
        [.. (GroupBy ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    public UsageQuery ToQuery(string[] groups) => new()
    {
        GroupBy = groups,
        From = From,
        To = To,
        Tenant = Tenant,
        Key = Key,
        App = App,
        Model = Model,
    };
}
