namespace Penstock.Server.Features.Registry;

internal static partial class RegistryLog
{
    [LoggerMessage(11001, LogLevel.Information, "Configuration {Hash} applied by {Actor}: {Changes} changes.")]
    public static partial void ConfigurationApplied(this ILogger logger, string hash, int changes, string actor);
}
