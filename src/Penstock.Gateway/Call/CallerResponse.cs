using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Streaming;
using Penstock.Gateway.Receive;
using Penstock.Gateway.Snapshot;

namespace Penstock.Gateway.Call;

/// <summary>Writes status, headers and body to the caller.</summary>
internal static class CallerResponse
{
    private const string Json = "application/json";
    private const int SliceBytes = 64 * 1024;
    private const string EventStream = "text/event-stream; charset=utf-8";

    /// <summary>Sends a whole answer.</summary>
    public static async ValueTask WriteAnswerAsync(Exchange exchange, Target target, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var response = exchange.Http.Response;
        WriteHeaders(exchange, target);
        response.ContentType = Json;
        response.ContentLength = body.Length;
        exchange.Committed = true;
        await WriteAsync(response, body, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes bytes of an answer, no faster than the caller reads them.</summary>
    // Kestrel copies whatever it is given at once: a giant answer to a slow reader would be held twice.
    public static ValueTask<FlushResult> WriteAsync(HttpResponse response, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        bytes.Length <= SliceBytes
            ? response.BodyWriter.WriteAsync(bytes, cancellationToken)
            : WriteSlicesAsync(response.BodyWriter, bytes, cancellationToken);

    /// <summary>Puts the headers of a stream in place; they leave with its first bytes.</summary>
    public static void BeginStream(Exchange exchange, Target target)
    {
        var response = exchange.Http.Response;
        WriteHeaders(exchange, target);
        response.ContentType = EventStream;
        response.Headers.CacheControl = "no-cache";

        // Proxies in front (nginx among them) would collect the pieces otherwise.
        response.Headers["X-Accel-Buffering"] = "no";
        exchange.Committed = true;
    }

    /// <summary>Answers with a fault in the caller's dialect. Nothing may have been sent yet.</summary>
    public static async ValueTask WriteFaultAsync(HttpContext http, Dialect dialect, Fault fault, string traceId)
    {
        using var body = new PooledBuffer();
        FaultWriter.WriteBody(dialect, fault, traceId, body);

        var response = http.Response;
        response.StatusCode = Status(fault);
        response.ContentType = Json;
        response.ContentLength = body.Length;
        WriteIds(response.Headers, dialect, traceId);
        WriteRetry(response.Headers, fault);
        await response.BodyWriter.WriteAsync(body.Written, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>The HTTP status of a fault. A provider's refusal keeps the provider's own status.</summary>
    public static int Status(Fault fault) =>
        fault is { Code: FaultCode.ProviderRejected, ProviderStatus: { } status and >= 400 and < 500 } ? status : fault.Code.Row().Status;

    private static async ValueTask<FlushResult> WriteSlicesAsync(PipeWriter caller, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        for (; bytes.Length > SliceBytes; bytes = bytes[SliceBytes..])
        {
            await caller.WriteAsync(bytes[..SliceBytes], cancellationToken).ConfigureAwait(false);
        }

        return await caller.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    private static void WriteHeaders(Exchange exchange, Target target)
    {
        var headers = exchange.Http.Response.Headers;
        WriteIds(headers, exchange.Ingress.Dialect, exchange.IdText);
        headers["x-penstock-model"] = target.Model.Name;
        headers["x-penstock-cache"] = "none";
        if (exchange.Route.Release is { } release)
        {
            headers["x-penstock-release"] = release;
        }

        if (exchange.Route.Prompt is { } prompt)
        {
            headers["x-penstock-prompt"] = prompt;
        }
    }

    // Both vendors' SDKs show this id in their errors, each under its own header.
    private static void WriteIds(IHeaderDictionary headers, Dialect dialect, string traceId)
    {
        headers["x-penstock-trace"] = traceId;
        headers[dialect is Dialect.OpenAi ? "x-request-id" : "request-id"] = traceId;
    }

    private static void WriteRetry(IHeaderDictionary headers, Fault fault)
    {
        if (fault.RetryAfter is { } wait)
        {
            headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            headers["retry-after-ms"] = ((long)Math.Ceiling(wait.TotalMilliseconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
