using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Writes <c>system</c> and <c>messages</c>.</summary>
/// <remarks>
/// System and developer messages, wherever they stand, become the system prompt in their order: older models know no
/// other place. Several tool messages become blocks of one user turn. The author's <c>name</c> is left out.
/// </remarks>
internal sealed class ConversationWriter(JsonElement request, Utf8JsonWriter writer)
{
    private readonly TurnWriter _turns = new(writer);

    public Fault? Write()
    {
        var messages = request.Field("messages"u8);
        WriteSystem(messages);
        writer.WriteStartArray("messages"u8);

        Fault? fault = null;
        var index = 0;
        foreach (var message in messages.Items())
        {
            fault ??= WriteMessage(message, index++);
        }

        _turns.End();
        writer.WriteEndArray();

        return fault ?? (_turns.IsEmpty
            ? TranslationFaults.Unsupported("messages", "This model's provider needs at least one user or assistant message with content.")
            : null);
    }

    private void WriteSystem(JsonElement messages)
    {
        var open = false;
        foreach (var message in messages.Items())
        {
            if (!IsSystem(message))
            {
                continue;
            }

            var content = message.Field("content"u8);
            WriteSystemText(content, message, ref open);
            foreach (var part in content.Items())
            {
                WriteSystemText(part.Field("text"u8), part, ref open);
            }
        }

        if (open)
        {
            writer.WriteEndArray();
        }
    }

    private void WriteSystemText(JsonElement text, JsonElement marked, ref bool open)
    {
        if (!text.IsText() || text.IsBlank())
        {
            return;
        }

        if (!open)
        {
            writer.WriteStartArray("system"u8);
            open = true;
        }

        writer.StartText(text);
        CacheMarker.Write(marked, writer);
        writer.WriteEndObject();
    }

    private Fault? WriteMessage(JsonElement message, int index)
    {
        var role = message.Field("role"u8);
        if (IsSystem(message))
        {
            return null;
        }

        if (role.Is("user"u8))
        {
            return new ContentWriter(writer, _turns.EnterUser, $"messages[{index}]").Write(message);
        }

        if (role.Is("assistant"u8))
        {
            return new AssistantWriter(writer, _turns, index).Write(message);
        }

        return role.Is("tool"u8)
            ? new ToolResultWriter(writer, _turns, index).Write(message)
            : TranslationFaults.Unsupported($"messages[{index}].role", "Only system, developer, user, assistant and tool messages are translated.");
    }

    private static bool IsSystem(JsonElement message)
    {
        var role = message.Field("role"u8);
        return role.Is("system"u8) || role.Is("developer"u8);
    }
}
