using System.Text.Json;
using Penstock.Simulator.Engine;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.OpenAi;

/// <summary>Reads the conversation of a chat completion request and counts it.</summary>
internal static class ChatMessages
{
    public static Refusal? Parse(JsonElement root, EngineRequest request)
    {
        if (!root.Has("messages"u8, out var messages))
        {
            return OpenAiRefusals.Missing("messages");
        }

        if (messages.ValueKind != JsonValueKind.Array)
        {
            return OpenAiRefusals.WrongType("messages", "an array of objects");
        }

        if (messages.GetArrayLength() == 0)
        {
            return OpenAiRefusals.EmptyMessages;
        }

        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            if (ParseOne(message, index++, request) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? ParseOne(JsonElement message, int index, EngineRequest request)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            return OpenAiRefusals.WrongType($"messages[{index}]", "an object");
        }

        if (!message.HasText("role"u8, out var role))
        {
            return OpenAiRefusals.Missing($"messages[{index}].role");
        }

        if (!IsRole(role))
        {
            return OpenAiRefusals.WrongValue(
                $"messages[{index}].role", "one of 'system', 'developer', 'user', 'assistant', 'tool' and 'function'");
        }

        request.EndsWithAssistant = role.ValueEquals("assistant"u8);
        request.EndsWithToolResult = role.ValueEquals("tool"u8);
        request.Prompt.AddMark(role.ToUtf8());

        var calls = message.Has("tool_calls"u8, out var made) && made.ValueKind == JsonValueKind.Array;
        if (calls)
        {
            CountCalls(made, request);
        }

        if (!message.Has("content"u8, out var content))
        {
            return calls || request.EndsWithAssistant ? null : OpenAiRefusals.Missing($"messages[{index}].content");
        }

        return ParseContent(content, index, role.ValueEquals("user"u8), request);
    }

    private static bool IsRole(JsonElement role) =>
        role.ValueEquals("user"u8) || role.ValueEquals("system"u8) || role.ValueEquals("assistant"u8)
        || role.ValueEquals("tool"u8) || role.ValueEquals("developer"u8) || role.ValueEquals("function"u8);

    private static void CountCalls(JsonElement calls, EngineRequest request)
    {
        foreach (var call in calls.EnumerateArray())
        {
            request.Prompt.AddFixed(Words.ToolCallTokens, System.Text.Encoding.UTF8.GetBytes(call.GetRawText()));
        }
    }

    private static Refusal? ParseContent(JsonElement content, int index, bool isUser, EngineRequest request)
    {
        if (content.ValueKind == JsonValueKind.String)
        {
            Count(content, isUser, request);
            return null;
        }

        if (content.ValueKind != JsonValueKind.Array)
        {
            return OpenAiRefusals.WrongType($"messages[{index}].content", "a string or an array of parts");
        }

        var part = 0;
        foreach (var item in content.EnumerateArray())
        {
            var where = $"messages[{index}].content[{part++}]";
            if (item.ValueKind != JsonValueKind.Object || !item.HasText("type"u8, out var type))
            {
                return OpenAiRefusals.Missing($"{where}.type");
            }

            if (ParsePart(item, type, where, isUser, request) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? ParsePart(
        JsonElement item, JsonElement type, string where, bool isUser, EngineRequest request)
    {
        if (type.ValueEquals("text"u8) || type.ValueEquals("refusal"u8))
        {
            if (!item.HasText(type.ValueEquals("text"u8) ? "text"u8 : "refusal"u8, out var text))
            {
                return OpenAiRefusals.Missing($"{where}.text");
            }

            Count(text, isUser, request);
            return null;
        }

        if (type.ValueEquals("image_url"u8))
        {
            if (!item.HasObject("image_url"u8, out var image) || !image.HasText("url"u8, out var url))
            {
                return OpenAiRefusals.Missing($"{where}.image_url.url");
            }

            request.Prompt.AddFixed(Words.ImageTokens, url.ToUtf8());
            return null;
        }

        if (type.ValueEquals("input_audio"u8) || type.ValueEquals("file"u8))
        {
            request.Prompt.AddFixed(Words.ImageTokens, type.ToUtf8());
            return null;
        }

        return OpenAiRefusals.WrongValue($"{where}.type", "'text', 'image_url', 'input_audio' or 'file'");
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
