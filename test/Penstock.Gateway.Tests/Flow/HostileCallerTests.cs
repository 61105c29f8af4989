using System.Net;
using Penstock.Contracts.Dialects;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Tests.Flow;

/// <summary>Callers that try to pay less, to blame a provider, or to leave a mark behind.</summary>
public sealed class HostileCallerTests
{
    private const string Messages = """ "messages":[{"role":"user","content":"Say hello to me."}]""";

    private static readonly LimitSettings FewTokens = new() { TokensPerMinute = 1_000 };

    [Theory]
    [InlineData("9223372036854775807", 1)]
    [InlineData("9223372036854775807", 2)]
    [InlineData("9223372036854776", 1)]
    [InlineData("4611686018427387905", 2)]
    public async Task No_longest_answer_is_so_long_that_it_refills_a_limit(string maxTokens, int choices)
    {
        await using var gateway = await GatewayFixture.StartAsync(Limited, "sim-small!tokens-600");
        var plain = $$"""{"model":"sim-small!tokens-600",{{Messages}}}""";
        var huge = $$"""{"model":"sim-small!tokens-600","max_tokens":{{maxTokens}},"n":{{choices}},{{Messages}}}""";

        var first = await gateway.PostTextAsync("/v1/chat/completions", plain);
        var second = await gateway.PostTextAsync("/v1/chat/completions", huge);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
    }

    [Fact]
    public async Task A_request_that_asks_for_more_than_the_limit_holds_still_pays_for_what_it_used()
    {
        await using var gateway = await GatewayFixture.StartAsync(Limited, "sim-small!tokens-600");
        var body = $$"""{"model":"sim-small!tokens-600","max_tokens":50000,{{Messages}}}""";

        var first = await gateway.PostTextAsync("/v1/chat/completions", body);
        await gateway.Host.Traces.WaitAsync(1, TestContext.Current.CancellationToken);
        var second = await gateway.PostTextAsync("/v1/chat/completions", body);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_does_not_cost_the_ledger_its_line()
    {
        await using var flow = await ScriptedProvider.AnswerAsync(Dialect.OpenAi, """
            {"id":"c1","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hello."},"finish_reason":"stop"}]}
            """);

        var response = await flow.PostAsync(
            "/v1/chat/completions", """{"model":"scripted","messages":[{"role":"user","content":"cut here: \ud83d"}]}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(Assert.Single(flow.Gateway.Ledger.Settled).Usage.Input > 0);
    }

    [Theory]
    [InlineData("/v1/messages", "anthropic-version")]
    [InlineData("/v1/messages", "anthropic-beta")]
    public async Task A_header_that_HTTP_cannot_carry_on_is_left_out_and_not_blamed_on_the_provider(string path, string name)
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 };
        using var client = new HttpClient(handler) { BaseAddress = gateway.Host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent($$"""{"model":"claude:sim-small","max_tokens":9,{{Messages}}}""") };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("x-api-key", Testing.TestSettings.Secret);
        request.Headers.TryAddWithoutValidation(name, "größer");

        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("""{"model":"sim-small","max_tok\u0065ns":5,"messages":[{"role":"user","content":"Hi"}]}""")]
    [InlineData("""{"model":"sim-small","str\u0065am":true,"messages":[{"role":"user","content":"Hi"}]}""")]
    public async Task A_known_field_behind_escapes_is_refused_because_the_provider_would_read_it(string body)
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");

        var response = await gateway.PostTextAsync("/v1/chat/completions", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("without escapes", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static GatewaySettings Limited(GatewaySettings settings) =>
        settings with { Keys = [settings.Keys[0] with { Limits = FewTokens }] };
}
