using System.Text;
using System.Text.Json;
using Penstock.Simulator.Engine;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.Anthropic;

/// <summary>Reads and counts the system prompt and the conversation of a messages request.</summary>
internal static class MessagesBlocks
{
    public static Refusal? ParseSystem(JsonElement root, EngineRequest request)
    {
        if (!root.Has("system"u8, out var system))
        {
            return null;
        }

        request.Prompt.AddMark("system"u8);
        return ParseContent(system, "system", isUser: false, request);
    }

    public static Refusal? ParseMessages(JsonElement root, EngineRequest request)
    {
        if (!root.Has("messages"u8, out var messages))
        {
            return AnthropicDialect.Field("messages", "Field required");
        }

        if (messages.ValueKind != JsonValueKind.Array)
        {
            return AnthropicDialect.Field("messages", "Input should be a valid list");
        }

        if (messages.GetArrayLength() == 0)
        {
            return AnthropicDialect.Field("messages", "at least one message is required");
        }

        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            if (ParseMessage(message, $"messages.{index++}", request) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Remembers how far the prompt is marked as worth caching.</summary>
    public static void NoteMarker(JsonElement block, EngineRequest request)
    {
        if (block.Has("cache_control"u8, out _))
        {
            request.MarkedTokens = request.Prompt.Tokens;
        }
    }

    private static Refusal? ParseMessage(JsonElement message, string path, EngineRequest request)
    {
        if (message.ValueKind != JsonValueKind.Object || !message.HasText("role"u8, out var role))
        {
            return AnthropicDialect.Field($"{path}.role", "Field required");
        }

        var isUser = role.ValueEquals("user"u8);
        if (!isUser && !role.ValueEquals("assistant"u8))
        {
            return AnthropicDialect.Field($"{path}.role", "Input should be 'user' or 'assistant'");
        }

        if (!message.Has("content"u8, out var content))
        {
            return AnthropicDialect.Field($"{path}.content", "Field required");
        }

        request.EndsWithAssistant = !isUser;
        request.EndsWithToolResult = false;
        request.Prompt.AddMark(role.ToUtf8());
        return ParseContent(content, $"{path}.content", isUser, request);
    }

    private static Refusal? ParseContent(JsonElement content, string path, bool isUser, EngineRequest request)
    {
        if (content.ValueKind == JsonValueKind.String)
        {
            Count(content, isUser, request);
            return null;
        }

        if (content.ValueKind != JsonValueKind.Array)
        {
            return AnthropicDialect.Field(path, "Input should be a valid string or list");
        }

        var index = 0;
        foreach (var block in content.EnumerateArray())
        {
            if (ParseBlock(block, $"{path}.{index++}", isUser, request) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? ParseBlock(JsonElement block, string path, bool isUser, EngineRequest request)
    {
        if (block.ValueKind != JsonValueKind.Object || !block.HasText("type"u8, out var type))
        {
            return AnthropicDialect.Field($"{path}.type", "Field required");
        }

        var refusal = type.GetString() switch
        {
            "text" => CountMember(block, "text", path, isUser, request),
            "thinking" => CountMember(block, "thinking", path, isUser: false, request),
            "tool_result" => ParseToolResult(block, path, request),
            "image" or "document" => CountSource(block, path, request),
            "tool_use" => CountWhole(block, Words.ToolCallTokens, request),
            "redacted_thinking" => CountWhole(block, 0, request),
            _ => AnthropicDialect.Field(
                $"{path}.type",
                "Input should be one of the types of content blocks, such as 'text' or 'tool_result'"),
        };

        NoteMarker(block, request);
        return refusal;
    }

    private static Refusal? CountMember(
        JsonElement block, string member, string path, bool isUser, EngineRequest request)
    {
        if (!block.TryGetProperty(member, out var text) || text.ValueKind != JsonValueKind.String)
        {
            return AnthropicDialect.Field($"{path}.{member}", "Field required");
        }

        Count(text, isUser, request);
        return null;
    }

    private static Refusal? ParseToolResult(JsonElement block, string path, EngineRequest request)
    {
        if (!block.HasText("tool_use_id"u8, out _))
        {
            return AnthropicDialect.Field($"{path}.tool_result.tool_use_id", "Field required");
        }

        request.EndsWithToolResult = true;
        return block.Has("content"u8, out var content)
            ? ParseContent(content, $"{path}.content", isUser: false, request)
            : null;
    }

    private static Refusal? CountSource(JsonElement block, string path, EngineRequest request)
    {
        if (!block.HasObject("source"u8, out var source) || !source.HasText("type"u8, out _))
        {
            return AnthropicDialect.Field($"{path}.source", "Field required");
        }

        request.Prompt.AddFixed(Words.ImageTokens, Encoding.UTF8.GetBytes(source.GetRawText()));
        return null;
    }

    private static Refusal? CountWhole(JsonElement block, int tokens, EngineRequest request)
    {
        request.Prompt.AddFixed(tokens, Encoding.UTF8.GetBytes(block.GetRawText()));
        return null;
    }

    private static void Count(JsonElement text, bool isUser, EngineRequest request)
    {
        request.Prompt.AddJsonString(text);
        if (isUser)
        {
            request.LastUserText = text;
        }
    }
}
