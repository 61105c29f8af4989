using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Writes the blocks of an earlier answer: thinking first, then text, then calls.</summary>
internal sealed class AssistantWriter(Utf8JsonWriter writer, TurnWriter turns, int index)
{
    public Fault? Write(JsonElement message)
    {
        WriteThinking(message.Field("thinking_blocks"u8));

        var content = new ContentWriter(writer, turns.EnterAssistant, $"messages[{index}]");
        var fault = content.Write(message);
        content.WriteText(message.Field("refusal"u8), default);

        if (message.Field("function_call"u8).IsThere())
        {
            fault ??= TranslationFaults.Unsupported($"messages[{index}].function_call", "The deprecated function_call is not translated. Use tool_calls.");
        }

        var call = 0;
        foreach (var toolCall in message.Field("tool_calls"u8).Items())
        {
            fault ??= WriteCall(toolCall, call++);
        }

        return fault;
    }

    // As they came: a signature holds only for the exact block. Reasoning without one cannot be sent back.
    private void WriteThinking(JsonElement blocks)
    {
        foreach (var block in blocks.Items())
        {
            var type = block.Field("type"u8);
            if ((type.Is("thinking"u8) && !block.Field("signature"u8).Utf8().IsEmpty) || type.Is("redacted_thinking"u8))
            {
                turns.EnterAssistant();
                writer.WriteValue(block);
            }
        }
    }

    private Fault? WriteCall(JsonElement call, int number)
    {
        var function = call.Field("function"u8);
        if (!function.Field("name"u8).IsText() || !call.Field("id"u8).IsText())
        {
            return TranslationFaults.Unsupported(PathOf(number), "Only calls of type function with an id and a name are translated.");
        }

        var arguments = function.Field("arguments"u8).Utf8();
        arguments = arguments.IsEmpty ? "{}"u8 : arguments;
        if (!BridgeJson.IsObject(arguments))
        {
            return TranslationFaults.Unsupported($"{PathOf(number)}.function.arguments", "This model's provider takes only arguments that are one JSON object.");
        }

        turns.EnterAssistant();
        writer.StartTyped("tool_use"u8);
        ToolIds.Write("id"u8, call.Field("id"u8), writer);
        writer.WriteValue("name"u8, function.Field("name"u8));
        writer.WritePropertyName("input"u8);
        writer.WriteRawValue(arguments, skipInputValidation: true);
        CacheMarker.Write(call, writer);
        writer.WriteEndObject();
        return null;
    }

    private string PathOf(int number) => $"messages[{index}].tool_calls[{number}]";
}
