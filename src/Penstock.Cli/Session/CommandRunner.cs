using System.CommandLine;
using Penstock.Cli.Output;
using Penstock.Contracts.Client;

namespace Penstock.Cli.Session;

/// <summary>Runs a command against the server that its options name.</summary>
internal sealed class CommandRunner(GlobalOptions options, Terminal terminal)
{
    public GlobalOptions Options { get; } = options;

    public Terminal Terminal { get; } = terminal;

    /// <summary>Gives the command its action: it gets the admin API and the printer, and answers with an exit code.</summary>
    public void Bind(Command command, Func<CommandSession, CancellationToken, Task<int>> action) =>
        command.SetAction(async (parse, cancellationToken) =>
        {
            var (client, connection) = AdminClient.Connect(Options.Url(parse, Terminal), Options.AdminKey(parse, Terminal));
            using (connection)
            {
                return await action(new CommandSession(parse, client, Printer(parse)), cancellationToken);
            }
        });

    public Printer Printer(ParseResult parse) => new(Terminal, Options.WantsJson(parse));
}

/// <summary>What one run of a command works with.</summary>
/// <param name="Parse">Its arguments.</param>
/// <param name="Admin">The server's admin API.</param>
/// <param name="Print">Where results and messages go.</param>
internal sealed record CommandSession(ParseResult Parse, AdminClient Admin, Printer Print);
