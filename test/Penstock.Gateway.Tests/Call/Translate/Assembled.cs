using System.Text.Json.Nodes;

namespace Penstock.Gateway.Tests.Call.Translate;

/// <summary>Puts streams together into whole answers, as the vendors' SDKs do.</summary>
internal static class Assembled
{
    /// <summary>Content, reasoning, calls and end of an OpenAI answer.</summary>
    public static JsonNode OpenAi(IReadOnlyList<JsonNode> chunks)
    {
        var message = new JsonObject { ["content"] = "" };
        var calls = new JsonArray();
        var blocks = new JsonArray();
        JsonNode? finish = null;
        JsonNode? metStop = null;
        JsonNode? usage = null;

        foreach (var chunk in chunks)
        {
            usage = chunk["usage"]?.DeepClone() ?? usage;
            if (chunk["choices"]!.AsArray() is not [{ } choice, ..])
            {
                continue;
            }

            Assert.Null(finish);
            finish = choice["finish_reason"]?.DeepClone();
            metStop = choice["stop_reason"]?.DeepClone();
            var delta = choice["delta"]!;
            Append(message, "content", delta["content"]);
            Append(message, "reasoning_content", delta["reasoning_content"]);
            Append(message, "refusal", delta["refusal"]);
            blocks = [.. blocks.Concat(delta["thinking_blocks"]?.AsArray() ?? []).Select(block => block!.DeepClone())];
            foreach (var call in delta["tool_calls"]?.AsArray() ?? [])
            {
                AddCall(calls, call!);
            }
        }

        message["tool_calls"] = calls;
        message["thinking_blocks"] = blocks;
        return new JsonObject { ["message"] = message, ["finish_reason"] = finish, ["stop_reason"] = metStop, ["usage"] = usage };
    }

    /// <summary>The message of an Anthropic stream, its events in the one allowed order.</summary>
    public static JsonNode Anthropic(IReadOnlyList<JsonNode> events)
    {
        Assert.Equal("message_start", (string?)events[0]["type"]);
        Assert.Equal("message_delta", (string?)events[^2]["type"]);
        Assert.Equal("message_stop", (string?)events[^1]["type"]);

        var message = events[0]["message"]!.DeepClone();
        var content = message["content"]!.AsArray();
        JsonObject? open = null;
        var json = "";
        foreach (var each in events.Skip(1).Take(events.Count - 3))
        {
            if ((string?)each["type"] == "content_block_start")
            {
                Assert.Null(open);
                Assert.Equal(content.Count, (int?)each["index"]);
                open = each["content_block"]!.DeepClone().AsObject();
                content.Add(open);
                json = "";
                continue;
            }

            Assert.NotNull(open);
            Assert.Equal(content.Count - 1, (int?)each["index"]);
            if ((string?)each["type"] == "content_block_stop")
            {
                if (json.Length > 0)
                {
                    open["input"] = JsonNode.Parse(json);
                }

                open = null;
                continue;
            }

            Append(open, "text", each["delta"]!["text"]);
            Append(open, "thinking", each["delta"]!["thinking"]);
            json += (string?)each["delta"]!["partial_json"];
        }

        Assert.Null(open);
        message["stop_reason"] = events[^2]["delta"]!["stop_reason"]!.DeepClone();
        message["stop_sequence"] = events[^2]["delta"]!["stop_sequence"]?.DeepClone();
        message["usage"] = events[^2]["usage"]!.DeepClone();
        return message;
    }

    private static void AddCall(JsonArray calls, JsonNode call)
    {
        var index = (int)call["index"]!;
        if (index == calls.Count)
        {
            calls.Add(new JsonObject
            {
                ["id"] = call["id"]!.DeepClone(),
                ["type"] = call["type"]!.DeepClone(),
                ["function"] = new JsonObject { ["name"] = call["function"]!["name"]!.DeepClone(), ["arguments"] = "" },
            });
        }

        Append(calls[index]!["function"]!.AsObject(), "arguments", call["function"]!["arguments"]);
    }

    private static void Append(JsonObject target, string field, JsonNode? piece)
    {
        if (piece is not null)
        {
            target[field] = (string?)target[field] + (string?)piece;
        }
    }
}
