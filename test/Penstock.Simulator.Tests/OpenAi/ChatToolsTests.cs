using System.Text.Json.Nodes;
using Penstock.Simulator.Tests.Support;

namespace Penstock.Simulator.Tests.OpenAi;

public sealed class ChatToolsTests
{
    private const string Tools = """
        "tools":[
          {"type":"function","function":{"name":"get_weather","description":"Weather of a city","parameters":{"type":"object","properties":{"city":{"type":"string"},"unit":{"enum":["c","f"]}},"required":["city","unit"]}}},
          {"type":"function","function":{"name":"get_time","parameters":{"type":"object","properties":{"offset":{"type":"integer","minimum":2}},"required":["offset"]}}}]
        """;

    [Fact]
    public async Task Two_tools_are_called_in_parallel_with_arguments_that_fit_their_schemas()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var json = await fleet.ChatJsonAsync("Weather?", Tools);

        var choice = json["choices"]![0]!;
        var calls = choice["message"]!["tool_calls"]!.AsArray();
        Assert.Equal("tool_calls", (string?)choice["finish_reason"]);
        Assert.Null(choice["message"]!["content"]);
        Assert.Equal(["get_weather", "get_time"], calls.Select(call => (string?)call!["function"]!["name"]));
        Assert.Equal("""{"city": "simulated", "unit": "c"}""", (string?)calls[0]!["function"]!["arguments"]);
        Assert.Equal("""{"offset": 2}""", (string?)calls[1]!["function"]!["arguments"]);
        Assert.Equal(1 + 4 + 1 + 2, (int?)json["usage"]!["completion_tokens"]);
        Assert.Equal(2, calls.Select(call => (string?)call!["id"]).Distinct().Count());
    }

    [Theory]
    [InlineData("\"parallel_tool_calls\":false", "get_weather")]
    [InlineData("\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"get_time\"}}", "get_time")]
    public async Task One_tool_is_called_when_the_request_wants_one(string more, string expected)
    {
        await using var fleet = await RunningFleet.StartAsync();

        var json = await fleet.ChatJsonAsync("Weather?", $"{Tools},{more}");

        var call = Assert.Single(json["choices"]![0]!["message"]!["tool_calls"]!.AsArray());
        Assert.Equal(expected, (string?)call!["function"]!["name"]);
    }

    [Fact]
    public async Task Arguments_stream_in_fragments_that_join_to_the_whole()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var whole = await fleet.ChatJsonAsync("Weather?", Tools);
        using var answer = await fleet.ChatAsync("Weather?", $"{Tools},\"stream\":true");
        var stream = await Sse.ReadAsync(answer);

        var deltas = stream.Chunks.SelectMany(chunk => chunk["choices"]![0]!["delta"]!["tool_calls"]?.AsArray() ?? []).ToList();
        foreach (var (call, index) in whole["choices"]![0]!["message"]!["tool_calls"]!.AsArray().Select((call, index) => (call!, index)))
        {
            var mine = deltas.Where(delta => (int)delta!["index"]! == index).ToList();
            Assert.Equal((string?)call["id"], (string?)mine[0]!["id"]);
            Assert.True(mine.Count > 2);
            Assert.Equal(
                (string?)call["function"]!["arguments"],
                string.Concat(mine.Select(delta => (string?)delta!["function"]!["arguments"])));
        }

        Assert.Equal("tool_calls", (string?)stream.Chunks.Last()["choices"]![0]!["finish_reason"]);
    }

    [Fact]
    public async Task A_tool_result_gets_a_text_answer()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var answer = await fleet.PostAsync("/v1/chat/completions", $$$"""
            {"model":"m",{{{Tools}}},"messages":[
              {"role":"user","content":"Weather?"},
              {"role":"assistant","tool_calls":[{"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{}"}}]},
              {"role":"tool","tool_call_id":"call_1","content":"Rain"}]}
            """);
        var json = await RunningFleet.ReadJsonAsync(answer);

        Assert.StartsWith("Simulated answer:", (string?)json["choices"]![0]!["message"]!["content"], StringComparison.Ordinal);
        Assert.Equal("stop", (string?)json["choices"]![0]!["finish_reason"]);
    }

    [Fact]
    public async Task Json_mode_answers_an_object()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var json = await fleet.ChatJsonAsync("JSON please", "\"response_format\":{\"type\":\"json_object\"}");

        var answer = JsonNode.Parse((string)json["choices"]![0]!["message"]!["content"]!)!;
        Assert.True((bool?)answer["simulated"]);
    }

    [Fact]
    public async Task A_schema_gets_an_instance_of_itself()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var json = await fleet.ChatJsonAsync("JSON please", """
            "response_format":{"type":"json_schema","json_schema":{"name":"x","strict":true,"schema":{
              "type":"object","required":["name","tags","child"],"$defs":{"node":{"type":"object","required":["next"],"properties":{"next":{"anyOf":[{"type":"null"},{"$ref":"#/$defs/node"}]}}}},
              "properties":{"name":{"type":"string","minLength":12},"tags":{"type":"array","minItems":2,"items":{"type":"string","format":"date"}},"child":{"$ref":"#/$defs/node"}}}}}
            """);

        Assert.Equal(
            """{"name": "simulatedxxx", "tags": ["2025-01-01", "2025-01-01"], "child": {"next": null}}""",
            Order((string)json["choices"]![0]!["message"]!["content"]!));
    }

    // Required members may come in any order.
    private static string Order(string text)
    {
        var node = JsonNode.Parse(text)!.AsObject();
        return $$"""{"name": {{Show(node["name"])}}, "tags": {{Show(node["tags"])}}, "child": {{Show(node["child"])}}}""";
    }

    private static string Show(JsonNode? node) =>
        node!.ToJsonString().Replace("\":", "\": ", StringComparison.Ordinal).Replace(",", ", ", StringComparison.Ordinal);
}
