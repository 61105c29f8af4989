namespace Penstock.Server.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(15001, LogLevel.Information, "Database schema brought up to date: {Count} migrations, the last {Name}.")]
    public static partial void Migrated(this ILogger logger, int count, string name);
}
