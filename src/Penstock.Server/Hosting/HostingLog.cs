namespace Penstock.Server.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(16001, LogLevel.Warning, "{Path} could be read by others; its mode is 600 now. If others use this machine, delete it and start again to have a new key.")]
    public static partial void SecretFileWasOpen(this ILogger logger, string path);

    [LoggerMessage(16002, LogLevel.Information, "Draining: {InFlight} requests under way, new ones are refused, waiting up to {Seconds} s.")]
    public static partial void DrainBegan(this ILogger logger, int inFlight, double seconds);

    [LoggerMessage(16003, LogLevel.Information, "Drained.")]
    public static partial void Drained(this ILogger logger);

    [LoggerMessage(16004, LogLevel.Warning, "{InFlight} requests are still under way and are ended now: {Reason}.")]
    public static partial void StreamsEnded(this ILogger logger, int inFlight, string reason);

    [LoggerMessage(16005, LogLevel.Error, "{InFlight} requests did not end; stopping without them.")]
    public static partial void StreamsLeft(this ILogger logger, int inFlight);

    [LoggerMessage(16006, LogLevel.Error, "{Method} {Path} failed; trace {Trace}.")]
    public static partial void RequestFailed(this ILogger logger, Exception failure, string method, string path, string trace);

    [LoggerMessage(16010, LogLevel.Error, "{Method} {Path} found the database unusable.")]
    public static partial void StoreFailed(this ILogger logger, Exception failure, string method, string path);

    [LoggerMessage(16007, LogLevel.Warning, "Sign-in refused: wrong key.")]
    public static partial void SignInRefused(this ILogger logger);

    [LoggerMessage(16009, LogLevel.Warning, "{Count} wrong keys came from {Address} within a minute; keys from there are not looked at for {Seconds} s.")]
    public static partial void GuessesHeldOff(this ILogger logger, string address, int count, int seconds);

    [LoggerMessage(16008, LogLevel.Information, "The built-in simulated provider listens on {Url}; its answers are not from a model.")]
    public static partial void SimulatorStarted(this ILogger logger, string url);
}
