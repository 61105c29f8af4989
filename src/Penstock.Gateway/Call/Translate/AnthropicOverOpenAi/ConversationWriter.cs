using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>Writes <c>messages</c>, the system prompt first.</summary>
internal sealed class ConversationWriter(JsonElement request, Utf8JsonWriter writer)
{
    public Fault? Write()
    {
        writer.WriteStartArray("messages"u8);
        WriteSystem(request.Field("system"u8));

        Fault? fault = null;
        var index = 0;
        foreach (var message in request.Field("messages"u8).Items())
        {
            fault ??= WriteMessage(message, index++);
        }

        writer.WriteEndArray();
        return fault;
    }

    // One string: many compatible servers take no list of parts here.
    private void WriteSystem(JsonElement content)
    {
        using var text = new TextJoiner();
        text.Add(content);
        foreach (var block in content.Items())
        {
            if (!text.IsEmpty)
            {
                text.Add("\n\n"u8);
            }

            text.Add(block.Field("text"u8));
        }

        if (text.IsEmpty)
        {
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("role"u8, "system"u8);
        writer.WriteString("content"u8, text.Utf8);
        writer.WriteEndObject();
    }

    private Fault? WriteMessage(JsonElement message, int index)
    {
        var role = message.Field("role"u8);
        var content = message.Field("content"u8);

        if (role.Is("system"u8))
        {
            WriteSystem(content);
            return null;
        }

        if (role.Is("user"u8))
        {
            return new UserWriter(writer, index).Write(content);
        }

        return role.Is("assistant"u8)
            ? new AssistantWriter(writer, index).Write(content)
            : TranslationFaults.Invalid($"messages[{index}].role", "The role must be user, assistant or system.");
    }
}
