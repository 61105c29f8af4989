using System.Globalization;
using Penstock.Contracts.Faults;
using Penstock.Server.Problems;

namespace Penstock.Server.Hosting.Access;

/// <summary>The answer to an address that sent too many wrong keys.</summary>
internal static class HeldOff
{
    public static Task WriteAsync(HttpContext http, TimeSpan wait)
    {
        var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.RetryAfter = seconds;
        var fault = new Fault(
            FaultCode.TooManyWrongKeys,
            $"Too many wrong keys came from this address, so none is looked at. Wait {seconds} s, then send the right one.")
        {
            RetryAfter = wait,
        };
        return fault.ToProblem().ExecuteAsync(http);
    }
}
