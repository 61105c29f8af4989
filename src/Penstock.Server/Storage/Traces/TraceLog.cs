namespace Penstock.Server.Storage.Traces;

internal static partial class TraceLog
{
    [LoggerMessage(15201, LogLevel.Critical, "The trace store cannot be opened: {Path} was set aside as {Aside}. Requests are served, traces in that file are not shown.")]
    public static partial void TraceStoreSetAside(this ILogger logger, string path, string aside, Exception failure);

    [LoggerMessage(15202, LogLevel.Critical, "The trace store cannot be opened without {Path} either. While there is none, requests are served and their traces are dropped and counted.")]
    public static partial void TraceStoreUnavailable(this ILogger logger, string path, Exception failure);

    [LoggerMessage(15203, LogLevel.Error, "Traces cannot be written and are dropped; the next log line about it comes when it works again.")]
    public static partial void TracesUnwritable(this ILogger logger, Exception failure);

    [LoggerMessage(15204, LogLevel.Information, "Traces are written again; {Dropped} were dropped since the start.")]
    public static partial void TracesWritable(this ILogger logger, long dropped);

    [LoggerMessage(15205, LogLevel.Warning, "The queue of traces is full; traces are dropped and counted. {Dropped} since the start.")]
    public static partial void TraceQueueFull(this ILogger logger, long dropped);

    [LoggerMessage(15206, LogLevel.Information, "Retention deleted {Count} traces; the store takes {Bytes} bytes now.")]
    public static partial void TracesRetained(this ILogger logger, long count, long bytes);

    [LoggerMessage(15207, LogLevel.Error, "Retention of traces failed; it will be tried again.")]
    public static partial void RetentionFailed(this ILogger logger, Exception failure);
}
