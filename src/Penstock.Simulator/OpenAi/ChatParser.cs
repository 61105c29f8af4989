using System.Text.Json;
using Penstock.Simulator.Engine;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.OpenAi;

/// <summary>Reads a chat completion request.</summary>
internal static class ChatParser
{
    private const int MostChoices = 128;
    private const int MostTokens = 1_048_576;

    public static Refusal? Parse(JsonElement root, EngineRequest request)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.HasText("model"u8, out var model) || model.ValueEquals(""u8))
        {
            return OpenAiRefusals.NoModel;
        }

        request.Model = model.GetString()!;
        return ChatTools.Parse(root, request)
            ?? ChatMessages.Parse(root, request)
            ?? ParseLimits(root, request)
            ?? ParseStops(root, request)
            ?? ParseFormat(root, request);
    }

    private static Refusal? ParseLimits(JsonElement root, EngineRequest request)
    {
        request.Stream = root.IsTrue("stream"u8);
        request.IgnoreEos = root.IsTrue("ignore_eos"u8);
        request.Reasoning = root.HasText("reasoning_effort"u8, out var effort)
            ? !effort.ValueEquals("none"u8)
            : request.Model.Contains("reason", StringComparison.OrdinalIgnoreCase);
        request.IncludeUsage = root.HasObject("stream_options"u8, out var options)
            && options.IsTrue("include_usage"u8);

        foreach (var name in (ReadOnlySpan<string>)["max_tokens", "max_completion_tokens"])
        {
            if (root.Has(name, out var limit))
            {
                if (!limit.IsIntIn(1, MostTokens, out var tokens))
                {
                    return OpenAiRefusals.WrongValue(name, $"an integer from 1 to {MostTokens}");
                }

                request.MaxTokens = tokens;
            }
        }

        if (root.Has("n"u8, out var count))
        {
            if (!count.IsIntIn(1, MostChoices, out var choices))
            {
                return OpenAiRefusals.WrongValue("n", $"an integer from 1 to {MostChoices}");
            }

            request.Choices = choices;
        }

        return null;
    }

    private static Refusal? ParseStops(JsonElement root, EngineRequest request)
    {
        if (!root.Has("stop"u8, out var stop))
        {
            return null;
        }

        if (stop.ValueKind == JsonValueKind.String)
        {
            request.Stops.Add(stop.GetString()!);
            return null;
        }

        if (!stop.HasOnlyTexts())
        {
            return OpenAiRefusals.WrongType("stop", "a string or an array of strings");
        }

        request.Stops.AddRange(stop.EnumerateArray().Select(item => item.GetString()!));
        return null;
    }

    private static Refusal? ParseFormat(JsonElement root, EngineRequest request)
    {
        if (!root.Has("response_format"u8, out var format))
        {
            return null;
        }

        if (format.ValueKind != JsonValueKind.Object || !format.HasText("type"u8, out var type))
        {
            return OpenAiRefusals.WrongType("response_format", "an object with a type");
        }

        request.Json = !type.ValueEquals("text"u8);
        if (type.ValueEquals("json_schema"u8))
        {
            if (!format.HasObject("json_schema"u8, out var holder) || !holder.HasObject("schema"u8, out var schema))
            {
                return OpenAiRefusals.Missing("response_format.json_schema");
            }

            request.Schema = schema;
        }

        return null;
    }
}
