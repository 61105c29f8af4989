using System.CommandLine;
using System.Globalization;
using Penstock.Cli.Output;
using Penstock.Cli.Session;
using Penstock.Contracts.Admin.Usage;
using Spectre.Console;

namespace Penstock.Cli.Commands.Reports;

internal static class UsageCommand
{
    private static readonly Option<string> By = new("--by")
    {
        Description = "Any of day, tenant, key, app, model, provider, user, with commas between",
        HelpName = "FIELDS",
        DefaultValueFactory = _ => "app",
    };

    private static readonly Option<DateTimeOffset?> From = TimeArgument.Option("--from", "From this time on [30d]");
    private static readonly Option<DateTimeOffset?> To = TimeArgument.Option("--to", "Before this time [now]");
    private static readonly Option<string?> Tenant = new("--tenant") { Description = "Only this tenant" };
    private static readonly Option<string?> Key = new("--key") { Description = "Only this key, by id" };
    private static readonly Option<string?> App = new("--app") { Description = "Only this app" };
    private static readonly Option<string?> Model = new("--model") { Description = "Only this model" };

    public static Command Create(CommandRunner runner)
    {
        var command = new Command("usage", "Shows tokens and cost from the ledger.") { By, From, To, Tenant, Key, App, Model };
        runner.Bind(command, async (session, cancellationToken) =>
            session.Print.Show(await session.Admin.GetUsageAsync(Query(session.Parse), cancellationToken), Draw));
        return command;
    }

    private static UsageQuery Query(ParseResult parse) => new()
    {
        GroupBy = parse.GetValue(By)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        From = parse.GetValue(From),
        To = parse.GetValue(To),
        Tenant = parse.GetValue(Tenant),
        Key = parse.GetValue(Key),
        App = parse.GetValue(App),
        Model = parse.GetValue(Model),
    };

    private static void Draw(UsageReport report, IAnsiConsole console)
    {
        var table = Sheet.Of([.. report.GroupBy, ">requests", ">attempts", ">input", ">cached", ">output", ">counted", ">cost"]);
        foreach (var row in report.Rows)
        {
            table.Row([.. report.GroupBy.Select(field => Group(row, field)), .. Cells(row)]);
        }

        if (report.Rows.Count != 1)
        {
            table.Row([.. report.GroupBy.Select((_, at) => at == 0 ? "all" : ""), .. Cells(report.Totals)]);
        }

        console.Write(table);
    }

    private static string[] Cells(UsageFigures figures) =>
    [
        Figures.Count(figures.Requests),
        Figures.Count(figures.Attempts),
        Figures.Count(figures.InputTokens),
        Figures.Count(figures.CachedInputTokens),
        Figures.Count(figures.OutputTokens),
        Figures.Count(figures.CountedAttempts),
        Figures.Usd(figures.CostUsd),
    ];

    private static string? Group(UsageRow row, string field)
    {
        var value = field switch
        {
            "day" => row.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "tenant" => row.Tenant,
            "key" => row.KeyName ?? row.Key,
            "app" => row.App,
            "model" => row.Model,
            "provider" => row.Provider,
            "user" => row.User,
            _ => null,
        };
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
