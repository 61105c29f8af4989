using System.Text.Json;
using Penstock.Simulator.Engine;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.Anthropic;

/// <summary>Reads a messages request in the order the vendor caches it: tools, system, messages.</summary>
internal static class MessagesParser
{
    private const int MostTokens = 1_048_576;
    private const int LeastThinking = 1024;

    /// <summary>Reads what makes up the prompt, which is all that counting tokens needs.</summary>
    public static Refusal? ParsePrompt(JsonElement root, EngineRequest request)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return AnthropicDialect.Field("body", "Input should be an object");
        }

        if (!root.Has("model"u8, out var model))
        {
            return AnthropicDialect.Field("model", "Field required");
        }

        if (model.ValueKind != JsonValueKind.String || model.ValueEquals(""u8))
        {
            return AnthropicDialect.Field("model", "Input should be a valid string");
        }

        request.Model = model.GetString()!;
        var refusal = MessagesTools.Parse(root, request)
            ?? MessagesBlocks.ParseSystem(root, request)
            ?? MessagesBlocks.ParseMessages(root, request);
        if (root.Has("cache_control"u8, out _))
        {
            request.MarkedTokens = request.Prompt.Tokens;
        }

        return refusal;
    }

    public static Refusal? ParseLimits(JsonElement root, EngineRequest request)
    {
        request.Stream = root.IsTrue("stream"u8);
        request.IgnoreEos = root.IsTrue("ignore_eos"u8);
        if (!root.Has("max_tokens"u8, out var limit))
        {
            return AnthropicDialect.Field("max_tokens", "Field required");
        }

        if (!limit.IsIntIn(1, MostTokens, out var tokens))
        {
            return AnthropicDialect.Field("max_tokens", $"Input should be an integer from 1 to {MostTokens}");
        }

        request.MaxTokens = tokens;
        return ParseThinking(root, tokens, request) ?? ParseStops(root, request) ?? ParseFormat(root, request);
    }

    private static Refusal? ParseThinking(JsonElement root, int maxTokens, EngineRequest request)
    {
        if (!root.Has("thinking"u8, out var thinking))
        {
            return null;
        }

        if (thinking.ValueKind != JsonValueKind.Object || !thinking.HasText("type"u8, out var type))
        {
            return AnthropicDialect.Field("thinking.type", "Field required");
        }

        request.Reasoning = !type.ValueEquals("disabled"u8);
        if (!type.ValueEquals("enabled"u8))
        {
            return null;
        }

        if (!thinking.Has("budget_tokens"u8, out var budget)
            || !budget.IsIntIn(LeastThinking, MostTokens, out var tokens))
        {
            return AnthropicDialect.Field(
                "thinking.enabled.budget_tokens", $"Input should be greater than or equal to {LeastThinking}");
        }

        return tokens < maxTokens
            ? null
            : AnthropicDialect.Field("max_tokens", "must be greater than thinking.budget_tokens");
    }

    private static Refusal? ParseStops(JsonElement root, EngineRequest request)
    {
        if (!root.Has("stop_sequences"u8, out var stops))
        {
            return null;
        }

        if (!stops.HasOnlyTexts())
        {
            return AnthropicDialect.Field("stop_sequences", "Input should be a list of strings");
        }

        request.Stops.AddRange(stops.EnumerateArray().Select(stop => stop.GetString()!));
        return null;
    }

    private static Refusal? ParseFormat(JsonElement root, EngineRequest request)
    {
        var hasFormat = root.HasObject("output_config"u8, out var config)
            ? config.Has("format"u8, out var format)
            : root.Has("output_format"u8, out format);
        if (!hasFormat)
        {
            return null;
        }

        if (format.ValueKind != JsonValueKind.Object || !format.IsText("type"u8, "json_schema"u8)
            || !format.HasObject("schema"u8, out var schema))
        {
            return AnthropicDialect.Field("output_config.format", "Input should be a json_schema format with a schema");
        }

        request.Json = true;
        request.Schema = schema;
        return null;
    }
}
