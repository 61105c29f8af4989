using System.Text;

namespace Penstock.Simulator.Replay;

/// <summary>A replay report for people.</summary>
internal static class ReplayText
{
    public static string Write(ReplayReport report)
    {
        var text = new StringBuilder();
        Line(text, "requests", $"{report.Requests} in {report.DurationS:0.0} s");
        Line(text, "", $"{report.Answered} answered, {report.Failed} failed");
        foreach (var (failure, count) in report.Failures)
        {
            Line(text, "", $"{count} × {failure}");
        }

        Line(text, "prompts", $"{report.PromptTokensSent} tokens sent");
        Line(text, "", $"{report.PromptTokens} reported, {report.CachedTokens} of them cached");
        Line(text, "answers", $"{report.CompletionTokensAskedFor} tokens asked for");
        Line(text, "", $"{report.CompletionTokens} reported");
        Append(text, "first token", report.FirstTokenMs);
        Append(text, "latency", report.LatencyMs);
        Append(text, "sender late", report.SenderLatenessMs);
        if (report.Served is { } served)
        {
            Append(text, served);
        }

        return text.ToString().TrimEnd();
    }

    private static void Append(StringBuilder text, ServedComparison served)
    {
        var engines = served.Engines;
        Line(text, "engines", $"answered {engines.Answered}{Difference(served.AnsweredDifference)}");
        Line(text, "", $"prompts {engines.PromptTokens}{Difference(served.PromptDifference)}");
        Line(text, "", $"cached {engines.CachedTokens}{Difference(served.CachedDifference)}");
        Line(text, "", $"answers {engines.CompletionTokens}{Difference(served.CompletionDifference)}");
        Line(text, "", served.IsEqual ? "equal to what callers were told" : "NOT what callers were told");
    }

    private static string Difference(long difference) => difference == 0 ? "" : $" ({difference:+0;-0})";

    private static void Line(StringBuilder text, string name, string value) => text.AppendLine($"{name,-11} {value}");

    private static void Append(StringBuilder text, string name, Quantiles? times)
    {
        if (times is not null)
        {
            Line(text, name, $"p50 {times.P50:0.0}, p90 {times.P90:0.0}, p99 {times.P99:0.0}, max {times.Max:0.0} ms");
        }
    }
}
