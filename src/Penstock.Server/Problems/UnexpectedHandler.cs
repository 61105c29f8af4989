using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Penstock.Contracts.Faults;
using Penstock.Server.Hosting;

namespace Penstock.Server.Problems;

/// <summary>The one place where a defect ends: details in the log, an id for the caller.</summary>
internal sealed class UnexpectedHandler(ILogger<UnexpectedHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var trace = Activity.Current?.TraceId.ToHexString() ?? Guid.CreateVersion7().ToString("N");
        logger.RequestFailed(exception, context.Request.Method, context.Request.Path, trace);

        var fault = new Fault(FaultCode.Internal, $"This is a defect in Penstock. The server's log has the details under trace {trace}.");
        await fault.ToProblem([new("trace", trace)]).ExecuteAsync(context);
        return true;
    }
}
