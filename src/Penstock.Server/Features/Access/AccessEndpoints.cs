using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Penstock.Contracts.Admin;
using Penstock.Contracts.Admin.Keys;
using Penstock.Contracts.Admin.Tenants;
using Penstock.Server.Problems;
using Penstock.Server.Snapshots;

namespace Penstock.Server.Features.Access;

internal static class AccessEndpoints
{
    private const string UnnamedActor = "admin";

    /// <summary>Keys and tenants, below the admin API's own group.</summary>
    public static IEndpointRouteBuilder MapAccess(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/keys").WithTags("Keys");
        keys.MapGet("", ListAsync).WithName("ListKeys").WithSummary("Every key, declared and made, by name.");
        keys.MapPost("", CreateAsync).WithName("CreateKey").WithSummary("Makes a key. Its secret is in this answer and nowhere else.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        keys.MapGet("/{id}", GetAsync).WithName("GetKey").WithSummary("One key.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        keys.MapPatch("/{id}", UpdateAsync).WithName("UpdateKey").WithSummary("Changes a made key; live when this answers.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        keys.MapPost("/{id}/rotate", RotateAsync).WithName("RotateKey").WithSummary("Gives a made key a new secret; the old one works on for the grace.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        keys.MapDelete("/{id}", RevokeAsync).WithName("RevokeKey").WithSummary("Removes a made key for good.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

        routes.MapGet("/tenants", ListTenantsAsync).WithTags("Tenants").WithName("ListTenants").WithSummary("Every tenant, by name.");
        return routes;
    }

    private static async Task<Ok<ListView<KeyView>>> ListAsync(KeyService keys, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ListView<KeyView>(await keys.ListAsync(cancellationToken)));

    private static async Task<Results<Ok<KeyView>, ProblemHttpResult>> GetAsync(
        string id, KeyService keys, CancellationToken cancellationToken)
    {
        var outcome = await keys.GetAsync(id, cancellationToken);
        return outcome.IsOk ? TypedResults.Ok(outcome.Value) : outcome.Fault.ToProblem();
    }

    private static async Task<Results<Created<IssuedKeyView>, ProblemHttpResult>> CreateAsync(
        CreateKey request, KeyService keys, ClaimsPrincipal user, HttpRequest http, CancellationToken cancellationToken)
    {
        var outcome = await keys.CreateAsync(request, Actor(user), cancellationToken);
        return outcome.IsOk
            ? TypedResults.Created($"{http.PathBase}{http.Path}/{outcome.Value.Id}", outcome.Value)
            : outcome.Fault.ToProblem();
    }

    private static async Task<Results<Ok<KeyView>, ProblemHttpResult>> UpdateAsync(
        string id, UpdateKey request, KeyService keys, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var outcome = await keys.UpdateAsync(id, request, Actor(user), cancellationToken);
        return outcome.IsOk ? TypedResults.Ok(outcome.Value) : outcome.Fault.ToProblem();
    }

    private static async Task<Results<Ok<IssuedKeyView>, ProblemHttpResult>> RotateAsync(
        string id, RotateKey? request, KeyService keys, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var outcome = await keys.RotateAsync(id, request ?? new RotateKey(), Actor(user), cancellationToken);
        return outcome.IsOk ? TypedResults.Ok(outcome.Value) : outcome.Fault.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        string id, KeyService keys, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var fault = await keys.RevokeAsync(id, Actor(user), cancellationToken);
        return fault is null ? TypedResults.NoContent() : fault.ToProblem();
    }

    private static async Task<Ok<ListView<TenantView>>> ListTenantsAsync(
        KeyService keys, SnapshotService snapshots, CancellationToken cancellationToken)
    {
        var counts = (await keys.ListAsync(cancellationToken)).CountBy(key => key.Tenant).ToDictionary();
        var tenants = snapshots.Current?.Declared.Tenants ?? [];
        return TypedResults.Ok(new ListView<TenantView>(
        [
            .. tenants.OrderBy(tenant => tenant.Name, StringComparer.Ordinal).Select(tenant =>
                new TenantView(tenant.Name, KeyViews.OfLimits(tenant.Limits), counts.GetValueOrDefault(tenant.Name))),
        ]));
    }

    private static string Actor(ClaimsPrincipal user) => user.Identity?.Name ?? UnnamedActor;
}
