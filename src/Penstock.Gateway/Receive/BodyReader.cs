using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Call.Streaming;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Receive;

/// <summary>Reads a whole body into rented memory, within limits of size and time.</summary>
internal sealed class BodyReader(ByteBudget bytes, TimeProvider clock)
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

    private Fault? TryReserve(long? announced, PooledBuffer body) =>
        body.TryReserve((int)(announced ?? 0)) ? null : bytes.Refuse();

    private Fault? Take(in ReadOnlySequence<byte> came, PooledBuffer body)
    {
        try
        {
            foreach (var segment in came)
            {
                body.Write(segment.Span);
            }

            return null;
        }
        catch (BudgetExhaustedException)
        {
            body.Dispose();
            return bytes.Refuse();
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

        // A refused body is read to its end and dropped: callers that are still sending see no answer, only a broken connection.
        var refused = TryReserve(http.Request.ContentLength, body);
        var length = 0L;
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

                refused ??= Take(result.Buffer, body);
                length += result.Buffer.Length;
                reader.AdvanceTo(result.Buffer.End);
                if (length > settings.MaxBodyBytes)
                {
                    return TooLarge(settings);
                }

                if (result.IsCompleted)
                {
                    return refused;
                }
            }
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested && deadline is not null)
        {
            return refused ?? TooSlow(settings);
        }
        finally
        {
            onGone.Dispose();
            deadline?.Dispose();
        }
    }
}
