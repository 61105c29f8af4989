using System.Text.Json;
using Penstock.Simulator.Engine;

namespace Penstock.Simulator.Anthropic;

/// <summary>Writes a whole message.</summary>
internal static class MessageWriter
{
    /// <summary>What stands where a real model would sign its thoughts.</summary>
    public const string Signature = "c2ltdWxhdGVk";

    public static void Write(Utf8JsonWriter json, Reply reply)
    {
        var answer = reply.Answers[0];
        WriteHead(json, reply);
        json.WriteStartArray("content"u8);
        WriteBlocks(json, answer);
        json.WriteEndArray();
        WriteStop(json, answer);
        if (reply.ReportsUsage)
        {
            WriteUsage(json, reply, reply.CompletionTokens);
        }

        json.WriteEndObject();
    }

    /// <summary>Opens the object and writes what a message is before it has content.</summary>
    public static void WriteHead(Utf8JsonWriter json, Reply reply)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, reply.Id);
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WritePropertyName("model"u8);
        json.WriteRawValue(reply.Model.Json, skipInputValidation: true);
        json.WriteString("system_fingerprint"u8, "simulated"u8);
    }

    public static void WriteStop(Utf8JsonWriter json, Answer answer)
    {
        json.WriteString("stop_reason"u8, NameOf(answer.Finish));
        json.WriteString("stop_sequence"u8, answer.StopSequence);
    }

    /// <remarks>Anthropic counts cached tokens beside <c>input_tokens</c>, not inside.</remarks>
    public static void WriteUsage(Utf8JsonWriter json, Reply reply, int outputTokens)
    {
        var prompt = reply.Prompt;
        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, prompt.Tokens - prompt.Cached - prompt.CacheWrite);
        json.WriteNumber("cache_creation_input_tokens"u8, prompt.CacheWrite);
        json.WriteNumber("cache_read_input_tokens"u8, prompt.Cached);
        json.WriteNumber("output_tokens"u8, outputTokens);
        json.WriteEndObject();
    }

    private static void WriteBlocks(Utf8JsonWriter json, Answer answer)
    {
        if (answer.Reasoning.Count > 0)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "thinking"u8);
            json.WriteString("thinking"u8, answer.Reasoning.Utf8);
            json.WriteString("signature"u8, Signature);
            json.WriteEndObject();
        }

        if (answer.Text.Count > 0)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, answer.Text.Utf8);
            json.WriteEndObject();
        }

        for (var index = 0; index < answer.Tools.Count; index++)
        {
            var tool = answer.Tools[index];
            var isCut = answer.Finish == Finish.Length && index == answer.Tools.Count - 1;
            json.WriteStartObject();
            json.WriteString("type"u8, "tool_use"u8);
            json.WriteString("id"u8, $"toolu_{tool.Id}");
            json.WriteString("name"u8, tool.Name);
            json.WritePropertyName("input"u8);
            json.WriteRawValue(isCut ? "{}"u8 : tool.Arguments.Utf8);
            json.WriteEndObject();
        }
    }

    private static ReadOnlySpan<byte> NameOf(Finish finish) => finish switch
    {
        Finish.Stop => "end_turn"u8,
        Finish.StopSequence => "stop_sequence"u8,
        Finish.Length => "max_tokens"u8,
        Finish.ToolCalls => "tool_use"u8,
        Finish.Filtered => "refusal"u8,
    };
}
