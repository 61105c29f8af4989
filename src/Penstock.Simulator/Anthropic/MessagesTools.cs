using System.Text.Json;
using Penstock.Simulator.Engine;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.Anthropic;

/// <summary>Reads the tools of a messages request and which of them may be called.</summary>
internal static class MessagesTools
{
    public static Refusal? Parse(JsonElement root, EngineRequest request)
    {
        if (!root.Has("tools"u8, out var tools))
        {
            return null;
        }

        if (tools.ValueKind != JsonValueKind.Array)
        {
            return AnthropicDialect.Field("tools", "Input should be a valid list");
        }

        var index = 0;
        foreach (var tool in tools.EnumerateArray())
        {
            if (tool.ValueKind != JsonValueKind.Object || !tool.HasText("name"u8, out var name))
            {
                return AnthropicDialect.Field($"tools.{index}.custom.name", "Field required");
            }

            request.Prompt.AddFixed(Words.ToolTokens, name.ToUtf8());
            var hasSchema = tool.Has("input_schema"u8, out var schema);
            if (hasSchema && !schema.IsSchemaOfObject())
            {
                return AnthropicDialect.Field($"tools.{index}.custom.input_schema.type", "Input should be 'object'");
            }

            request.Tools.Add(new ToolOffer(name.GetString()!, hasSchema ? schema : default));
            MessagesBlocks.NoteMarker(tool, request);
            index++;
        }

        return Choose(root, request);
    }

    private static Refusal? Choose(JsonElement root, EngineRequest request)
    {
        if (!root.Has("tool_choice"u8, out var choice))
        {
            return null;
        }

        if (choice.ValueKind != JsonValueKind.Object || !choice.HasText("type"u8, out var type))
        {
            return AnthropicDialect.Field("tool_choice.type", "Field required");
        }

        request.ParallelTools = !choice.IsTrue("disable_parallel_tool_use"u8);
        if (type.ValueEquals("none"u8))
        {
            request.Tools.Clear();
        }

        if (!type.ValueEquals("tool"u8))
        {
            return null;
        }

        if (!choice.HasText("name"u8, out var name))
        {
            return AnthropicDialect.Field("tool_choice.tool.name", "Field required");
        }

        request.Tools.RemoveAll(tool => !name.ValueEquals(tool.Name));
        return request.Tools.Count > 0
            ? null
            : AnthropicDialect.Field("tool_choice", "Tool not found in provided tools");
    }
}
