using System.Text.Json.Nodes;
using CsCheck;

namespace Penstock.Gateway.Tests.Call.Translate;

/// <summary>One answer, told whole and streamed by either vendor.</summary>
/// <param name="Thinking">The thinking; empty for none.</param>
/// <param name="Text">The text; empty for none.</param>
/// <param name="Calls">The calls: name and arguments.</param>
/// <param name="Cut">Whether the limit ended it.</param>
/// <param name="Tokens">Input, cached and output tokens.</param>
internal sealed record SimulatedAnswer(
    string Thinking, string Text, (string Name, JsonObject Arguments)[] Calls, bool Cut, (int Input, int Cached, int Output) Tokens)
{
    private string StopReason => Cut ? "max_tokens" : Calls.Length > 0 ? "tool_use" : "end_turn";

    private string FinishReason => Cut ? "length" : Calls.Length > 0 ? "tool_calls" : "stop";

    public JsonObject AnthropicWhole()
    {
        var content = new JsonArray();
        if (Thinking.Length > 0)
        {
            content.Add(new JsonObject { ["type"] = "thinking", ["thinking"] = Thinking, ["signature"] = "s" });
        }

        if (Text.Length > 0)
        {
            content.Add(new JsonObject { ["type"] = "text", ["text"] = Text });
        }

        for (var call = 0; call < Calls.Length; call++)
        {
            content.Add(new JsonObject { ["type"] = "tool_use", ["id"] = $"t{call}", ["name"] = Calls[call].Name, ["input"] = Calls[call].Arguments.DeepClone() });
        }

        var message = Head();
        message["content"] = content;
        message["stop_reason"] = StopReason;
        message["usage"]!["output_tokens"] = Tokens.Output;
        return message;
    }

    public IEnumerable<string> AnthropicEvents(Random random)
    {
        yield return Event(new JsonObject { ["type"] = "message_start", ["message"] = Head() });

        var index = 0;
        foreach (var block in AnthropicWhole()["content"]!.AsArray())
        {
            foreach (var each in BlockEvents(block!, index++, random))
            {
                yield return Event(each);
            }
        }

        yield return Event(new JsonObject
        {
            ["type"] = "message_delta",
            ["delta"] = new JsonObject { ["stop_reason"] = StopReason, ["stop_sequence"] = null },
            ["usage"] = new JsonObject { ["output_tokens"] = Tokens.Output },
        });
    }

    public JsonObject OpenAiWhole()
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = Text.Length > 0 ? Text : null };
        if (Thinking.Length > 0)
        {
            message["reasoning_content"] = Thinking;
        }

        message["tool_calls"] = new JsonArray([.. Calls.Select((call, at) => Call(at, call.Name, call.Arguments.ToJsonString()))]);

        return new JsonObject
        {
            ["id"] = "c",
            ["model"] = "m",
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = FinishReason }),
            ["usage"] = OpenAiUsage(),
        };
    }

    public IEnumerable<string> OpenAiChunks(Random random)
    {
        yield return Chunk(new JsonObject { ["role"] = "assistant", ["content"] = "" });

        foreach (var piece in Cuts.Of(Thinking, random))
        {
            yield return Chunk(new JsonObject { ["reasoning_content"] = piece });
        }

        foreach (var piece in Cuts.Of(Text, random))
        {
            yield return Chunk(new JsonObject { ["content"] = piece });
        }

        for (var call = 0; call < Calls.Length; call++)
        {
            var start = Call(call, Calls[call].Name, "");
            start["index"] = call;
            yield return Chunk(new JsonObject { ["tool_calls"] = new JsonArray(start) });

            foreach (var piece in Cuts.Of(Calls[call].Arguments.ToJsonString(), random))
            {
                var more = new JsonObject { ["index"] = call, ["function"] = new JsonObject { ["arguments"] = piece } };
                yield return Chunk(new JsonObject { ["tool_calls"] = new JsonArray(more) });
            }
        }

        yield return Chunk(new JsonObject(), FinishReason);
        yield return new JsonObject { ["id"] = "c", ["model"] = "m", ["choices"] = new JsonArray(), ["usage"] = OpenAiUsage() }.ToJsonString();
    }

    private static IEnumerable<JsonObject> BlockEvents(JsonNode block, int index, Random random)
    {
        var type = (string)block["type"]!;
        var start = block.DeepClone().AsObject();
        var (field, delta, whole) = type switch
        {
            "text" => ("text", "text_delta", (string)block["text"]!),
            "thinking" => ("thinking", "thinking_delta", (string)block["thinking"]!),
            _ => ("partial_json", "input_json_delta", block["input"]!.ToJsonString()),
        };

        start[type == "tool_use" ? "input" : field] = type == "tool_use" ? new JsonObject() : "";
        yield return new JsonObject { ["type"] = "content_block_start", ["index"] = index, ["content_block"] = start };
        foreach (var piece in Cuts.Of(whole, random))
        {
            yield return Delta(index, new JsonObject { ["type"] = delta, [field] = piece });
        }

        if (type == "thinking")
        {
            yield return Delta(index, new JsonObject { ["type"] = "signature_delta", ["signature"] = "s" });
        }

        yield return new JsonObject { ["type"] = "content_block_stop", ["index"] = index };
    }

    private static JsonObject Delta(int index, JsonObject delta) =>
        new() { ["type"] = "content_block_delta", ["index"] = index, ["delta"] = delta };

    private static JsonObject Call(int index, string name, string arguments) => new()
    {
        ["id"] = $"t{index}",
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = name, ["arguments"] = arguments },
    };

    private static string Chunk(JsonObject delta, string? finish = null) => new JsonObject
    {
        ["id"] = "c",
        ["model"] = "m",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish }),
    }.ToJsonString();

    private static string Event(JsonObject data) => data.ToJsonString();

    private JsonObject Head() => new()
    {
        ["id"] = "m1",
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = "c",
        ["usage"] = new JsonObject { ["input_tokens"] = Tokens.Input, ["cache_read_input_tokens"] = Tokens.Cached, ["output_tokens"] = 1 },
    };

    private JsonObject OpenAiUsage() => new()
    {
        ["prompt_tokens"] = Tokens.Input + Tokens.Cached,
        ["completion_tokens"] = Tokens.Output,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = Tokens.Cached },
    };
}

/// <summary>Cuts texts into pieces.</summary>
internal static class Cuts
{
    public static IEnumerable<string> Of(string text, Random random)
    {
        var runes = text.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        for (var at = 0; at < runes.Length;)
        {
            var length = random.Next(0, 4);
            yield return string.Concat(runes.Skip(at).Take(length));
            at += length;
        }
    }
}

/// <summary>Makes answers.</summary>
internal static class SimulatedAnswers
{
    private static readonly Gen<string> Text =
        Gen.OneOf(Gen.Const(""), Gen.OneOf("a", " ", "\n", "\"", "\\", "ä", "\U0001F600", "data: ", "</s>", "\u2028", "\0").Array[1, 12].Select(string.Concat));

    private static readonly Gen<(string, JsonObject)> Call = Gen.Select(
        Gen.OneOf("get", "now", "penstock"), Text, Gen.Int[0, 2],
        (name, text, size) => (name, size == 0 ? [] : new JsonObject { ["a"] = text, ["b"] = size }));

    public static Gen<SimulatedAnswer> Any { get; } = Gen.Select(
        Text, Text, Call.Array[0, 3], Gen.Bool, Gen.Select(Gen.Int[1, 1_000], Gen.Int[0, 1_000], Gen.Int[1, 1_000]),
        (thinking, text, calls, cut, tokens) => new SimulatedAnswer(thinking, text, calls, cut, tokens));
}
