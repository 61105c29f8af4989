using System.Text.Json.Nodes;
using Penstock.Gateway.Record;

namespace Penstock.Gateway.Tests.Flow;

public sealed class DrainTests
{
    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1/messages")]
    public async Task A_stream_that_outlasts_the_drain_ends_with_an_error_and_is_billed_for_what_was_sent(string path)
    {
        var cancel = TestContext.Current.CancellationToken;
        const string Model = "sim-small!per-token-20ms!tokens-5000";
        await using var gateway = await GatewayFixture.StartAsync(Model);
        var body = path.EndsWith("messages", StringComparison.Ordinal)
            ? GatewayFixture.Message("claude:" + Model, stream: true)
            : GatewayFixture.Chat(Model, stream: true);
        body["max_tokens"] = 5000;
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body.ToJsonString(), null, "application/json"),
        };
        using var response = await gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);

        gateway.Host.Lifetime.BeginDrain();
        gateway.Host.Lifetime.EndStreams();

        var events = await GatewayFixture.EventsAsync(response);
        Assert.Contains("stopping", (string?)JsonNode.Parse(events[^1])!["error"]!["message"], StringComparison.Ordinal);
        var trace = await gateway.Host.Traces.WaitAsync(1, cancel);
        Assert.Equal(AttemptStatus.Cut, trace.Status);
        Assert.True(trace.Usage.Output > 0);
        Assert.True(trace.Cost.Value > 0);
    }
}
