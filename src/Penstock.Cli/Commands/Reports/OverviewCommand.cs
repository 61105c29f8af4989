using System.CommandLine;
using Penstock.Cli.Output;
using Penstock.Cli.Session;
using Penstock.Contracts.Admin.Overview;
using Spectre.Console;

namespace Penstock.Cli.Commands.Reports;

internal static class OverviewCommand
{
    private const string Bars = " ▁▂▃▄▅▆▇█";
    private const int MaxBars = 60;

    private static readonly Option<string> Window = new("--window")
    {
        Description = "How far back",
        DefaultValueFactory = _ => "1h",
    };

    public static Command Create(CommandRunner runner)
    {
        Window.AcceptOnlyFromAmong("15m", "1h", "6h", "24h", "7d");
        var command = new Command("overview", "Shows traffic, errors, times and cost of the last minutes, hours or days.") { Window };
        runner.Bind(command, async (session, cancellationToken) => session.Print.Show(
            await session.Admin.GetOverviewAsync(session.Parse.GetValue(Window)!, cancellationToken), Draw));
        return command;
    }

    private static void Draw(OverviewView overview, IAnsiConsole console)
    {
        var totals = overview.Totals;
        console.Write(Sheet.Facts(
            ("window", $"{overview.Window} until {Figures.Time(overview.To)}"),
            ("requests", $"{Figures.Count(totals.Requests)}  {Sparkline(overview.Series)}"),
            ("errors", Figures.Count(totals.Errors)),
            ("aborted", Figures.Count(totals.Aborted)),
            ("first token", $"{Figures.Milliseconds(totals.TtftP50Ms) ?? "-"} median, {Figures.Milliseconds(totals.TtftP95Ms) ?? "-"} p95"),
            ("duration", $"{Figures.Milliseconds(totals.DurationP50Ms) ?? "-"} median, {Figures.Milliseconds(totals.DurationP95Ms) ?? "-"} p95"),
            ("tokens", $"{Figures.Count(totals.InputTokens)} in, {Figures.Count(totals.OutputTokens)} out"),
            ("cost", Figures.Usd(totals.CostUsd))));
        DrawShares("app", overview.TopApps, console);
        DrawShares("model", overview.TopModels, console);
    }

    private static void DrawShares(string kind, IReadOnlyList<OverviewShare> shares, IAnsiConsole console)
    {
        if (shares.Count == 0)
        {
            return;
        }

        var table = Sheet.Of(kind, ">requests", ">errors", ">first token p95", ">cost");
        foreach (var share in shares)
        {
            table.Row(share.Name, Figures.Count(share.Requests), Figures.Count(share.Errors), Figures.Milliseconds(share.TtftP95Ms), Figures.Usd(share.CostUsd));
        }

        console.WriteLine();
        console.Write(table);
    }

    private static string Sparkline(IReadOnlyList<OverviewBucket> series)
    {
        var step = Math.Max(1, (series.Count + MaxBars - 1) / MaxBars);
        var sums = series.Chunk(step).Select(chunk => chunk.Sum(bucket => bucket.Requests)).ToList();
        var most = sums.Count == 0 ? 0 : sums.Max();
        return most == 0 ? "" : string.Concat(sums.Select(sum => Bars[(int)Math.Ceiling(sum * (Bars.Length - 1.0) / most)]));
    }
}
