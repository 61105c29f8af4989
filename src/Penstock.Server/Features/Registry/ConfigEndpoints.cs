using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Penstock.Contracts.Admin.Config;
using Penstock.Contracts.Faults;
using Penstock.Server.Problems;
using Penstock.Server.Snapshots.Schema;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Features.Registry;

internal static class ConfigEndpoints
{
    private const string UnnamedActor = "admin";
    private const string SchemaType = "application/schema+json";

    public static void MapConfig(this IEndpointRouteBuilder routes)
    {
        var config = routes.MapGroup("/config").WithTags("Configuration");
        config.MapGet("", Get).WithName("GetConfig").WithSummary("The configuration in force. Secrets stand in it as variables or not at all.");
        config.MapPost("/plan", PlanAsync).WithName("PlanConfig").WithSummary("What a configuration would change, or every mistake in it.")
            .Accepts<string>("application/yaml", "text/yaml");
        config.MapPut("", ApplyAsync).WithName("ApplyConfig").WithSummary("Puts a configuration in force.")
            .Accepts<string>("application/yaml", "text/yaml")
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

        routes.MapGet("/schema", Schema).WithTags("Configuration").WithName("GetConfigSchema")
            .WithSummary("The JSON Schema of penstock.yaml.");
    }

    private static Results<Ok<ConfigView>, ProblemHttpResult> Get(ConfigService config, HttpResponse response)
    {
        var outcome = config.Get();
        if (!outcome.IsOk)
        {
            return outcome.Fault.ToProblem();
        }

        response.Headers.ETag = $"\"{outcome.Value.Hash}\"";
        return TypedResults.Ok(outcome.Value);
    }

    private static async Task<Ok<ConfigPlan>> PlanAsync(
        HttpRequest request, ConfigService config, CancellationToken cancellationToken) =>
        TypedResults.Ok(config.Plan(await ReadAsync(request, cancellationToken)));

    private static async Task<Results<Ok<ConfigPlan>, ProblemHttpResult>> ApplyAsync(
        HttpRequest request, ConfigService config, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var ifMatch = request.Headers.IfMatch.ToString().Trim('"', ' ');
        var outcome = await config.ApplyAsync(
            await ReadAsync(request, cancellationToken),
            ifMatch is "" or "*" ? null : ifMatch,
            user.Identity?.Name ?? UnnamedActor,
            cancellationToken);
        return !outcome.IsOk ? outcome.Fault.ToProblem()
            : outcome.Value.Ok ? TypedResults.Ok(outcome.Value)
            : Refuse(outcome.Value);
    }

    private static ProblemHttpResult Refuse(ConfigPlan plan)
    {
        var first = plan.Errors[0];
        var others = plan.Errors.Count == 1 ? "" : $" And {plan.Errors.Count - 1} more.";
        var fault = new Fault(FaultCode.ConfigurationInvalid, $"Line {first.Line}, column {first.Column}: {first.Message}.{others}");
        return fault.ToProblem([new("errors", plan.Errors)]);
    }

    private static ContentHttpResult Schema() => TypedResults.Text(DocumentSchema.Text, SchemaType);

    // One byte more than a document may have is enough to say that it is too large.
    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while (content.Length <= DocumentText.MaxBytes && (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
