using System.CommandLine;
using Penstock.Cli.Output;
using Penstock.Cli.Session;
using Penstock.Contracts.Admin;
using Penstock.Contracts.Admin.Apps;
using Spectre.Console;

namespace Penstock.Cli.Commands.Registry;

internal static class AppsCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new Command("apps", "Lists the apps: what answers for each, and the last 24 hours.");
        runner.Bind(command, async (session, cancellationToken) =>
            session.Print.Show(await session.Admin.ListAppsAsync(cancellationToken), Draw));
        return command;
    }

    private static void Draw(ListView<AppView> apps, IAnsiConsole console)
    {
        var table = Sheet.Of("app", "model", "fallbacks", "release", "owner", "content", ">requests 24h", ">errors", ">cost");
        foreach (var app in apps.Items)
        {
            table.Row(
                app.Name,
                app.Model,
                Figures.Names(app.Fallbacks),
                app.Release,
                app.Owner,
                app.RecordContent ? "recorded" : "not recorded",
                app.LastDay is { } day ? Figures.Count(day.Requests) : null,
                app.LastDay is { } errors ? Figures.Count(errors.Errors) : null,
                app.LastDay is { } cost ? Figures.Usd(cost.CostUsd) : null);
        }

        console.Write(table);
    }
}
