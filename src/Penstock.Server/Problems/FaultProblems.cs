using Microsoft.AspNetCore.Http.HttpResults;
using Penstock.Contracts.Faults;

namespace Penstock.Server.Problems;

/// <summary>How a fault looks on the admin API (RFC 9457).</summary>
internal static class FaultProblems
{
    /// <summary>The fault as problem details, with its stable <c>code</c>.</summary>
    public static ProblemHttpResult ToProblem(this Fault fault) => fault.ToProblem([]);

    /// <summary>The same, with members beside the standard ones.</summary>
    public static ProblemHttpResult ToProblem(this Fault fault, IEnumerable<KeyValuePair<string, object?>> members)
    {
        var row = fault.Code.Row();
        var extensions = new Dictionary<string, object?>(members) { ["code"] = row.Slug };

        if (fault.Param is { } param)
        {
            extensions["param"] = param;
        }

        if (fault.RetryAfter is { } wait)
        {
            extensions["retry_after_s"] = (int)Math.Ceiling(wait.TotalSeconds);
        }

        return TypedResults.Problem(
            fault.Detail, statusCode: row.Status, title: row.Title, type: $"/problems/{row.Slug}", extensions: extensions);
    }
}
