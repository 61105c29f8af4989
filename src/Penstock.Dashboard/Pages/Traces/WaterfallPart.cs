using Penstock.Contracts.Admin.Traces;

namespace Penstock.Dashboard.Pages.Traces;

/// <summary>A stretch of time on the waterfall.</summary>
/// <param name="Kind"><c>gateway</c>, <c>connect</c>, <c>first</c> or <c>stream</c>.</param>
/// <param name="FromMs">Where it begins, in milliseconds after the request came.</param>
/// <param name="ToMs">Where it ends.</param>
/// <param name="What">What happened in it.</param>
public sealed record WaterfallPart(string Kind, double FromMs, double ToMs, string What)
{
    /// <summary>How long it is, in milliseconds.</summary>
    public double LengthMs => Math.Max(0, ToMs - FromMs);

    /// <summary>What one attempt spent its time on, without the parts that took none.</summary>
    /// <param name="attempt">The attempt.</param>
    public static IReadOnlyList<WaterfallPart> Of(AttemptView attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var headers = attempt.HeadersAtMs ?? attempt.EndedAtMs;
        var first = attempt.FirstTokenAtMs ?? attempt.EndedAtMs;
        WaterfallPart[] parts =
        [
            new("connect", attempt.SentAtMs, headers, attempt.HeadersAtMs is null ? "waited for an answer" : "sent, connected, headers received"),
            new("first", headers, Math.Max(headers, first), attempt.FirstTokenAtMs is null ? "read the answer" : "waited for the first token"),
            new("stream", Math.Max(headers, first), attempt.EndedAtMs, "received tokens"),
        ];
        return [.. parts.Where(part => part.LengthMs > 0)];
    }

    /// <summary>What Penstock itself spent time on: before, between and after the attempts.</summary>
    /// <param name="trace">The trace.</param>
    public static IReadOnlyList<WaterfallPart> Between(TraceView trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var parts = new List<WaterfallPart>();
        var idleSince = 0.0;
        foreach (var attempt in trace.Attempts)
        {
            parts.Add(new WaterfallPart("gateway", idleSince, attempt.SentAtMs, idleSince == 0 ? "admitted, resolved, queued" : "waited before the next attempt"));
            idleSince = Math.Max(idleSince, attempt.EndedAtMs);
        }

        parts.Add(new WaterfallPart("gateway", idleSince, trace.DurationMs, trace.Attempts.Count == 0 ? "decided" : "finished the answer"));
        return [.. parts.Where(part => part.LengthMs > 0)];
    }
}
