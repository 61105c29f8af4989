namespace Penstock.Cli.Session;

/// <summary>Where the tool reads, writes, and finds its variables.</summary>
/// <param name="Out">Results, for people or machines.</param>
/// <param name="Error">Messages.</param>
/// <param name="In">Answers to questions, conversations, and files named <c>-</c>.</param>
/// <param name="Variables">The value of an environment variable, or <see langword="null"/>.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, TextReader In, Func<string, string?> Variables)
{
    /// <summary>Whether somebody sits in front of it who can be asked.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Whether results go to a screen, which wants colours and has a width.</summary>
    public bool IsScreen { get; init; }

    public static Terminal OfProcess() => new(Console.Out, Console.Error, Console.In, Environment.GetEnvironmentVariable)
    {
        IsInteractive = !Console.IsInputRedirected && !Console.IsErrorRedirected,
        IsScreen = !Console.IsOutputRedirected,
    };
}
