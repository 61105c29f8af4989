using Penstock.Simulator.Tests.Support;

namespace Penstock.Simulator.Tests.Anthropic;

public sealed class MessageStreamTests
{
    [Fact]
    public async Task A_stream_has_every_event_in_order_and_says_what_the_whole_answer_says()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var whole = await fleet.MessageJsonAsync("Tell me about mills.");
        using var answer = await fleet.MessageAsync("Tell me about mills.", "\"stream\":true");
        var stream = await Sse.ReadAsync(answer);

        var names = stream.Events.Select(entry => entry.Event).ToList();
        Assert.Equal(["message_start", "content_block_start", "ping"], names[..3]);
        Assert.Equal(["content_block_stop", "message_delta", "message_stop"], names[^3..]);
        Assert.All(names[3..^3], name => Assert.Equal("content_block_delta", name));
        Assert.All(stream.Events, entry => Assert.Contains($"\"type\":\"{entry.Event}\"", entry.Data, StringComparison.Ordinal));

        var chunks = stream.Chunks.ToList();
        Assert.Equal((string?)whole["content"]![0]!["text"], string.Concat(chunks.Select(chunk => (string?)chunk["delta"]?["text"])));
        Assert.Equal((int?)whole["usage"]!["output_tokens"], (int?)chunks[^2]["usage"]!["output_tokens"]);
        Assert.Equal((int?)whole["usage"]!["input_tokens"], (int?)chunks[0]["message"]!["usage"]!["input_tokens"]);
        Assert.Equal("end_turn", (string?)chunks[^2]["delta"]!["stop_reason"]);
    }

    [Fact]
    public async Task Thinking_and_tools_are_blocks_of_their_own()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var answer = await fleet.MessageAsync("Weather?", """
            "stream":true,"max_tokens":3000,"thinking":{"type":"enabled","budget_tokens":1024},
            "tools":[{"name":"a","input_schema":{"type":"object","properties":{"x":{"type":"integer"}},"required":["x"]}},{"name":"b","input_schema":{"type":"object"}}]
            """);
        var stream = await Sse.ReadAsync(answer);

        var chunks = stream.Chunks.ToList();
        var starts = chunks.Where(chunk => (string?)chunk["type"] == "content_block_start").ToList();
        Assert.Equal([0, 1, 2], starts.Select(start => (int)start["index"]!));
        Assert.Equal(["thinking", "tool_use", "tool_use"], starts.Select(start => (string?)start["content_block"]!["type"]));
        Assert.Single(chunks, chunk => (string?)chunk["delta"]?["type"] == "signature_delta");
        Assert.Equal("{\"x\": 0}", string.Concat(chunks.Where(chunk => (int?)chunk["index"] == 1).Select(chunk => (string?)chunk["delta"]?["partial_json"])));
        Assert.Equal(3, chunks.Count(chunk => (string?)chunk["type"] == "content_block_stop"));
        Assert.Equal("tool_use", (string?)chunks[^2]["delta"]!["stop_reason"]);
    }
}
