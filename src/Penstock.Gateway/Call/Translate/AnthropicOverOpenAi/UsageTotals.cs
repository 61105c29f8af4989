using System.Text.Json;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>OpenAI's token counts, written as Anthropic counts: what the cache read and took stands beside the input.</summary>
internal readonly record struct UsageTotals(long Prompt, long CacheRead, long CacheWrite, long Output, long? Reasoning)
{
    public static UsageTotals Read(JsonElement usage)
    {
        var prompt = usage.Field("prompt_tokens_details"u8);

        return new UsageTotals(
            usage.Field("prompt_tokens"u8).Count() ?? 0,
            prompt.Field("cached_tokens"u8).Count() ?? 0,
            prompt.Field("cache_write_tokens"u8).Count() ?? 0,
            usage.Field("completion_tokens"u8).Count() ?? 0,
            usage.Field("completion_tokens_details"u8).Field("reasoning_tokens"u8).Count());
    }

    /// <summary>Reads the counts of a stream's chunk.</summary>
    public static UsageTotals Read(RawValue usage)
    {
        var totals = default(UsageTotals);
        var fields = new JsonFields(usage.Json);
        while (fields.Next())
        {
            totals = fields switch
            {
                _ when fields.Is("prompt_tokens"u8) => totals with { Prompt = fields.Value.Count ?? 0 },
                _ when fields.Is("completion_tokens"u8) => totals with { Output = fields.Value.Count ?? 0 },
                _ when fields.Is("prompt_tokens_details"u8) => totals with
                {
                    CacheRead = Detail(fields.Value, "cached_tokens"u8) ?? 0,
                    CacheWrite = Detail(fields.Value, "cache_write_tokens"u8) ?? 0,
                },
                _ when fields.Is("completion_tokens_details"u8) => totals with { Reasoning = Detail(fields.Value, "reasoning_tokens"u8) },
                _ => totals,
            };
        }

        return totals;
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("input_tokens"u8, Math.Max(0, Prompt - CacheRead - CacheWrite));
        writer.WriteNumber("cache_creation_input_tokens"u8, CacheWrite);
        writer.WriteNumber("cache_read_input_tokens"u8, CacheRead);
        writer.WriteNumber("output_tokens"u8, Output);
        if (Reasoning is { } reasoning)
        {
            writer.WriteStartObject("output_tokens_details"u8);
            writer.WriteNumber("thinking_tokens"u8, reasoning);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static long? Detail(RawValue details, ReadOnlySpan<byte> name)
    {
        long? count = null;
        var fields = new JsonFields(details.Json);
        while (fields.Next())
        {
            count = fields.Is(name) ? fields.Value.Count : count;
        }

        return count;
    }
}
