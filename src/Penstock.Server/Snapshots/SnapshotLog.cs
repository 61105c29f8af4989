namespace Penstock.Server.Snapshots;

internal static partial class SnapshotLog
{
    [LoggerMessage(14001, LogLevel.Information, "Configuration {Hash} from {Source} is in force as snapshot {Version}: {Providers} providers, {Models} models, {Apps} apps, {Keys} keys.")]
    public static partial void Replaced(
        this ILogger logger, string hash, string source, long version, int providers, int models, int apps, int keys);

    [LoggerMessage(14002, LogLevel.Error, "Configuration refused, the one before stays in force: {Count} mistakes. The first: {Mistake}")]
    public static partial void Refused(this ILogger logger, int count, string mistake);

    [LoggerMessage(14003, LogLevel.Error, "{Mistake}")]
    public static partial void RefusedFor(this ILogger logger, string mistake);

    [LoggerMessage(14004, LogLevel.Warning, "{Warning}")]
    public static partial void DocumentWarning(this ILogger logger, string warning);

    [LoggerMessage(14005, LogLevel.Warning, "Key {Id} is suspended. {Reason}")]
    public static partial void KeySuspended(this ILogger logger, string id, string reason);

    [LoggerMessage(14006, LogLevel.Warning, "The section telemetry is read at start; restart the server to use the new one.")]
    public static partial void TelemetryNeedsRestart(this ILogger logger);

    [LoggerMessage(14007, LogLevel.Information, "{File} is back to the configuration in force.")]
    public static partial void RefusalLifted(this ILogger logger, string file);

    [LoggerMessage(14008, LogLevel.Error, "Looking at {File} failed; it is looked at again.")]
    public static partial void WatchFailed(this ILogger logger, string file, Exception failure);
}
