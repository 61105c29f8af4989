using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Penstock.Contracts.Faults;

namespace Penstock.Server.Problems;

/// <summary>Turns an unreadable admin request into a fault that says where, and never what, was wrong.</summary>
internal sealed class BadRequestHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
        {
            return false;
        }

        await Describe(bad).ToProblem().ExecuteAsync(context);
        return true;
    }

    private static Fault Describe(BadHttpRequestException bad) => bad switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new Fault(FaultCode.BodyTooLarge, "The body is larger than this operation takes."),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } =>
            new Fault(FaultCode.MediaTypeUnsupported, "Send the body as application/json."),
        { StatusCode: StatusCodes.Status408RequestTimeout } =>
            new Fault(FaultCode.BodyTooSlow, "The body did not arrive in time."),
        { InnerException: AntiforgeryValidationException } =>
            new Fault(FaultCode.RequestInvalid, "The form is too old, or not one of this server's. Load the page again."),
        { InnerException: JsonException { Path: { } path } json } => new Fault(
            FaultCode.RequestInvalid,
            $"The body is not valid at {path}{Place(json)}. Compare its members and their types with /api/v1/openapi.json."),
        { InnerException: JsonException } => new Fault(FaultCode.RequestInvalid, "The body is not JSON."),
        _ => new Fault(FaultCode.RequestInvalid, Parameter(bad) ?? "The request cannot be read."),
    };

    private static string Place(JsonException json) =>
        json.LineNumber is { } line && json.BytePositionInLine is { } column ? $" (line {line + 1}, byte {column + 1})" : "";

    // ASP.NET says 'Failed to bind parameter "TYPE NAME" from "VALUE".', which tells both too much and too little.
    private static string? Parameter(BadHttpRequestException bad)
    {
        var quoted = bad.Message.Split('"');
        return quoted is [_, var parameter, ..] && parameter.Split(' ') is [.., var name]
            ? $"The parameter {JsonNamingPolicy.SnakeCaseLower.ConvertName(name)} is missing or has the wrong form."
            : null;
    }
}
