using Microsoft.Extensions.Time.Testing;
using Penstock.Simulator.Tests.Support;
using Penstock.Testing;

namespace Penstock.Simulator.Tests.Faults;

public sealed class SlowAnswerTests
{
    [Fact]
    public async Task Silence_lasts_until_the_peer_gives_up()
    {
        await using var fleet = await RunningFleet.StartAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(RunningFleet.Cancel);

        var answer = fleet.Http.PostAsync("/v1/chat/completions", Body("m!silent"), patience.Token);
        var request = await fleet.Engine.Requests.WaitAsync(1, RunningFleet.Cancel);
        Assert.False(request.Ended.IsCompleted);
        await patience.CancelAsync();

        Assert.Equal(RequestEnd.Abandoned, await request.Ended.WaitAsync(Eventually.Patience, RunningFleet.Cancel));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Equal(1, fleet.Engine.Served.Aborted);
    }

    [Theory]
    [InlineData("m!first-token-after-20s", false)]
    [InlineData("m!first-token-after-20s", true)]
    [InlineData("m!stall-20s-at-0", true)]
    public async Task A_late_first_token_comes_when_its_time_has_come(string model, bool stream)
    {
        var clock = new FakeTimeProvider();
        await using var fleet = await RunningFleet.StartAsync(new FleetOptions { Clock = clock, RecordedRequests = 1 });

        var answer = fleet.ChatAsync("Hello", $"\"stream\":{(stream ? "true" : "false")}", model);
        await Until(() => fleet.Engine.Running == 1);
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(0, fleet.Engine.Served.CompletionTokens);
        await AdvanceUntil(clock, () => fleet.Engine.Served.Answered == 1);

        using var complete = await answer;
        Assert.Equal(200, (int)complete.StatusCode);
    }

    [Fact]
    public async Task A_stalled_stream_stands_still_after_its_tokens_and_then_goes_on()
    {
        var clock = new FakeTimeProvider();
        await using var fleet = await RunningFleet.StartAsync(new FleetOptions { Clock = clock });

        using var answer = await fleet.ChatAsync("Hello", "\"stream\":true,\"max_tokens\":20,\"ignore_eos\":true", "m!stall-30s-at-10");
        await Until(() => fleet.Engine.Served.CompletionTokens == 10);
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(10, fleet.Engine.Served.CompletionTokens);
        await AdvanceUntil(clock, () => fleet.Engine.Served.Answered == 1);

        Assert.Equal(20, (await Sse.ReadAsync(answer)).ChatTokens);
    }

    [Fact]
    public async Task A_peer_that_leaves_a_stream_is_noticed_at_once_and_only_its_tokens_count()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using (var answer = await fleet.ChatAsync("Hello", "\"stream\":true,\"max_tokens\":20,\"ignore_eos\":true", "m!stall-2m-at-7"))
        {
            await Until(() => fleet.Engine.Served.CompletionTokens == 7);
        }

        var request = await fleet.Engine.Requests.WaitAsync(1, RunningFleet.Cancel);
        Assert.Equal(RequestEnd.Abandoned, await request.Ended.WaitAsync(Eventually.Patience, RunningFleet.Cancel));
        await Until(() => fleet.Engine.Running == 0);
        Assert.Equal((1, 7, 1), (fleet.Engine.Served.Aborted, fleet.Engine.Served.CompletionTokens, fleet.Engine.Served.PromptTokens));
    }

    [Fact]
    public async Task More_sequences_than_places_wait_in_order()
    {
        var clock = new FakeTimeProvider();
        var options = new FleetOptions
        {
            Clock = clock,
            MaxSequences = 1,
            RecordedRequests = 9,
            Timing = new EngineTiming { FirstToken = TimeSpan.FromSeconds(1) },
        };
        await using var fleet = await RunningFleet.StartAsync(options);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(RunningFleet.Cancel);

        var first = fleet.ChatAsync("One");
        await Until(() => fleet.Engine.Running == 1);
        var second = fleet.Http.PostAsync("/v1/chat/completions", Body("m"), patience.Token);
        await Until(() => fleet.Engine.Waiting == 1);
        var third = fleet.ChatAsync("Three");
        await Until(() => fleet.Engine.Waiting == 2);

        await patience.CancelAsync();
        await Until(() => fleet.Engine.Waiting == 1);
        var left = await fleet.Engine.Requests.WaitAsync(2, RunningFleet.Cancel);
        Assert.Equal(RequestEnd.Abandoned, await left.Ended.WaitAsync(Eventually.Patience, RunningFleet.Cancel));
        await AdvanceUntil(clock, () => first.IsCompleted && third.IsCompleted);

        using var one = await first;
        using var three = await third;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal((2, 1, 2), (fleet.Engine.Served.Answered, fleet.Engine.Served.Aborted, fleet.Engine.Served.PromptTokens));
    }

    private static StringContent Body(string model) => new(
        $$"""{"model":"{{model}}","messages":[{"role":"user","content":"Hello"}]}""", System.Text.Encoding.UTF8, "application/json");

    private static Task AdvanceUntil(FakeTimeProvider clock, Func<bool> condition) => Until(() =>
    {
        clock.Advance(TimeSpan.FromMilliseconds(500));
        return condition();
    });

    private static Task Until(Func<bool> condition) => Eventually.IsSoAsync(condition, RunningFleet.Cancel);
}
