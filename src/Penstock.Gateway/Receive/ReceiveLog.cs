using Microsoft.Extensions.Logging;

namespace Penstock.Gateway.Receive;

internal static partial class ReceiveLog
{
    [LoggerMessage(1001, LogLevel.Error, "Exchange {Trace} broke.")]
    public static partial void ExchangeBroke(this ILogger logger, string trace, Exception defect);
}
