namespace Penstock.Simulator.Replay;

/// <summary>What callers were told beside what engines served; every difference should be 0.</summary>
internal sealed record ServedComparison
{
    /// <summary>What the engines served during the replay.</summary>
    public required ServedTotals Engines { get; init; }

    /// <summary>Engines minus callers.</summary>
    public long AnsweredDifference { get; init; }

    public long PromptDifference { get; init; }

    public long CachedDifference { get; init; }

    public long CompletionDifference { get; init; }

    public bool IsEqual =>
        (AnsweredDifference, PromptDifference, CachedDifference, CompletionDifference) == (0, 0, 0, 0);

    public static ServedComparison Of(ReplayReport report, ServedTotals before, ServedTotals after) => new()
    {
        Engines = new ServedTotals
        {
            Requests = after.Requests - before.Requests,
            Answered = after.Answered - before.Answered,
            Aborted = after.Aborted - before.Aborted,
            Failed = after.Failed - before.Failed,
            PromptTokens = after.PromptTokens - before.PromptTokens,
            CachedTokens = after.CachedTokens - before.CachedTokens,
            CacheWriteTokens = after.CacheWriteTokens - before.CacheWriteTokens,
            CompletionTokens = after.CompletionTokens - before.CompletionTokens,
            ReasoningTokens = after.ReasoningTokens - before.ReasoningTokens,
        },
        AnsweredDifference = after.Answered - before.Answered - report.Answered,
        PromptDifference = after.PromptTokens - before.PromptTokens - report.PromptTokens,
        CachedDifference = after.CachedTokens - before.CachedTokens - report.CachedTokens,
        CompletionDifference = after.CompletionTokens - before.CompletionTokens - report.CompletionTokens,
    };
}
