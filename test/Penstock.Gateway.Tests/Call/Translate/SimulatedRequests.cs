using System.Text.Json.Nodes;
using CsCheck;

namespace Penstock.Gateway.Tests.Call.Translate;

/// <summary>Makes messages requests of what both dialects can say, in the form in which a translation writes them.</summary>
internal static class SimulatedRequests
{
    private static readonly Gen<string> Words = Gen.OneOf("a", "ä", "\"", "\\n", "\U0001F600", "b").Array[1, 6].Select(string.Concat);

    private static readonly Gen<JsonObject> Block = Gen.OneOf(
        Words.Select(Text),
        Words.Select(_ => Image(new JsonObject { ["type"] = "url", ["url"] = "https://example.org/a.png" })),
        Words.Select(_ => Image(new JsonObject { ["type"] = "base64", ["media_type"] = "image/png", ["data"] = "AAAA" })),
        Words.Select(title => new JsonObject
        {
            ["type"] = "document",
            ["source"] = new JsonObject { ["type"] = "base64", ["media_type"] = "application/pdf", ["data"] = "AAAA" },
            ["title"] = title,
        }));

    private static readonly Gen<JsonObject[]> Exchange = Gen.Select(Words, Block.Array[1, 3], Gen.Int[0, 2], (said, asked, calls) => Turns(said, asked, calls));

    public static Gen<JsonObject> Any { get; } = Gen.Select(
        Gen.Select(Words, Exchange.Array[0, 3], Block.Array[1, 3], Gen.Int[1, 9_000]),
        Gen.Select(Gen.Int[0, 10], Words.Array[0, 4], Gen.OneOf("auto", "any", "none", "tool"), Gen.Bool),
        (talk, options) => Request(talk, options));

    private static JsonObject Request(
        (string System, JsonObject[][] Exchanges, JsonObject[] Last, int Limit) talk, (int Heat, string[] Stops, string Choice, bool OneCall) options)
    {
        var messages = talk.Exchanges.SelectMany(turns => turns).ToList();
        AddUser(messages, talk.Last);

        var choice = new JsonObject { ["type"] = options.Choice };
        if (options.Choice == "tool")
        {
            choice["name"] = "get";
        }

        if (options is { OneCall: true, Choice: not "none" })
        {
            choice["disable_parallel_tool_use"] = true;
        }

        var request = new JsonObject
        {
            ["model"] = "sim-small",
            ["max_tokens"] = talk.Limit,
            ["system"] = new JsonArray(Text(talk.System)),
            ["messages"] = new JsonArray([.. messages.Select(message => message.DeepClone())]),
            ["temperature"] = options.Heat / 10.0,
            ["metadata"] = new JsonObject { ["user_id"] = "u" },
            ["tools"] = new JsonArray(new JsonObject { ["name"] = "get", ["description"] = "d", ["input_schema"] = new JsonObject { ["type"] = "object" }, ["strict"] = true }),
            ["tool_choice"] = choice,
            ["output_config"] = new JsonObject { ["format"] = new JsonObject { ["type"] = "json_schema", ["schema"] = new JsonObject { ["type"] = "object" } } },
        };
        if (options.Stops.Length > 0)
        {
            request["stop_sequences"] = new JsonArray([.. options.Stops.Select(stop => JsonValue.Create(stop))]);
        }

        return request;
    }

    private static JsonObject[] Turns(string said, JsonObject[] asked, int calls)
    {
        List<JsonObject> turns = [];
        AddUser(turns, asked);

        var content = new JsonArray(Text(said));
        var results = new JsonArray();
        for (var call = 0; call < calls; call++)
        {
            content.Add(new JsonObject { ["type"] = "tool_use", ["id"] = $"t{call}", ["name"] = "get", ["input"] = new JsonObject { ["a"] = said } });
            results.Add(new JsonObject { ["type"] = "tool_result", ["tool_use_id"] = $"t{call}", ["content"] = said });
        }

        turns.Add(new JsonObject { ["role"] = "assistant", ["content"] = content });
        if (calls > 0)
        {
            turns.Add(new JsonObject { ["role"] = "user", ["content"] = results });
            turns.Add(new JsonObject { ["role"] = "assistant", ["content"] = new JsonArray(Text(said)) });
        }

        return [.. turns];
    }

    private static void AddUser(List<JsonObject> messages, JsonObject[] blocks) =>
        messages.Add(new JsonObject { ["role"] = "user", ["content"] = new JsonArray([.. blocks.Select(block => block.DeepClone())]) });

    private static JsonObject Text(string text) => new() { ["type"] = "text", ["text"] = text };

    private static JsonObject Image(JsonObject source) => new() { ["type"] = "image", ["source"] = source };
}
