using System.CommandLine;
using System.CommandLine.Parsing;
using Penstock.Cli.Commands.Chat;
using Penstock.Cli.Commands.Config;
using Penstock.Cli.Commands.Keys;
using Penstock.Cli.Commands.Registry;
using Penstock.Cli.Commands.Reports;
using Penstock.Cli.Commands.Traces;
using Penstock.Cli.Session;

namespace Penstock.Cli;

/// <summary>The operator's tool: every command, and the one way all of them run and fail.</summary>
internal static class PenstockCli
{
    private const string Summary = """
        Looks after a Penstock server.

        Exit codes: 0 done; 1 failed; 2 wrong command line; 3 no server at the address; 4 key missing or not valid;
        5 no such thing; 6 conflict; 7 the configuration has mistakes; 8 declined; 130 interrupted.
        """;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var parse = Build(terminal).Parse(arguments);
        if (parse.Errors.Count > 0)
        {
            return Refuse(parse, terminal);
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = terminal.Out,
                Error = terminal.Error,
            };
            return await parse.InvokeAsync(configuration, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (UsageException usage)
        {
            terminal.Error.WriteLine(usage.Message);
            return ExitCodes.Usage;
        }
        catch (Exception failure)
        {
            // The last line of defence: people at a terminal are told in a sentence, whatever it is.
            terminal.Error.WriteLine($"penstock failed: {failure.Message}");
            return ExitCodes.Failed;
        }
    }

    private static RootCommand Build(Terminal terminal)
    {
        var options = new GlobalOptions();
        var runner = new CommandRunner(options, terminal);
        var root = new RootCommand(Summary)
        {
            StatusCommand.Create(runner),
            OverviewCommand.Create(runner),
            ApplyCommand.Create(runner),
            ConfigCommands.Create(runner),
            KeyCommands.Create(runner),
            ProviderCommands.Create(runner),
            ModelsCommand.Create(runner),
            AppsCommand.Create(runner),
            TraceCommands.Create(runner),
            UsageCommand.Create(runner),
            ChatCommand.Create(runner),
        };
        options.AddTo(root);
        return root;
    }

    private static int Refuse(ParseResult parse, Terminal terminal)
    {
        foreach (var message in Messages(parse))
        {
            terminal.Error.WriteLine(message);
        }

        terminal.Error.WriteLine($"See {Path(parse.CommandResult)} --help.");
        return ExitCodes.Usage;
    }

    // A word that is no command is also reported as a missing command, which only confuses.
    private static IEnumerable<string> Messages(ParseResult parse) => parse.UnmatchedTokens.Count > 0
        ? parse.UnmatchedTokens.Select(token => $"'{token}' is not a command or option here.")
        : parse.Errors.Select(error => error.Message).Distinct();

    private static string Path(CommandResult command)
    {
        var names = new List<string>();
        for (SymbolResult? at = command; at is CommandResult result; at = at.Parent)
        {
            names.Insert(0, result.Command is RootCommand ? "penstock" : result.Command.Name);
        }

        return string.Join(' ', names);
    }
}
