using System.CommandLine;
using Penstock.Cli.Session;

namespace Penstock.Cli.Commands.Chat;

internal static class ChatCommand
{
    private static readonly Argument<string?> Message = new("message")
    {
        Description = "What to say; without it, a conversation from standard input, one line a turn",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string> App = new("--app")
    {
        Description = "The app or model to talk to",
        DefaultValueFactory = _ => "demo",
    };

    private static readonly Option<string?> Key = new("--key")
    {
        Description = "A key of the data plane [PENSTOCK_KEY]",
        HelpName = "KEY",
    };

    public static Command Create(CommandRunner runner)
    {
        var command = new Command("chat", "Talks to an app through the gateway; the answer streams.") { Message, App, Key };
        command.SetAction((parse, cancellationToken) => RunAsync(runner, parse, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandRunner runner, ParseResult parse, CancellationToken cancellationToken)
    {
        var terminal = runner.Terminal;
        using var gateway = new ChatGateway(
            runner.Options.Url(parse, terminal), runner.Options.DataKey(parse, terminal, parse.GetValue(Key)), parse.GetValue(App)!);
        var conversation = new Conversation(gateway, runner.Printer(parse));

        return parse.GetValue(Message) is { } message
            ? await conversation.SayAsync(message, cancellationToken)
            : await conversation.RunAsync(cancellationToken);
    }
}
