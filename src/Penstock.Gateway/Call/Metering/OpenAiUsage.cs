using System.Text.Json;
using Penstock.Contracts.Money;

namespace Penstock.Gateway.Call.Metering;

/// <summary>Reads OpenAI's <c>usage</c>, and the forms its imitators use for cached tokens.</summary>
internal static class OpenAiUsage
{
    // More tokens than any context window holds: a number above it is a defect of the provider, not a price to pay.
    private const long MostTokens = 100_000_000;

    /// <summary>Reads the value the reader stands on.</summary>
    /// <returns><see langword="null"/> for anything but an object with believable token counts: then the text is counted.</returns>
    public static TokenUsage? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        long? input = null, cached = null, output = null, reasoning = null;
        var believable = true;
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType is not JsonTokenType.PropertyName)
            {
                continue;
            }

            // Details are objects inside usage with names of their own, so one flat loop reads all of it.
            if (reader.ValueTextEquals("prompt_tokens"u8))
            {
                input = Count(ref reader, ref believable);
            }
            else if (reader.ValueTextEquals("completion_tokens"u8))
            {
                output = Count(ref reader, ref believable);
            }
            else if (reader.ValueTextEquals("cached_tokens"u8) || reader.ValueTextEquals("prompt_cache_hit_tokens"u8))
            {
                cached = Count(ref reader, ref believable);
            }
            else if (reader.ValueTextEquals("reasoning_tokens"u8))
            {
                reasoning = Count(ref reader, ref believable);
            }
        }

        return believable && input is { } said
            ? new TokenUsage(said, cached ?? 0, 0, output ?? 0, reasoning ?? 0, Counted: false)
            : null;
    }

    /// <summary>The count behind the name the reader stands on, or <see langword="null"/>.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="believable">Becomes false for anything but null and a whole number that tokens can have.</param>
    internal static long? Count(ref Utf8JsonReader reader, ref bool believable)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.Number && reader.TryGetInt64(out var count) && count is >= 0 and <= MostTokens)
        {
            return count;
        }

        believable &= reader.TokenType is JsonTokenType.Null;
        return null;
    }
}
