using System.CommandLine;
using Penstock.Cli.Session;
using Penstock.Contracts.Admin.Keys;

namespace Penstock.Cli.Commands.Keys;

internal static class RotateKeyCommand
{
    private static readonly Option<int> Grace = new("--grace")
    {
        Description = "Seconds for which the old secret still works",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => new RotateKey().GraceS,
    };

    public static Command Create(CommandRunner runner, Argument<string> which)
    {
        var command = new Command("rotate", "Gives a key a new secret; the old one works for the grace.") { which, Grace };
        runner.Bind(command, RotateAsync);
        return command;
    }

    private static async Task<int> RotateAsync(CommandSession session, CancellationToken cancellationToken)
    {
        var key = await KeyCommands.FindAsync(session, cancellationToken);
        if (!key.IsOk)
        {
            return session.Print.Fail(key.Fault);
        }

        var grace = session.Parse.GetValue(Grace);
        var outcome = await session.Admin.RotateKeyAsync(key.Value.Id, new RotateKey { GraceS = grace }, cancellationToken);
        if (!outcome.IsOk)
        {
            return session.Print.Fail(outcome.Fault);
        }

        KeyCommands.ShowSecret(
            session.Print, outcome.Value, $"Key {key.Value.Name} has a new secret; the old one works for {grace} s. The new one is not shown again:");
        return ExitCodes.Ok;
    }
}
