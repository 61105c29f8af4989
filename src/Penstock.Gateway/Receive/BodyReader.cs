using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Streaming;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Receive;

/// <summary>Reads a whole body into rented memory, within limits of size and time.</summary>
internal sealed class BodyReader(TimeProvider clock)
{
    /// <summary>Reads the body of a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="settings">The limits.</param>
    /// <param name="body">Where the bytes go.</param>
    /// <returns>The fault to answer with, or <see langword="null"/>.</returns>
    /// <exception cref="OperationCanceledException">The caller went away.</exception>
    public async ValueTask<Fault?> ReadAsync(HttpContext http, ReceiveSettings settings, PooledBuffer body)
    {
        if (!IsJson(http.Request.ContentType))
        {
            return new Fault(FaultCode.MediaTypeUnsupported, "Send the body as JSON, with `content-type: application/json`.");
        }

        if (http.Request.ContentLength > settings.MaxBodyBytes)
        {
            return TooLarge(settings);
        }

        // The limit here is the gateway's; Kestrel's own would answer without a dialect.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        try
        {
            return await ReadAllAsync(http, settings, body).ConfigureAwait(false);
        }
        catch (BadHttpRequestException broken)
        {
            return broken.StatusCode is StatusCodes.Status408RequestTimeout
                ? TooSlow(settings)
                : RequestReader.Invalid("The body ended before its announced length, or is not framed as HTTP says.");
        }
    }

    private static Fault TooLarge(ReceiveSettings settings) => new(
        FaultCode.BodyTooLarge, $"The body is larger than {settings.MaxBodyBytes} bytes. Send less, or raise `receive.max_body_bytes`.");

    private static Fault TooSlow(ReceiveSettings settings) => new(
        FaultCode.BodyTooSlow, $"The body did not arrive within {settings.BodyTimeout.TotalSeconds:0.#} s.");

    // A missing type is taken as JSON: several clients leave it out.
    private static bool IsJson(string? contentType) =>
        contentType is null
        || contentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
        || contentType.Contains("+json", StringComparison.OrdinalIgnoreCase);

    private async ValueTask<Fault?> ReadAllAsync(HttpContext http, ReceiveSettings settings, PooledBuffer body)
    {
        var reader = http.Request.BodyReader;
        CancellationTokenSource? deadline = null;
        CancellationTokenRegistration onGone = default;
        try
        {
            while (true)
            {
                if (!reader.TryRead(out var result))
                {
                    // The common case, a body that came with its headers, never makes a timer.
                    if (deadline is null)
                    {
                        deadline = new CancellationTokenSource(settings.BodyTimeout, clock);
                        onGone = http.RequestAborted.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), deadline);
                    }

                    result = await reader.ReadAsync(deadline.Token).ConfigureAwait(false);
                }

                foreach (var segment in result.Buffer)
                {
                    body.Write(segment.Span);
                }

                reader.AdvanceTo(result.Buffer.End);
                if (body.Length > settings.MaxBodyBytes)
                {
                    return TooLarge(settings);
                }

                if (result.IsCompleted)
                {
                    return null;
                }
            }
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested && deadline is not null)
        {
            return TooSlow(settings);
        }
        finally
        {
            onGone.Dispose();
            deadline?.Dispose();
        }
    }
}
