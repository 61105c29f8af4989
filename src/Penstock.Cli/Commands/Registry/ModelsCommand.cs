using System.CommandLine;
using System.Globalization;
using Penstock.Cli.Output;
using Penstock.Cli.Session;
using Penstock.Contracts.Admin;
using Penstock.Contracts.Admin.Models;
using Spectre.Console;

namespace Penstock.Cli.Commands.Registry;

internal static class ModelsCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new Command("models", "Lists the registered models with their prices in USD per million tokens.");
        runner.Bind(command, async (session, cancellationToken) =>
            session.Print.Show(await session.Admin.ListModelsAsync(cancellationToken), Draw));
        return command;
    }

    private static void Draw(ListView<ModelView> models, IAnsiConsole console)
    {
        var table = Sheet.Of("model", "provider", "id", ">context", ">input", ">cached", ">output", "apps");
        foreach (var model in models.Items)
        {
            table.Row(
                model.Name,
                model.Provider,
                model.Id,
                Figures.Limit(model.ContextWindow),
                Price(model.Price.Input),
                Price(model.Price.CachedInput),
                Price(model.Price.Output),
                Figures.Names(model.Apps));
        }

        console.Write(table);
    }

    private static string Price(decimal usd) => usd.ToString("0.00####", CultureInfo.InvariantCulture);
}
