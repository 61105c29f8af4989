namespace Penstock.Contracts.Money;

/// <summary>The tokens of one attempt, in one meaning for every dialect.</summary>
/// <param name="Input">All input tokens, those read from and written to the provider's cache included.</param>
/// <param name="CachedInput">The part of <paramref name="Input"/> that was read from the provider's cache.</param>
/// <param name="CacheWrite">The part of <paramref name="Input"/> that was written to the provider's cache.</param>
/// <param name="Output">All output tokens, reasoning included.</param>
/// <param name="Reasoning">The part of <paramref name="Output"/> that was reasoning.</param>
/// <param name="Counted">True when Penstock counted the tokens itself because the provider did not say.</param>
/// <remarks>
/// OpenAI reports cached tokens inside <c>prompt_tokens</c>; Anthropic reports them beside <c>input_tokens</c>.
/// Whoever reads a provider's usage brings it to this form, so that prices apply the same way everywhere.
/// </remarks>
public readonly record struct TokenUsage(
    long Input, long CachedInput, long CacheWrite, long Output, long Reasoning, bool Counted)
{
    /// <summary>Input and output together.</summary>
    public long Total => Input + Output;
}
