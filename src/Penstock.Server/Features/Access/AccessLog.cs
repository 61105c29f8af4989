namespace Penstock.Server.Features.Access;

internal static partial class AccessLog
{
    [LoggerMessage(10001, LogLevel.Information, "Key {Id} ({Name}) made for tenant {Tenant}.")]
    public static partial void KeyCreated(this ILogger logger, string id, string name, string tenant);

    [LoggerMessage(10002, LogLevel.Information, "Key {Id} changed: {Fields}.")]
    public static partial void KeyChanged(this ILogger logger, string id, string fields);

    [LoggerMessage(10003, LogLevel.Information, "Key {Id} has a new secret; the old one opens it for {GraceSeconds} s more.")]
    public static partial void KeyRotated(this ILogger logger, string id, int graceSeconds);

    [LoggerMessage(10004, LogLevel.Information, "Key {Id} revoked.")]
    public static partial void KeyRevoked(this ILogger logger, string id);

    [LoggerMessage(10005, LogLevel.Warning, "When keys were last used cannot be written; it is kept in memory and tried again.")]
    public static partial void KeyUsesUnwritable(this ILogger logger, Exception failure);
}
