using System.Text.Json;
using Penstock.Simulator.Engine;

namespace Penstock.Simulator.OpenAi;

/// <summary>Writes a chat completion.</summary>
internal static class ChatAnswerWriter
{
    public static void Write(Utf8JsonWriter json, Reply reply)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, reply.Id);
        json.WriteString("object"u8, "chat.completion"u8);
        json.WriteNumber("created"u8, reply.Created.ToUnixTimeSeconds());
        json.WritePropertyName("model"u8);
        json.WriteRawValue(reply.Model.Json, skipInputValidation: true);
        json.WriteString("system_fingerprint"u8, "simulated"u8);
        json.WriteStartArray("choices"u8);
        for (var choice = 0; choice < reply.Answers.Length; choice++)
        {
            WriteChoice(json, reply.Answers[choice], choice);
        }

        json.WriteEndArray();
        if (reply.ReportsUsage)
        {
            json.WritePropertyName("usage"u8);
            WriteUsage(json, reply);
        }

        json.WriteEndObject();
    }

    public static void WriteUsage(Utf8JsonWriter json, Reply reply)
    {
        json.WriteStartObject();
        json.WriteNumber("prompt_tokens"u8, reply.Prompt.Tokens);
        json.WriteNumber("completion_tokens"u8, reply.CompletionTokens);
        json.WriteNumber("total_tokens"u8, reply.Prompt.Tokens + reply.CompletionTokens);
        json.WriteStartObject("prompt_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, reply.Prompt.Cached);
        json.WriteEndObject();
        json.WriteStartObject("completion_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, reply.ReasoningTokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static ReadOnlySpan<byte> NameOf(Finish finish) => finish switch
    {
        Finish.Stop or Finish.StopSequence => "stop"u8,
        Finish.Length => "length"u8,
        Finish.ToolCalls => "tool_calls"u8,
        Finish.Filtered => "content_filter"u8,
    };

    private static void WriteChoice(Utf8JsonWriter json, Answer answer, int index)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        if (answer.Tools.Count > 0)
        {
            json.WriteNull("content"u8);
        }
        else
        {
            json.WriteString("content"u8, answer.Text.Utf8);
        }

        json.WriteNull("refusal"u8);
        if (answer.Reasoning.Count > 0)
        {
            json.WriteString("reasoning_content"u8, answer.Reasoning.Utf8);
        }

        WriteTools(json, answer);
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, NameOf(answer.Finish));
        json.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter json, Answer answer)
    {
        if (answer.Tools.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tool_calls"u8);
        foreach (var tool in answer.Tools)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, $"call_{tool.Id}");
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, tool.Name);
            json.WriteString("arguments"u8, tool.Arguments.Utf8);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
