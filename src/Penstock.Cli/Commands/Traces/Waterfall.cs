using Penstock.Cli.Output;
using Penstock.Contracts.Admin.Traces;
using Spectre.Console;

namespace Penstock.Cli.Commands.Traces;

/// <summary>One trace in full: its facts, and its attempts as bars on one axis of time.</summary>
internal static class Waterfall
{
    private const int Width = 48;
    private const char Waiting = '░';
    private const char Answering = '█';

    public static void Draw(TraceView trace, IAnsiConsole console)
    {
        console.Write(Sheet.Facts(
            ("trace", trace.Id),
            ("started", Figures.Time(trace.StartedAt)),
            ("status", $"{trace.Status}, HTTP {trace.HttpStatus}{(trace.Fault is { } fault ? $", {fault}" : "")}"),
            ("why", trace.FaultDetail),
            ("tenant", trace.Tenant),
            ("key", $"{trace.KeyName} ({trace.Key})"),
            ("user", trace.User),
            ("asked for", $"{trace.Requested}, {trace.Operation}, {trace.Dialect}{(trace.Streamed ? ", streamed" : "")}"),
            ("app", trace.App is { } app ? $"{app}, release {trace.Release}" : null),
            ("answered by", trace.Model is { } model ? $"{model} at {trace.Provider}" : null),
            ("stopped for", trace.FinishReason),
            ("first token", Figures.Milliseconds(trace.FirstTokenMs)),
            ("duration", Figures.Milliseconds(trace.DurationMs)),
            ("tokens", Tokens(trace.Usage)),
            ("cost", Figures.Usd(trace.CostUsd))));
        console.WriteLine();
        DrawAttempts(trace, console);
        DrawContent("request", trace.RequestContent, console);
        DrawContent("answer", trace.AnswerContent, console);
    }

    /// <summary>A bar of <see cref="Width"/> places: nothing before the start, light until the first token, full until the end.</summary>
    public static string Bar(AttemptView attempt, double totalMs)
    {
        var scale = totalMs > 0 ? Width / totalMs : 0;
        var start = Math.Min(Width - 1, Place(attempt.SentAtMs * scale));
        var end = Math.Max(start + 1, Place(attempt.EndedAtMs * scale));
        var first = attempt.FirstTokenAtMs is { } token ? Math.Clamp(Place(token * scale), start, end) : end;
        return string.Concat(
            new string(' ', start),
            new string(Waiting, first - start),
            new string(Answering, end - first)).PadRight(Width);
    }

    private static int Place(double at) => (int)Math.Clamp(Math.Round(at), 0, Width);

    private static void DrawAttempts(TraceView trace, IAnsiConsole console)
    {
        if (trace.Attempts.Count == 0)
        {
            console.WriteLine("No attempt was made.");
            return;
        }

        var total = Math.Max(trace.DurationMs, trace.Attempts.Max(attempt => attempt.EndedAtMs));
        var table = Sheet.Of("#", $"0 … {Figures.Milliseconds(total)}", "model", "endpoint", "result", ">took", ">in", ">out", ">cost");
        foreach (var attempt in trace.Attempts)
        {
            table.Row(
                Figures.Count(attempt.Number),
                Bar(attempt, total),
                attempt.Model,
                $"{attempt.Provider} {attempt.Endpoint}",
                string.Join(' ', new[] { attempt.Status, attempt.HttpStatus?.ToString(), attempt.Fault }.OfType<string>()),
                Figures.Milliseconds(attempt.EndedAtMs - attempt.SentAtMs),
                Figures.Count(attempt.Usage.Input),
                Figures.Count(attempt.Usage.Output),
                Figures.Usd(attempt.CostUsd));
        }

        console.Write(table);
        console.WriteLine($"{Waiting} waiting  {Answering} answering");
    }

    private static void DrawContent(string name, string? text, IAnsiConsole console)
    {
        if (text is not null)
        {
            console.WriteLine();
            console.Write(new Text($"{name}\n", new Style(decoration: Decoration.Dim)));
            console.WriteLine(text);
        }
    }

    private static string Tokens(UsageView usage)
    {
        var cached = usage.CachedInput > 0 ? $" ({Figures.Count(usage.CachedInput)} cached)" : "";
        var counted = usage.Counted ? ", counted by Penstock" : "";
        return $"{Figures.Count(usage.Input)} in{cached}, {Figures.Count(usage.Output)} out{counted}";
    }
}
