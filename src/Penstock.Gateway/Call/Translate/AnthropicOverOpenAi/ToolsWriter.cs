using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>Writes <c>tools</c>, <c>tool_choice</c> and <c>parallel_tool_calls</c>.</summary>
internal static class ToolsWriter
{
    public static Fault? Write(JsonElement request, Utf8JsonWriter writer)
    {
        var tools = request.Field("tools"u8);
        var choice = request.Field("tool_choice"u8);
        if (!tools.Items().MoveNext())
        {
            return choice.Field("type"u8).Is("any"u8) || choice.Field("type"u8).Is("tool"u8)
                ? TranslationFaults.Invalid("tool_choice", "A tool can only be chosen where tools are given.")
                : null;
        }

        writer.WriteStartArray("tools"u8);
        Fault? fault = null;
        var index = 0;
        foreach (var tool in tools.Items())
        {
            fault ??= WriteTool(tool, index++, writer);
        }

        writer.WriteEndArray();
        return fault ?? WriteChoice(choice, writer);
    }

    private static Fault? WriteTool(JsonElement tool, int index, Utf8JsonWriter writer)
    {
        var type = tool.Field("type"u8);
        if (type.IsThere() && !type.Is("custom"u8))
        {
            return TranslationFaults.Unsupported($"tools[{index}]", "Tools that the vendor itself runs or defines are not translated. Offer tools of your own.");
        }

        if (!tool.Field("name"u8).IsText())
        {
            return TranslationFaults.Invalid($"tools[{index}].name", "A tool needs a name.");
        }

        writer.StartTyped("function"u8);
        writer.WriteStartObject("function"u8);
        writer.WriteValue("name"u8, tool.Field("name"u8));
        writer.WriteIfThere("description"u8, tool.Field("description"u8));
        writer.WriteIfThere("parameters"u8, tool.Field("input_schema"u8));
        if (tool.Field("strict"u8).IsTrue())
        {
            writer.WriteBoolean("strict"u8, true);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        return null;
    }

    private static Fault? WriteChoice(JsonElement choice, Utf8JsonWriter writer)
    {
        if (!choice.IsThere())
        {
            return null;
        }

        if (choice.Field("disable_parallel_tool_use"u8).IsTrue())
        {
            writer.WriteBoolean("parallel_tool_calls"u8, false);
        }

        var type = choice.Field("type"u8);
        if (type.Is("tool"u8) && choice.Field("name"u8).IsText())
        {
            writer.WritePropertyName("tool_choice"u8);
            writer.StartTyped("function"u8);
            writer.WriteStartObject("function"u8);
            writer.WriteValue("name"u8, choice.Field("name"u8));
            writer.WriteEndObject();
            writer.WriteEndObject();
            return null;
        }

        if (!type.Is("auto"u8) && !type.Is("none"u8) && !type.Is("any"u8))
        {
            return TranslationFaults.Invalid("tool_choice", "The choice must be auto, any, none, or tool with a name.");
        }

        writer.WriteString("tool_choice"u8, type.Is("any"u8) ? "required"u8 : type.Utf8());
        return null;
    }
}
