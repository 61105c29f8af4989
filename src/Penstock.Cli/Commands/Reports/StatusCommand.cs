using System.CommandLine;
using Penstock.Cli.Output;
using Penstock.Cli.Session;
using Penstock.Contracts.Admin.Status;
using Spectre.Console;

namespace Penstock.Cli.Commands.Reports;

internal static class StatusCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new Command("status", "Shows whether the server answers, on which configuration, and what is recorded.");
        runner.Bind(command, async (session, cancellationToken) =>
            session.Print.Show(await session.Admin.GetStatusAsync(cancellationToken), Draw));
        return command;
    }

    private static void Draw(StatusView status, IAnsiConsole console)
    {
        var state = status.Draining ? "draining" : !status.Ready ? "not ready" : status.Degraded.Count > 0 ? "ready, degraded" : "ready";
        console.Write(Sheet.Facts(
            ("state", state),
            ("version", status.Version),
            ("up", Figures.Uptime(status.UptimeS)),
            ("in flight", Figures.Count(status.InFlight)),
            ("configuration", status.Snapshot is { } snapshot ? $"{snapshot.File ?? snapshot.Source}, {snapshot.Hash[..8]}, since {Figures.Time(snapshot.LoadedAt)}" : "none"),
            ("provider", status.Simulated ? "the built-in simulated one: its answers are not from a model" : null),
            ("ledger", $"{Figures.Count(status.Ledger.Entries)} entries, {Figures.Count(status.Ledger.Backlog)} waiting, journal {Figures.Bytes(status.Ledger.JournalBytes)}"),
            ("traces", $"{Figures.Count(status.Traces.Stored)} stored, {Figures.Count(status.Traces.Queued)} queued, {Figures.Count(status.Traces.Dropped)} dropped")));

        foreach (var sentence in status.Missing.Concat(status.Degraded))
        {
            console.WriteLine($"! {sentence}");
        }

        if (status.Snapshot?.LastRefusal is { } refusal)
        {
            console.WriteLine($"! A change of {Figures.Time(refusal.At)} was refused:");
            foreach (var error in refusal.Errors)
            {
                console.WriteLine($"    {error.Line}:{error.Column} {error.Path}: {error.Message}");
            }
        }
    }
}
