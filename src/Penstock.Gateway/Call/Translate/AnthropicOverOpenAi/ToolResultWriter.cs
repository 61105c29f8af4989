using System.Text;
using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>Writes a tool message for a <c>tool_result</c> block.</summary>
internal static class ToolResultWriter
{
    public static Fault? Write(JsonElement result, string path, Utf8JsonWriter writer)
    {
        var id = result.Field("tool_use_id"u8);
        if (!id.IsText())
        {
            return TranslationFaults.Invalid($"{path}.tool_use_id", "A tool result needs the id of the call it answers.");
        }

        using var text = new TextJoiner();
        if (Join(result, path, text) is { } fault)
        {
            return fault;
        }

        writer.WriteStartObject();
        writer.WriteString("role"u8, "tool"u8);
        writer.WriteValue("tool_call_id"u8, id);
        writer.WriteString("content"u8, text.Utf8);
        writer.WriteEndObject();
        return null;
    }

    /// <summary>Whether a result holds what a tool message cannot.</summary>
    public static bool HasMedia(JsonElement result)
    {
        foreach (var block in result.Field("content"u8).Items())
        {
            if (IsMedia(block))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes a result's images and files as parts of a user message.</summary>
    public static Fault? WriteMedia(JsonElement result, PartWriter parts, Utf8JsonWriter writer)
    {
        if (!HasMedia(result))
        {
            return null;
        }

        writer.StartTyped("text"u8);
        writer.WriteString("text"u8, $"Part of the result of tool call {Encoding.UTF8.GetString(result.Field("tool_use_id"u8).Utf8())}:");
        writer.WriteEndObject();

        Fault? fault = null;
        foreach (var block in result.Field("content"u8).Items())
        {
            fault ??= IsMedia(block) ? parts.Write(block) : null;
        }

        return fault;
    }

    private static Fault? Join(JsonElement result, string path, TextJoiner text)
    {
        // OpenAI has no flag for it, and a model that does not know of the failure would use the text as a result.
        if (result.Field("is_error"u8).IsTrue())
        {
            text.Add("Error: "u8);
        }

        var content = result.Field("content"u8);
        text.Add(content);
        var first = true;
        foreach (var block in content.Items())
        {
            if (IsMedia(block))
            {
                continue;
            }

            text.Add(first ? ""u8 : "\n"u8);
            first = false;
            if (!BlockText.TryAdd(block, text))
            {
                return TranslationFaults.Unsupported(path, "Only text, images, documents and search results are translated within a tool result.");
            }
        }

        return null;
    }

    private static bool IsMedia(JsonElement block)
    {
        var type = block.Field("type"u8);
        return type.Is("image"u8) || type.Is("document"u8);
    }
}
