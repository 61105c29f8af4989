using System.CommandLine;
using Penstock.Cli.Output;
using Penstock.Cli.Session;
using Penstock.Contracts.Admin.Traces;
using Spectre.Console;

namespace Penstock.Cli.Commands.Traces;

internal static class TraceCommands
{
    private static readonly Argument<string> Id = new("id") { Description = "The trace's id, as in the header x-penstock-trace" };
    private static readonly Option<string?> Tenant = new("--tenant") { Description = "Only this tenant" };
    private static readonly Option<string?> Key = new("--key") { Description = "Only this key, by id or name" };
    private static readonly Option<string?> App = new("--app") { Description = "Only this app" };
    private static readonly Option<string?> Model = new("--model") { Description = "Only this model" };
    private static readonly Option<string?> Provider = new("--provider") { Description = "Only this provider" };
    private static readonly Option<string?> Status = new("--status") { Description = "succeeded, failed, aborted, cut, refused, interrupted, or several with commas between" };
    private static readonly Option<string?> Fault = new("--fault") { Description = "Only this fault code" };
    private static readonly Option<string?> User = new("--user") { Description = "Only this end user" };
    private static readonly Option<double?> MinDuration = new("--min-duration-ms") { Description = "Only those that took at least so long", HelpName = "MS" };
    private static readonly Option<DateTimeOffset?> From = TimeArgument.Option("--from", "From this time on");
    private static readonly Option<DateTimeOffset?> To = TimeArgument.Option("--to", "Before this time");
    private static readonly Option<int?> Limit = new("--limit", "-n") { Description = "At most so many: 1 to 500 [50]", HelpName = "N" };
    private static readonly Option<string?> Cursor = new("--cursor") { Description = "The next_cursor of the page before" };

    public static Command Create(CommandRunner runner)
    {
        var list = new Command("list", "Lists traces, newest first.")
        {
            Tenant, Key, App, Model, Provider, Status, Fault, User, MinDuration, From, To, Limit, Cursor,
        };
        runner.Bind(list, ListAsync);

        var show = new Command("show", "Shows one trace, with its attempts as a waterfall.") { Id };
        runner.Bind(show, async (session, cancellationToken) => session.Print.Show(
            await session.Admin.GetTraceAsync(session.Parse.GetValue(Id)!, cancellationToken), Waterfall.Draw));

        return new Command("traces", "Looks at what happened to requests.") { list, show };
    }

    private static async Task<int> ListAsync(CommandSession session, CancellationToken cancellationToken)
    {
        var outcome = await session.Admin.ListTracesAsync(Query(session.Parse), cancellationToken);
        var code = session.Print.Show(outcome, Draw);
        if (outcome is { IsOk: true, Value.NextCursor: { } next } && !session.Print.WantsJson)
        {
            session.Print.Say($"There are more: --cursor {next}");
        }

        return code;
    }

    private static TraceQuery Query(ParseResult parse) => new()
    {
        Tenant = parse.GetValue(Tenant),
        Key = parse.GetValue(Key),
        App = parse.GetValue(App),
        Model = parse.GetValue(Model),
        Provider = parse.GetValue(Provider),
        Status = parse.GetValue(Status),
        Fault = parse.GetValue(Fault),
        User = parse.GetValue(User),
        MinDurationMs = parse.GetValue(MinDuration),
        From = parse.GetValue(From),
        To = parse.GetValue(To),
        Limit = parse.GetValue(Limit),
        Cursor = parse.GetValue(Cursor),
    };

    private static void Draw(TracePage page, IAnsiConsole console)
    {
        var table = Sheet.Of("trace", "started", "app", "model", "status", ">first token", ">duration", ">in", ">out", ">cost", ">attempts");
        foreach (var trace in page.Items)
        {
            table.Row(
                trace.Id,
                Figures.Time(trace.StartedAt),
                trace.App ?? $"({trace.Requested})",
                trace.Model,
                trace.Fault is { } fault ? $"{trace.Status} {fault}" : trace.Status,
                Figures.Milliseconds(trace.FirstTokenMs),
                Figures.Milliseconds(trace.DurationMs),
                Figures.Count(trace.Usage.Input),
                Figures.Count(trace.Usage.Output),
                Figures.Usd(trace.CostUsd),
                Figures.Count(trace.AttemptCount));
        }

        console.Write(table);
    }
}
