using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Contracts.Ids;
using Penstock.Gateway.Call;
using Penstock.Gateway.Receive;
using Penstock.Gateway.Record;

namespace Penstock.Gateway.Hosting;

/// <summary>How a host refuses a request on <c>/v1</c> that it does not let through to the gateway.</summary>
public static class GatewayRefusals
{
    /// <summary>Whether a request is the gateway's to answer.</summary>
    /// <param name="http">The request.</param>
    public static bool IsForGateway(HttpContext http) => http.Request.Path.StartsWithSegments("/v1");

    /// <summary>Answers with a fault as the caller's dialect shows it, and counts it among the requests of strangers.</summary>
    /// <param name="http">A request on <c>/v1</c> that nothing was answered to yet.</param>
    /// <param name="fault">Why it is refused.</param>
    public static Task WriteAsync(HttpContext http, Fault fault)
    {
        http.RequestServices.GetRequiredService<ExchangeMetrics>().Stranger(fault.Code);
        var dialect = http.Request.Path.StartsWithSegments("/v1/messages") ? Dialect.Anthropic : ModelList.DialectOf(http);
        return CallerResponse.WriteFaultAsync(http, dialect, fault, TraceId.New(TimeProvider.System.GetUtcNow()).ToString()).AsTask();
    }
}
