namespace Penstock.Server.Hosting.Start;

/// <summary>The server cannot start, and the operator can do something about it.</summary>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="message">What is wrong and what to do, in whole sentences.</param>
internal sealed class StartRefusedException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
