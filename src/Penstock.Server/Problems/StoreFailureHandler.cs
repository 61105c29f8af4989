using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Penstock.Contracts.Faults;
using Penstock.Server.Hosting;
using Penstock.Server.Storage;

namespace Penstock.Server.Problems;

/// <summary>A database that is gone or failing is for the operator to mend: the caller is told what is wrong with it, and to come back.</summary>
internal sealed class StoreFailureHandler(ILogger<StoreFailureHandler> logger) : IExceptionHandler
{
    // As often as the stores are tried again.
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (StoreFailure.OfDatabase(exception) is not { } failure)
        {
            return false;
        }

        logger.StoreFailed(failure, context.Request.Method, context.Request.Path);
        var fault = new Fault(
            FaultCode.StoreUnavailable, $"The database cannot be used: {StoreFailure.Describe(failure)}. Nothing was changed; try again when it is mended.")
        {
            RetryAfter = Wait,
        };
        context.Response.Headers.RetryAfter = ((int)Wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await fault.ToProblem().ExecuteAsync(context);
        return true;
    }
}
