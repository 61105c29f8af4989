using System.Text.Json;
using Penstock.Simulator.Tests.Support;

namespace Penstock.Simulator.Tests.Faults;

public sealed class BrokenAnswerTests
{
    private const string Sixty = "\"stream\":true,\"max_tokens\":60,\"ignore_eos\":true";

    [Fact]
    public async Task A_reset_comes_before_any_byte()
    {
        await using var fleet = await RunningFleet.StartAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => fleet.ChatAsync("Hello", "", "m!reset"));
        using var message = await fleet.MessageAsync("Hello");

        Assert.Equal(200, (int)message.StatusCode);
        Assert.Equal(1, fleet.Engine.Served.Failed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public async Task A_cut_stream_delivers_exactly_its_tokens_and_then_breaks_off(int at)
    {
        await using var fleet = await RunningFleet.StartAsync();

        for (var round = 0; round < 20; round++)
        {
            using var answer = await fleet.ChatAsync("Hello", Sixty, $"m!cut-at-{at}");
            var stream = await Sse.ReadAsync(answer);

            Assert.True(stream.IsCut);
            Assert.Equal(at, stream.ChatTokens);
        }

        Assert.Equal((20 * at, 20), (fleet.Engine.Served.CompletionTokens, fleet.Engine.Served.Failed));
    }

    [Fact]
    public async Task A_cut_beyond_the_answer_comes_before_its_finish()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var answer = await fleet.ChatAsync("Hello", Sixty, "m!cut-at-500");
        var stream = await Sse.ReadAsync(answer);

        Assert.Equal((true, 60), (stream.IsCut, stream.ChatTokens));
        Assert.DoesNotContain(stream.Chunks, chunk => chunk["choices"]![0]!["finish_reason"] is not null);
    }

    [Fact]
    public async Task A_cut_whole_answer_ends_before_its_declared_length()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var answer = await fleet.ChatAsync("Hello", "", "m!cut-at-3");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => answer.Content.ReadAsStringAsync(RunningFleet.Cancel));
    }

    [Fact]
    public async Task A_stream_can_end_cleanly_and_yet_be_incomplete()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var answer = await fleet.ChatAsync("Hello", Sixty, "m!end-at-5");
        var stream = await Sse.ReadAsync(answer);

        Assert.Equal((false, false, 5), (stream.IsCut, stream.IsDone, stream.ChatTokens));
    }

    [Fact]
    public async Task A_stream_without_its_terminator_has_everything_else()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var chat = await fleet.ChatAsync("Hello", Sixty, "m!no-done");
        var stream = await Sse.ReadAsync(chat);
        using var message = await fleet.MessageAsync("Hello", "\"stream\":true", "m!no-done");
        var events = await Sse.ReadAsync(message);

        Assert.Equal("length", (string?)stream.Chunks.Last()["choices"]![0]!["finish_reason"]);
        Assert.False(stream.IsDone);
        Assert.Equal("message_delta", events.Events[^1].Event);
    }

    [Fact]
    public async Task A_malformed_event_is_not_json_in_either_dialect()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var chat = await fleet.ChatAsync("Hello", Sixty, "m!malformed-at-5");
        var stream = await Sse.ReadAsync(chat);
        using var message = await fleet.MessageAsync("Hello", "\"stream\":true", "m!malformed-at-5");
        var events = await Sse.ReadAsync(message);
        using var whole = await fleet.ChatAsync("Hello", "", "m!malformed-at-5");

        // After the opening chunk and five tokens; after three opening events and five tokens.
        Assert.ThrowsAny<JsonException>(() => stream.Chunks.ElementAt(6));
        Assert.ThrowsAny<JsonException>(() => events.Chunks.ElementAt(8));
        await Assert.ThrowsAnyAsync<JsonException>(() => RunningFleet.ReadJsonAsync(whole));
    }

    [Fact]
    public async Task An_error_event_ends_the_stream()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var chat = await fleet.ChatAsync("Hello", Sixty, "m!error-at-5");
        var stream = await Sse.ReadAsync(chat);
        using var message = await fleet.MessageAsync("Hello", "\"stream\":true", "m!error-at-5");
        var events = await Sse.ReadAsync(message);

        Assert.Equal("server_error", (string?)stream.Chunks.Last()["error"]!["type"]);
        Assert.Equal("error", events.Events[^1].Event);
        Assert.Equal(10, fleet.Engine.Served.CompletionTokens);
    }

    [Fact]
    public async Task A_filtered_answer_says_so_in_its_finish()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var chat = await fleet.ChatJsonAsync("Hello", "", "m!filtered-at-3");
        var message = await fleet.MessageJsonAsync("Hello", "", "m!filtered-at-3");

        Assert.Equal("content_filter", (string?)chat["choices"]![0]!["finish_reason"]);
        Assert.Equal("refusal", (string?)message["stop_reason"]);
        Assert.Equal(3, (int?)message["usage"]!["output_tokens"]);
    }

    [Fact]
    public async Task A_provider_can_keep_its_usage_to_itself()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var chat = await fleet.ChatJsonAsync("Hello", "", "m!no-usage");
        using var answer = await fleet.ChatAsync("Hello", "\"stream\":true,\"stream_options\":{\"include_usage\":true}", "m!no-usage");
        var stream = await Sse.ReadAsync(answer);
        using var message = await fleet.MessageAsync("Hello", "\"stream\":true", "m!no-usage");
        var events = await Sse.ReadAsync(message);

        Assert.Null(chat["usage"]);
        Assert.All(stream.Chunks, chunk => Assert.Null(chunk["usage"]));
        Assert.All(events.Events, entry => Assert.DoesNotContain("\"usage\"", entry.Data, StringComparison.Ordinal));
        Assert.True(fleet.Engine.Served.CompletionTokens > 0);
    }

    [Fact]
    public async Task Echo_answers_with_the_users_last_text()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var chat = await fleet.ChatJsonAsync("  Zwei Wörter \"so\"\n", "", "m!echo");

        Assert.Equal("  Zwei Wörter \"so\"\n", (string?)chat["choices"]![0]!["message"]!["content"]);
        Assert.Equal(3, (int?)chat["usage"]!["completion_tokens"]);
    }
}
