using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Writes a <c>tool_result</c> block for a tool message.</summary>
internal sealed class ToolResultWriter(Utf8JsonWriter writer, TurnWriter turns, int index)
{
    public Fault? Write(JsonElement message)
    {
        var id = message.Field("tool_call_id"u8);
        if (!id.IsText())
        {
            return TranslationFaults.Invalid($"messages[{index}].tool_call_id", "A tool message needs the id of the call it answers.");
        }

        turns.EnterUser();
        writer.StartTyped("tool_result"u8);
        ToolIds.Write("tool_use_id"u8, id, writer);
        var fault = WriteContent(message);

        // Not OpenAI's own field, but the only way for a caller to say so.
        if (message.Field("is_error"u8).IsTrue())
        {
            writer.WriteBoolean("is_error"u8, true);
        }

        CacheMarker.Write(message, writer);
        writer.WriteEndObject();
        return fault;
    }

    private Fault? WriteContent(JsonElement message)
    {
        var content = message.Field("content"u8);
        if (content.IsText())
        {
            writer.WriteValue("content"u8, content);
            return null;
        }

        writer.WriteStartArray("content"u8);
        var fault = new ContentWriter(writer, static () => { }, $"messages[{index}]").Write(message);
        writer.WriteEndArray();
        return fault;
    }
}
