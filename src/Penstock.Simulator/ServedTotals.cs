namespace Penstock.Simulator;

/// <summary>What an engine has really sent, counted as it left.</summary>
/// <remarks>
/// A request counts its prompt when the engine starts on it, and every answer token when it is written. Requests
/// refused with an error status count no tokens. Counts are in place before the peer can see the end of an answer.
/// </remarks>
public sealed record ServedTotals
{
    /// <summary>Inference requests that could be read.</summary>
    public long Requests { get; init; }

    /// <summary>Requests answered to the end.</summary>
    public long Answered { get; init; }

    /// <summary>Requests whose peer went away before the end.</summary>
    public long Aborted { get; init; }

    /// <summary>Requests that a fault or a refusal ended.</summary>
    public long Failed { get; init; }

    /// <summary>Prompt tokens, the cached ones included.</summary>
    public long PromptTokens { get; init; }

    /// <summary>The part of <see cref="PromptTokens"/> read from the prefix cache.</summary>
    public long CachedTokens { get; init; }

    /// <summary>The part of <see cref="PromptTokens"/> reported as written to the cache (Anthropic's markers).</summary>
    public long CacheWriteTokens { get; init; }

    /// <summary>Answer tokens, reasoning included.</summary>
    public long CompletionTokens { get; init; }

    /// <summary>The part of <see cref="CompletionTokens"/> that was reasoning.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>The same counts per model name as asked for. Empty inside itself.</summary>
    public IReadOnlyDictionary<string, ServedTotals> Models { get; init; } = new Dictionary<string, ServedTotals>();

    /// <summary>Adds two totals, model by model.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static ServedTotals operator +(ServedTotals left, ServedTotals right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return Flat(left, right) with
        {
            Models = left.Models.Concat(right.Models)
                .GroupBy(model => model.Key)
                .ToDictionary(group => group.Key, group => group.Select(model => model.Value).Aggregate(Flat)),
        };
    }

    private static ServedTotals Flat(ServedTotals left, ServedTotals right) => new()
    {
        Requests = left.Requests + right.Requests,
        Answered = left.Answered + right.Answered,
        Aborted = left.Aborted + right.Aborted,
        Failed = left.Failed + right.Failed,
        PromptTokens = left.PromptTokens + right.PromptTokens,
        CachedTokens = left.CachedTokens + right.CachedTokens,
        CacheWriteTokens = left.CacheWriteTokens + right.CacheWriteTokens,
        CompletionTokens = left.CompletionTokens + right.CompletionTokens,
        ReasoningTokens = left.ReasoningTokens + right.ReasoningTokens,
    };
}
