using System.Text.Json.Nodes;
using Penstock.Simulator.Tests.Support;

namespace Penstock.Simulator.Tests.OpenAi;

public sealed class ChatStreamTests
{
    [Fact]
    public async Task A_stream_says_what_the_whole_answer_says_one_token_a_chunk()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var whole = await fleet.ChatJsonAsync("Tell me about mills.", "\"max_tokens\":40");
        using var answer = await fleet.ChatAsync("Tell me about mills.", "\"max_tokens\":40,\"stream\":true,\"stream_options\":{\"include_usage\":true}");
        var stream = await Sse.ReadAsync(answer);

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(stream.IsDone);
        Assert.Equal((string?)whole["choices"]![0]!["message"]!["content"], stream.ChatText);
        Assert.Equal((int?)whole["usage"]!["completion_tokens"], stream.ChatTokens);
        Assert.True(JsonNode.DeepEquals(whole["usage"], stream.Chunks.Last()["usage"]));
        Assert.Empty(stream.Chunks.Last()["choices"]!.AsArray());
        Assert.All(stream.Chunks, chunk => Assert.Equal("simulated", (string?)chunk["system_fingerprint"]));
    }

    [Fact]
    public async Task Usage_comes_only_when_it_was_asked_for()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var answer = await fleet.ChatAsync("Hello", "\"stream\":true");
        var stream = await Sse.ReadAsync(answer);

        Assert.All(stream.Chunks, chunk => Assert.False(chunk.AsObject().ContainsKey("usage")));
        Assert.Equal("stop", (string?)stream.Chunks.Last()["choices"]![0]!["finish_reason"]);
    }

    [Fact]
    public async Task Choices_take_turns()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var answer = await fleet.ChatAsync("Hello", "\"stream\":true,\"n\":2,\"max_tokens\":3,\"ignore_eos\":true");
        var stream = await Sse.ReadAsync(answer);

        var order = stream.Chunks.Where(chunk => (string?)chunk["choices"]![0]!["delta"]!["content"] is { Length: > 0 })
            .Select(chunk => (int)chunk["choices"]![0]!["index"]!);
        Assert.Equal([0, 1, 0, 1, 0, 1], order);
        Assert.Equal(2, stream.Chunks.Count(chunk => (string?)chunk["choices"]![0]!["finish_reason"] == "length"));
    }

    [Fact]
    public async Task Reasoning_streams_before_the_text()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var answer = await fleet.ChatAsync("Hello", "\"stream\":true", "sim-reason");
        var stream = await Sse.ReadAsync(answer);

        var kinds = stream.Chunks.Select(chunk => chunk["choices"]![0]!["delta"]!)
            .Select(delta => delta["reasoning_content"] is not null ? 'r' : (string?)delta["content"] is { Length: > 0 } ? 't' : ' ')
            .Where(kind => kind != ' ');
        Assert.Matches("^r+t+$", string.Concat(kinds));
    }

    [Fact]
    public async Task Shredded_streams_carry_the_same_bytes()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var answer = await fleet.ChatAsync("Zürich → 東京 \"quoted\"\nline \\ end ", "\"stream\":true", "m!echo!shred-3");
        var stream = await Sse.ReadAsync(answer);

        Assert.Equal("Zürich → 東京 \"quoted\"\nline \\ end ", stream.ChatText);
        Assert.True(stream.IsDone);
    }

    [Fact]
    public async Task Tokens_leave_at_their_pace()
    {
        var pace = new EngineTiming { FirstToken = TimeSpan.FromMilliseconds(30), PerToken = TimeSpan.FromMilliseconds(5) };
        await using var fleet = await RunningFleet.StartAsync(new FleetOptions { Timing = pace });

        var start = TimeProvider.System.GetTimestamp();
        using var answer = await fleet.ChatAsync("Hello", "\"stream\":true,\"max_tokens\":20,\"ignore_eos\":true");
        var stream = await Sse.ReadAsync(answer);

        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(30 + (19 * 5)));
        Assert.Equal(20, stream.ChatTokens);
    }

    [Fact]
    public async Task Hundreds_of_paced_streams_all_arrive_complete()
    {
        var pace = new EngineTiming { PerToken = TimeSpan.FromMilliseconds(10) };
        await using var fleet = await RunningFleet.StartAsync(new FleetOptions { Timing = pace });

        var streams = await Task.WhenAll(Enumerable.Range(0, 300).Select(async number =>
        {
            using var answer = await fleet.ChatAsync($"Stream {number}", "\"stream\":true,\"max_tokens\":32,\"ignore_eos\":true");
            return await Sse.ReadAsync(answer);
        }));

        Assert.All(streams, stream => Assert.True(stream.IsDone && stream.ChatTokens == 32));
        Assert.Equal(300 * 32, fleet.Engine.Served.CompletionTokens);
    }
}
