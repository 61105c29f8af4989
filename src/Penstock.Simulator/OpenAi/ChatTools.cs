using System.Text.Json;
using Penstock.Simulator.Engine;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.OpenAi;

/// <summary>Reads the tools of a chat completion request and which of them may be called.</summary>
internal static class ChatTools
{
    public static Refusal? Parse(JsonElement root, EngineRequest request)
    {
        request.ParallelTools = !root.TryGetProperty("parallel_tool_calls"u8, out var parallel)
            || parallel.ValueKind != JsonValueKind.False;
        if (!root.Has("tools"u8, out var tools))
        {
            return null;
        }

        if (tools.ValueKind != JsonValueKind.Array)
        {
            return OpenAiRefusals.WrongType("tools", "an array of objects");
        }

        var index = 0;
        foreach (var tool in tools.EnumerateArray())
        {
            if (tool.ValueKind != JsonValueKind.Object || !tool.HasObject("function"u8, out var function)
                || !function.HasText("name"u8, out var name))
            {
                return OpenAiRefusals.Missing($"tools[{index}].function.name");
            }

            request.Prompt.AddFixed(Words.ToolTokens, name.ToUtf8());
            var hasSchema = function.Has("parameters"u8, out var schema);
            if (hasSchema && !schema.IsSchemaOfObject())
            {
                return OpenAiRefusals.NoObjectSchema($"tools[{index}].function.parameters");
            }

            request.Tools.Add(new ToolOffer(name.GetString()!, hasSchema ? schema : default));
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

        if (choice.ValueKind == JsonValueKind.String)
        {
            if (choice.ValueEquals("none"u8))
            {
                request.Tools.Clear();
            }

            return null;
        }

        if (choice.ValueKind != JsonValueKind.Object || !choice.HasObject("function"u8, out var function)
            || !function.HasText("name"u8, out var name))
        {
            return OpenAiRefusals.WrongType("tool_choice", "'none', 'auto', 'required' or an object naming a function");
        }

        var removed = request.Tools.RemoveAll(tool => !name.ValueEquals(tool.Name));
        return request.Tools.Count > 0 || removed == 0
            ? null
            : OpenAiRefusals.WrongValue("tool_choice", "the name of one of the tools");
    }
}
