using System.CommandLine;
using Penstock.Cli.Session;
using Penstock.Contracts.Admin.Config;
using Penstock.Contracts.Faults;

namespace Penstock.Cli.Commands.Config;

internal static class ApplyCommand
{
    private static readonly Option<string> File = new("--file", "-f")
    {
        Description = "The configuration; - reads it from standard input",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<bool> PlanOnly = new("--plan") { Description = "Show what would change, and change nothing" };
    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Do not ask" };

    public static Command Create(CommandRunner runner)
    {
        var command = new Command("apply", "Puts a configuration in force: shows what changes, asks, and applies it.") { File, PlanOnly, Yes };
        runner.Bind(command, ApplyAsync);
        return command;
    }

    private static async Task<int> ApplyAsync(CommandSession session, CancellationToken cancellationToken)
    {
        var yaml = await ReadAsync(session, cancellationToken);
        var before = await session.Admin.GetConfigAsync(cancellationToken);
        if (!before.IsOk)
        {
            return session.Print.Fail(before.Fault);
        }

        var plan = await session.Admin.PlanConfigAsync(yaml, cancellationToken);
        if (!plan.IsOk)
        {
            return session.Print.Fail(plan.Fault);
        }

        if (!plan.Value.Ok || plan.Value.Changes.Count == 0 || session.Parse.GetValue(PlanOnly))
        {
            return Show(session, plan.Value);
        }

        if (!session.Print.WantsJson)
        {
            Show(session, plan.Value);
        }

        if (!session.Parse.GetValue(Yes) && !await AskAsync(session, plan.Value, cancellationToken))
        {
            session.Print.Say("Nothing was changed.");
            return ExitCodes.Declined;
        }

        var applied = await session.Admin.ApplyConfigAsync(yaml, before.Value.Hash, cancellationToken);
        return Conclude(session, applied);
    }

    private static int Conclude(CommandSession session, Outcome<ConfigPlan> applied)
    {
        if (!applied.IsOk)
        {
            return session.Print.Fail(applied.Fault);
        }

        if (session.Print.WantsJson || !applied.Value.Ok)
        {
            return Show(session, applied.Value);
        }

        session.Print.Say("Applied.");
        return ExitCodes.Ok;
    }

    private static int Show(CommandSession session, ConfigPlan plan)
    {
        var file = session.Parse.GetValue(File)!;
        if (!session.Print.WantsJson)
        {
            foreach (var error in plan.Errors)
            {
                session.Print.Say($"{file}:{error.Line}:{error.Column}: {error.Path}: {error.Message}");
            }
        }

        if (session.Print.WantsJson || plan.Ok)
        {
            session.Print.Show(plan, PlanDrawing.Draw);
        }

        return plan.Ok ? ExitCodes.Ok : ExitCodes.ConfigurationInvalid;
    }

    private static async Task<string> ReadAsync(CommandSession session, CancellationToken cancellationToken)
    {
        var file = session.Parse.GetValue(File)!;
        try
        {
            return file == "-"
                ? await session.Print.Terminal.In.ReadToEndAsync(cancellationToken)
                : await System.IO.File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read: {failure.Message}");
        }
    }

    private static async Task<bool> AskAsync(CommandSession session, ConfigPlan plan, CancellationToken cancellationToken)
    {
        var terminal = session.Print.Terminal;
        if (!terminal.IsInteractive || session.Parse.GetValue(File) == "-")
        {
            throw new UsageException("Nobody can be asked here. Write --yes to apply, or --plan to look only.");
        }

        terminal.Error.Write(plan.Changes.Count == 1 ? "Apply this change? [y/N] " : $"Apply these {plan.Changes.Count} changes? [y/N] ");
        var answer = await terminal.In.ReadLineAsync(cancellationToken);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
