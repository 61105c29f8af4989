using System.Net;
using System.Text.Json.Nodes;
using Penstock.Gateway.Record;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Testing;

namespace Penstock.Gateway.Tests.Flow;

public sealed class RelayTests
{
    [Fact]
    public async Task A_whole_answer_comes_back_byte_for_byte_and_is_priced()
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");

        var response = await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("sim-small"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await GatewayFixture.JsonAsync(response);
        var settled = Assert.Single(gateway.Host.Ledger.Settled);
        Assert.Equal((long)answer["usage"]!["prompt_tokens"]!, settled.Usage.Input);
        Assert.Equal((long)answer["usage"]!["completion_tokens"]!, settled.Usage.Output);
        Assert.Equal(TestSettings.Price.Price(settled.Usage), settled.Cost);
        Assert.Equal(gateway.Fleet.Served.CompletionTokens, settled.Usage.Output);
    }

    [Fact]
    public async Task The_answer_names_its_trace_its_model_and_its_release()
    {
        await using var gateway = await GatewayFixture.StartAsync(
            settings => settings with { Apps = [new AppSettings { Name = "support", Model = "sim-small", System = "Be brief." }] }, "sim-small");

        var response = await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("support"));

        var trace = await gateway.Host.Traces.WaitAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal(trace.Id.ToString(), Assert.Single(response.Headers.GetValues("x-penstock-trace")));
        Assert.Equal("sim-small", Assert.Single(response.Headers.GetValues("x-penstock-model")));
        Assert.StartsWith("rel_", Assert.Single(response.Headers.GetValues("x-penstock-release")), StringComparison.Ordinal);
        Assert.StartsWith("pmt_", Assert.Single(response.Headers.GetValues("x-penstock-prompt")), StringComparison.Ordinal);
        Assert.Equal("none", Assert.Single(response.Headers.GetValues("x-penstock-cache")));
    }

    [Fact]
    public async Task Unknown_fields_reach_the_provider_as_they_were_written()
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");
        const string Body = """{"x_new":{"a":[1,2.50,"\u00e9"]},"model":"sim-small", "messages":[{"role":"user","content":"hi","odd":null}] }""";

        await gateway.PostTextAsync("/v1/chat/completions", Body);

        var seen = await gateway.Fleet.Engines[0].Requests.WaitAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal(Body, System.Text.Encoding.UTF8.GetString(seen.Body.Span));
    }

    [Fact]
    public async Task The_app_adds_its_system_prompt_and_fills_in_what_the_caller_left_out()
    {
        var parameters = System.Text.Json.JsonDocument.Parse("""{"temperature":0.2,"max_tokens":9}""").RootElement
            .EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value);
        await using var gateway = await GatewayFixture.StartAsync(
            settings => settings with
            {
                Apps = [new AppSettings { Name = "support", Model = "sim-small", System = "Be \"brief\".", Parameters = parameters }],
            },
            "sim-small");

        await gateway.PostTextAsync("/v1/chat/completions", """{"model":"support","temperature":1,"messages":[{"role":"user","content":"hi"}]}""");

        var seen = await gateway.Fleet.Engines[0].Requests.WaitAsync(1, TestContext.Current.CancellationToken);
        var body = JsonNode.Parse(seen.Body.Span)!;
        Assert.Equal("sim-small", (string?)body["model"]);
        Assert.Equal("Be \"brief\".", (string?)body["messages"]![0]!["content"]);
        Assert.Equal("hi", (string?)body["messages"]![1]!["content"]);
        Assert.Equal(1, (int)body["temperature"]!);
        Assert.Equal(9, (int)body["max_tokens"]!);
    }

    [Fact]
    public async Task The_callers_key_stays_here_and_the_providers_credential_goes_up()
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");

        await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("sim-small"));

        var seen = await gateway.Fleet.Engines[0].Requests.WaitAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal("Bearer upstream-credential-engines", seen.Headers["authorization"]);
        Assert.DoesNotContain(seen.Headers.Values, value => value.Contains(TestSettings.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stream_is_relayed_to_its_end_and_usage_is_kept_from_callers_who_did_not_ask()
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");

        var events = await GatewayFixture.EventsAsync(
            await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("sim-small", stream: true)));

        Assert.Equal("[DONE]", events[^1]);
        Assert.All(events[..^1], data => Assert.NotEmpty(JsonNode.Parse(data)!["choices"]!.AsArray()));
        var settled = Assert.Single(gateway.Host.Ledger.Settled);
        Assert.False(settled.Usage.Counted);
        Assert.Equal(gateway.Fleet.Served.PromptTokens, settled.Usage.Input);
        Assert.Equal(gateway.Fleet.Served.CompletionTokens, settled.Usage.Output);
    }

    [Fact]
    public async Task A_caller_who_asks_for_usage_in_its_stream_gets_it()
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");
        var body = GatewayFixture.Chat("sim-small", stream: true);
        body["stream_options"] = new JsonObject { ["include_usage"] = true };

        var events = await GatewayFixture.EventsAsync(await gateway.PostAsync("/v1/chat/completions", body));

        Assert.NotNull(JsonNode.Parse(events[^2])!["usage"]!["total_tokens"]);
    }

    [Fact]
    public async Task An_anthropic_stream_is_relayed_and_its_split_usage_is_read_once()
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");

        var events = await GatewayFixture.EventsAsync(
            await gateway.PostAsync("/v1/messages", GatewayFixture.Message("claude:sim-small", stream: true)));

        Assert.Equal("message_stop", (string?)JsonNode.Parse(events[^1])!["type"]);
        var settled = Assert.Single(gateway.Host.Ledger.Settled);
        Assert.Equal(gateway.Fleet.Served.PromptTokens, settled.Usage.Input);
        Assert.Equal(gateway.Fleet.Served.CompletionTokens, settled.Usage.Output);
    }

    [Fact]
    public async Task Embeddings_are_relayed_and_priced()
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-embed");

        var response = await gateway.PostTextAsync("/v1/embeddings", """{"model":"sim-embed","input":["one two","three"]}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var settled = Assert.Single(gateway.Host.Ledger.Settled);
        Assert.Equal(gateway.Fleet.Served.PromptTokens, settled.Usage.Input);
        Assert.Equal(0, settled.Usage.Output);
        Assert.Equal(AttemptStatus.Succeeded, settled.Status);
    }

    [Fact]
    public async Task Tokens_are_counted_and_marked_where_the_provider_sends_no_usage()
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small!no-usage");

        // The ledger has the answer before the caller has its end, and not before its beginning.
        await GatewayFixture.EventsAsync(
            await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("sim-small!no-usage", stream: true)));

        var settled = Assert.Single(gateway.Host.Ledger.Settled);
        Assert.True(settled.Usage.Counted);
        Assert.InRange(settled.Usage.Input, 1, 50);
        Assert.InRange(settled.Usage.Output, 1, 500);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task A_stream_cut_into_any_pieces_by_the_network_arrives_whole(int bytes)
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small", $"sim-small!shred-{bytes}");

        var whole = await TextAsync(gateway, "sim-small");
        var shredded = await TextAsync(gateway, $"sim-small!shred-{bytes}");

        Assert.Equal(whole, shredded);
    }

    private static async Task<string> TextAsync(GatewayFixture gateway, string model)
    {
        var events = await GatewayFixture.EventsAsync(
            await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat(model, stream: true)));
        Assert.Equal("[DONE]", events[^1]);
        return string.Concat(events[..^1].Select(data => (string?)JsonNode.Parse(data)!["choices"]![0]!["delta"]!["content"]));
    }
}
