using Penstock.Simulator.Tests.Support;

namespace Penstock.Simulator.Tests.Faults;

public sealed class StatusFaultTests
{
    [Fact]
    public async Task A_429_once_says_when_to_come_back_and_then_answers()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var first = await fleet.ChatAsync("Hello", "", "m!status-429-once");
        using var second = await fleet.ChatAsync("Hello", "", "m!status-429-once");

        Assert.Equal((429, 200), ((int)first.StatusCode, (int)second.StatusCode));
        Assert.Equal(TimeSpan.FromSeconds(1), first.Headers.RetryAfter?.Delta);
    }

    [Theory]
    [InlineData("m!status-429", 429, "rate_limit_error")]
    [InlineData("m!status-503", 503, "overloaded_error")]
    [InlineData("m!status-500", 500, "api_error")]
    [InlineData("m!status-401", 401, "authentication_error")]
    [InlineData("m!context-length", 400, "invalid_request_error")]
    [InlineData("m!content-filter", 400, "invalid_request_error")]
    public async Task Persistent_faults_answer_every_request_in_both_dialects(string model, int status, string anthropicType)
    {
        await using var fleet = await RunningFleet.StartAsync();

        for (var round = 0; round < 2; round++)
        {
            using var chat = await fleet.ChatAsync("Hello", "", model);
            using var message = await fleet.MessageAsync("Hello", "", model);

            Assert.Equal((status, status), ((int)chat.StatusCode, (int)message.StatusCode));
            Assert.NotNull((await RunningFleet.ReadJsonAsync(chat))["error"]!["message"]);
            Assert.Equal(anthropicType, (string?)(await RunningFleet.ReadJsonAsync(message))["error"]!["type"]);
        }

        Assert.Equal((4, 0), (fleet.Engine.Served.Failed, fleet.Engine.Served.PromptTokens));
    }

    [Theory]
    [InlineData("m!context-length", "context_length_exceeded")]
    [InlineData("m!content-filter", "content_filter")]
    [InlineData("m!status-429", "rate_limit_exceeded")]
    public async Task Openai_errors_carry_the_vendors_code(string model, string code)
    {
        await using var fleet = await RunningFleet.StartAsync();

        var json = await fleet.ChatJsonAsync("Hello", "", model);

        Assert.Equal(code, (string?)json["error"]!["code"]);
    }

    [Fact]
    public async Task A_limited_fault_holds_for_that_many_requests_and_the_wait_can_be_set()
    {
        await using var fleet = await RunningFleet.StartAsync();
        var statuses = new List<int>();

        for (var round = 0; round < 4; round++)
        {
            using var answer = await fleet.ChatAsync("Hello", "", "m!status-500-times-2!retry-after-7s");
            statuses.Add((int)answer.StatusCode);
            Assert.Equal(round < 2 ? 7 : null, answer.Headers.RetryAfter?.Delta?.TotalSeconds);
        }

        Assert.Equal([500, 500, 200, 200], statuses);
    }

    [Fact]
    public async Task A_model_that_is_down_for_a_while_is_well_afterwards()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var fleet = await RunningFleet.StartAsync(new FleetOptions { Clock = clock });

        using var first = await fleet.ChatAsync("Hello", "", "m!down-60s");
        clock.Advance(TimeSpan.FromSeconds(59));
        using var second = await fleet.ChatAsync("Hello", "", "m!down-60s");
        clock.Advance(TimeSpan.FromSeconds(1));
        using var third = await fleet.ChatAsync("Hello", "", "m!down-60s");

        Assert.Equal((503, 503, 200), ((int)first.StatusCode, (int)second.StatusCode, (int)third.StatusCode));
    }

    [Fact]
    public async Task A_model_without_prefill_refuses_only_conversations_that_end_with_the_assistant()
    {
        await using var fleet = await RunningFleet.StartAsync();
        const string Prefill = """{"model":"m!no-prefill","max_tokens":9,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}""";

        using var plain = await fleet.ChatAsync("Hello", "", "m!no-prefill");
        using var chat = await fleet.PostAsync("/v1/chat/completions", Prefill);
        using var message = await fleet.PostAsync("/v1/messages", Prefill, ("anthropic-version", "2023-06-01"));

        Assert.Equal((200, 400, 400), ((int)plain.StatusCode, (int)chat.StatusCode, (int)message.StatusCode));
    }
}
