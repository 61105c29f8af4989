using Microsoft.Extensions.Logging;
using Penstock.Contracts.Faults;

namespace Penstock.Gateway.Call;

internal static partial class CallLog
{
    [LoggerMessage(4001, LogLevel.Debug, "Exchange {Trace}: an attempt at provider {Provider} failed: {Fault}.")]
    public static partial void AttemptFailed(this ILogger logger, string trace, string provider, FaultCode fault);
}
