using System.Text.Json;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Anthropic's token counts, written as OpenAI counts: what the cache read and took is part of the prompt.</summary>
internal record struct UsageTotals(long Input, long CacheRead, long CacheWrite, long Output, long? Thinking)
{
    private readonly long Prompt => Input + CacheRead + CacheWrite;

    public static UsageTotals Read(JsonElement usage) => new(
        usage.Field("input_tokens"u8).Count() ?? 0,
        usage.Field("cache_read_input_tokens"u8).Count() ?? 0,
        usage.Field("cache_creation_input_tokens"u8).Count() ?? 0,
        usage.Field("output_tokens"u8).Count() ?? 0,
        usage.Field("output_tokens_details"u8).Field("thinking_tokens"u8).Count());

    /// <summary>Takes over the counts that a later event of a stream carries: each is a total so far.</summary>
    public void Update(RawValue usage)
    {
        var fields = new JsonFields(usage.Json);
        while (fields.Next())
        {
            if (fields.Is("input_tokens"u8))
            {
                Input = fields.Value.Count ?? Input;
            }
            else if (fields.Is("cache_read_input_tokens"u8))
            {
                CacheRead = fields.Value.Count ?? CacheRead;
            }
            else if (fields.Is("cache_creation_input_tokens"u8))
            {
                CacheWrite = fields.Value.Count ?? CacheWrite;
            }
            else if (fields.Is("output_tokens"u8))
            {
                Output = fields.Value.Count ?? Output;
            }
            else if (fields.Is("output_tokens_details"u8))
            {
                UpdateThinking(fields.Value);
            }
        }
    }

    public readonly void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("prompt_tokens"u8, Prompt);
        writer.WriteNumber("completion_tokens"u8, Output);
        writer.WriteNumber("total_tokens"u8, Prompt + Output);
        writer.WriteStartObject("prompt_tokens_details"u8);
        writer.WriteNumber("cached_tokens"u8, CacheRead);
        writer.WriteNumber("cache_write_tokens"u8, CacheWrite);
        writer.WriteEndObject();
        if (Thinking is { } thinking)
        {
            writer.WriteStartObject("completion_tokens_details"u8);
            writer.WriteNumber("reasoning_tokens"u8, thinking);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void UpdateThinking(RawValue details)
    {
        var fields = new JsonFields(details.Json);
        while (fields.Next())
        {
            if (fields.Is("thinking_tokens"u8))
            {
                Thinking = fields.Value.Count ?? Thinking;
            }
        }
    }
}
