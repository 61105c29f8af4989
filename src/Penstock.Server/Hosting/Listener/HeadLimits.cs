using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Primitives;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Hosting;
using Penstock.Server.Problems;

namespace Penstock.Server.Hosting.Listener;

/// <summary>How long a request's line may be, and how many and how large its headers.</summary>
/// <remarks>
/// Kestrel refuses without a body, before any dialect is known. So its own limits stand half as much above these, and what lies between gets an answer that its
/// caller can read. Looking at the head copies some pointers and allocates nothing: every request pays for it.
/// </remarks>
internal static class HeadLimits
{
    public const int LineBytes = 16 * 1024;
    public const int HeaderCount = 128;
    public const int HeaderBytes = 64 * 1024;

    // What stands around the target in "GET TARGET HTTP/1.1", and around a value in "name: value", line ends included.
    private const int AroundTarget = 12;
    private const int AroundValue = 4;

    public static void Apply(KestrelServerLimits limits)
    {
        limits.MaxRequestLineSize = Above(LineBytes);
        limits.MaxRequestHeaderCount = Above(HeaderCount);
        limits.MaxRequestHeadersTotalSize = Above(HeaderBytes);
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(30);
    }

    /// <summary>Refuses what is over the limits: on <c>/v1</c> in the caller's dialect, elsewhere by problem details.</summary>
    public static IApplicationBuilder UseHeadLimits(this IApplicationBuilder app) =>
        app.Use(next => http => Check(http) is { } fault ? RefuseAsync(http, fault) : next(http));

    public static Fault? Check(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget.Length ?? 0;
        if (http.Request.Method.Length + target + AroundTarget > LineBytes)
        {
            return new Fault(FaultCode.RequestLineTooLong, $"The request line is longer than {LineBytes} bytes. Send data in the body, not in the address.");
        }

        var (count, bytes) = Measure(http.Request.Headers);
        return count > HeaderCount ? new Fault(FaultCode.HeadersTooLarge, $"The request has {count} headers, and {HeaderCount} are taken. Send fewer.")
            : bytes > HeaderBytes ? new Fault(FaultCode.HeadersTooLarge, $"The headers are larger than {HeaderBytes} bytes together. Send less in them; cookies and tokens are the usual cause.")
            : null;
    }

    private static int Above(int limit) => limit + (limit / 2);

    private static Task RefuseAsync(HttpContext http, Fault fault) =>
        GatewayRefusals.IsForGateway(http) ? GatewayRefusals.WriteAsync(http, fault) : fault.ToProblem().ExecuteAsync(http);

    // Copied, because the interface hands out its enumerator in a box.
    private static (int Count, int Bytes) Measure(IHeaderDictionary headers)
    {
        var names = headers.Count;
        var copy = ArrayPool<KeyValuePair<string, StringValues>>.Shared.Rent(names);
        try
        {
            headers.CopyTo(copy, 0);
            var (count, bytes) = (0, 0);
            foreach (var (name, values) in copy.AsSpan(0, names))
            {
                count += values.Count;
                for (var index = 0; index < values.Count; index++)
                {
                    bytes += name.Length + (values[index]?.Length ?? 0) + AroundValue;
                }
            }

            return (count, bytes);
        }
        finally
        {
            copy.AsSpan(0, names).Clear();
            ArrayPool<KeyValuePair<string, StringValues>>.Shared.Return(copy);
        }
    }
}
