using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>Writes an assistant message for an earlier answer: its text as one string, its calls as a list.</summary>
/// <remarks>Thinking is left out: it is signed for another vendor, and chat completions take none back.</remarks>
internal sealed class AssistantWriter(Utf8JsonWriter writer, int index)
{
    public Fault? Write(JsonElement content)
    {
        using var text = new TextJoiner();
        text.Add(content);

        var calls = 0;
        var number = 0;
        foreach (var block in content.Items())
        {
            var type = block.Field("type"u8);
            if (type.Is("text"u8))
            {
                text.Add(block.Field("text"u8));
            }
            else if (type.Is("tool_use"u8))
            {
                calls++;
            }
            else if (!type.Is("thinking"u8) && !type.Is("redacted_thinking"u8))
            {
                return TranslationFaults.Unsupported($"messages[{index}].content[{number}]", "Blocks of tools that the vendor runs are not translated.");
            }

            number++;
        }

        if (text.IsEmpty && calls == 0)
        {
            return null;
        }

        WriteMessage(text, calls > 0 ? content : default);
        return null;
    }

    private void WriteMessage(TextJoiner text, JsonElement calls)
    {
        writer.WriteStartObject();
        writer.WriteString("role"u8, "assistant"u8);
        writer.WritePropertyName("content"u8);
        if (text.IsEmpty)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(text.Utf8);
        }

        if (calls.IsThere())
        {
            WriteCalls(calls);
        }

        writer.WriteEndObject();
    }

    private void WriteCalls(JsonElement content)
    {
        writer.WriteStartArray("tool_calls"u8);
        foreach (var block in content.Items())
        {
            if (!block.Field("type"u8).Is("tool_use"u8))
            {
                continue;
            }

            writer.WriteStartObject();
            writer.WriteIfThere("id"u8, block.Field("id"u8));
            writer.WriteString("type"u8, "function"u8);
            writer.WriteStartObject("function"u8);
            writer.WriteIfThere("name"u8, block.Field("name"u8));
            writer.WriteString("arguments"u8, block.Field("input"u8).RawOr("{}"u8));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
