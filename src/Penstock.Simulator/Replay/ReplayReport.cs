namespace Penstock.Simulator.Replay;

/// <summary>What a replay found. Times in milliseconds, from when each request should have left.</summary>
internal sealed record ReplayReport
{
    public int Requests { get; init; }

    public int Answered { get; init; }

    public int Failed { get; init; }

    public IReadOnlyDictionary<string, int> Failures { get; init; } = new Dictionary<string, int>();

    public double DurationS { get; init; }

    /// <summary>Tokens of the prompts as sent, before anything a gateway adds.</summary>
    public long PromptTokensSent { get; init; }

    public long CompletionTokensAskedFor { get; init; }

    /// <summary>Tokens as the answers' usage reported them.</summary>
    public long PromptTokens { get; init; }

    public long CachedTokens { get; init; }

    public long CompletionTokens { get; init; }

    public Quantiles? FirstTokenMs { get; init; }

    public Quantiles? LatencyMs { get; init; }

    /// <summary>How late this program itself sent: figures are only good while this is small.</summary>
    public Quantiles? SenderLatenessMs { get; init; }

    /// <summary>What the engines served meanwhile, where they were asked.</summary>
    public ServedComparison? Served { get; init; }

    public static ReplayReport Of(IReadOnlyList<TracePoint> points, ReplayResult[] results, TimeSpan duration)
    {
        var failures = results.Where(result => result.Failure is not null).ToList();
        var answered = results.Where(result => result.Failure is null).ToList();
        return new ReplayReport
        {
            Requests = results.Length,
            Answered = answered.Count,
            Failed = failures.Count,
            Failures = failures.CountBy(result => result.Failure!).ToDictionary(),
            DurationS = Math.Round(duration.TotalSeconds, 3),
            PromptTokensSent = points.Sum(point => (long)point.PromptTokens),
            CompletionTokensAskedFor = points.Sum(point => (long)point.AnswerTokens),
            PromptTokens = answered.Sum(result => result.Usage.Prompt),
            CachedTokens = answered.Sum(result => result.Usage.Cached),
            CompletionTokens = answered.Sum(result => result.Usage.Completion),
            FirstTokenMs = Quantiles.Of(answered.Select(result => result.FirstToken).OfType<TimeSpan>()),
            LatencyMs = Quantiles.Of(answered.Select(result => result.Latency)),
            SenderLatenessMs = Quantiles.Of(results.Select(result => result.Lateness)),
        };
    }
}

/// <summary>Quantiles of measured times in milliseconds.</summary>
internal sealed record Quantiles(double P50, double P90, double P99, double Max)
{
    public static Quantiles? Of(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Select(time => time.TotalMilliseconds).Order().ToArray();
        return sorted.Length == 0
            ? null
            : new Quantiles(At(sorted, 0.5), At(sorted, 0.9), At(sorted, 0.99), At(sorted, 1));
    }

    private static double At(double[] sorted, double quantile) =>
        Math.Round(sorted[Math.Max((int)Math.Ceiling(quantile * sorted.Length) - 1, 0)], 3);
}
