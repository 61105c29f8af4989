using System.Net;
using System.Text.Json.Nodes;
using Penstock.Testing;

namespace Penstock.Gateway.Tests.Flow;

public sealed class TranslationFlowTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_openai_caller_is_answered_by_an_anthropic_provider(bool stream)
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");

        var response = await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("claude:sim-small", stream: stream));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var text = stream
            ? string.Concat((await GatewayFixture.EventsAsync(response))[..^1]
                .Select(data => (string?)JsonNode.Parse(data)!["choices"]![0]!["delta"]!["content"]))
            : (string?)(await GatewayFixture.JsonAsync(response))["choices"]![0]!["message"]!["content"];
        Assert.False(string.IsNullOrEmpty(text));
        AssertBilledAsServed(gateway);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_anthropic_caller_is_answered_by_an_openai_provider(bool stream)
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");

        var response = await gateway.PostAsync("/v1/messages", GatewayFixture.Message("sim-small", stream: stream));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        if (stream)
        {
            Assert.Equal("message_stop", (string?)JsonNode.Parse((await GatewayFixture.EventsAsync(response))[^1])!["type"]);
        }
        else
        {
            Assert.Equal("message", (string?)(await GatewayFixture.JsonAsync(response))["type"]);
        }

        AssertBilledAsServed(gateway);
    }

    [Fact]
    public async Task A_cut_stream_is_an_error_event_in_the_callers_dialect_and_not_the_providers()
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small!cut-at-10!per-token-5ms");

        var events = await GatewayFixture.EventsAsync(
            await gateway.PostAsync("/v1/messages", GatewayFixture.Message("sim-small!cut-at-10!per-token-5ms", stream: true)));

        var last = JsonNode.Parse(events[^1])!;
        Assert.Equal("error", (string?)last["type"]);
        Assert.Equal("api_error", (string?)last["error"]!["type"]);
    }

    private static void AssertBilledAsServed(GatewayFixture gateway)
    {
        var settled = Assert.Single(gateway.Host.Ledger.Settled);
        Assert.Equal(gateway.Fleet.Served.PromptTokens, settled.Usage.Input);
        Assert.Equal(gateway.Fleet.Served.CompletionTokens, settled.Usage.Output);
        Assert.Equal(TestSettings.Price.Price(settled.Usage), settled.Cost);
        Assert.False(settled.Usage.Counted);
    }
}
