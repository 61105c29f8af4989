using Penstock.Contracts.Dialects;
using Penstock.Contracts.Money;
using Penstock.Gateway.Call.Metering;

namespace Penstock.Gateway.Call;

/// <summary>The tokens of an attempt: what the provider says, and where it does not, what the text comes to.</summary>
internal static class AttemptUsage
{
    /// <summary>The usage of an attempt the provider worked on.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="complete">Whether the answer is complete, so that the provider's numbers are its last.</param>
    public static TokenUsage Of(Attempt attempt, bool complete)
    {
        if (attempt.Meter.Usage is { } said && complete)
        {
            return said;
        }

        // An answer that was cut has at best the numbers from its beginning; the text that came is the lower bound.
        var encoding = attempt.Target.Model.Tokenizer;
        var partial = attempt.Meter.Usage;
        var input = partial?.Input is > 0 and var known
            ? known
            : TokenCounter.CountRequest(attempt.Exchange.Body.Span, attempt.Exchange.Envelope, encoding);
        var output = attempt.Exchange.Ingress.Operation is Operation.Embeddings
            ? 0
            : Math.Max(partial?.Output ?? 0, TokenCounter.Count(attempt.Meter.Text.Span, encoding));

        return new TokenUsage(input, partial?.CachedInput ?? 0, partial?.CacheWrite ?? 0, output, partial?.Reasoning ?? 0, Counted: true);
    }
}
