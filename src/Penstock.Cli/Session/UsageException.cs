namespace Penstock.Cli.Session;

/// <summary>The command line parses, but cannot be carried out as it stands.</summary>
/// <param name="message">What to write instead.</param>
internal sealed class UsageException(string message) : Exception(message);
