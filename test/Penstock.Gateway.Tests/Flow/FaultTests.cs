using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Providers;
using Penstock.Gateway.Record;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Testing;

namespace Penstock.Gateway.Tests.Flow;

/// <summary>What callers see of a provider's sixteen ways to fail.</summary>
public sealed class FaultTests
{
    private const string FirstToken =
        "data: {\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":null}]}\n\n";

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("sim-small!status-429-once!retry-after-10ms")]
    [InlineData("sim-small!status-500-once")]
    [InlineData("sim-small!reset-once")]
    public async Task A_fault_that_passes_is_retried_and_the_caller_sees_an_answer(string model)
    {
        await using var gateway = await GatewayFixture.StartAsync(model);

        var response = await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat(model));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var trace = await gateway.Host.Traces.WaitAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal([AttemptStatus.Failed, AttemptStatus.Succeeded], trace.Attempts.Select(attempt => attempt.Status));
        Assert.Equal(default, trace.Attempts[0].Usage);
    }

    [Theory]
    [InlineData("sim-small!status-429", false, 429, FaultCode.ProviderRateLimited)]
    [InlineData("sim-small!status-503", false, 502, FaultCode.ProviderFailed)]
    [InlineData("sim-small!reset", false, 502, FaultCode.ProviderUnreachable)]
    [InlineData("sim-small!silent", false, 504, FaultCode.AnswerTimeout)]
    [InlineData("sim-small!silent", true, 504, FaultCode.FirstTokenTimeout)]
    [InlineData("sim-small!first-token-after-20s", true, 504, FaultCode.FirstTokenTimeout)]
    [InlineData("sim-small!context-length", false, 400, FaultCode.ContextExceeded)]
    [InlineData("sim-small!content-filter", false, 400, FaultCode.ContentFiltered)]
    [InlineData("sim-small!malformed-at-0", true, 502, FaultCode.AnswerMalformed)]
    public async Task A_fault_that_stays_is_a_clear_error(string model, bool stream, int status, FaultCode code)
    {
        await using var gateway = await GatewayFixture.StartAsync(settings => settings with { Deadlines = Deadlines(code) }, model);

        var response = await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat(model, stream: stream));

        Assert.Equal(status, (int)response.StatusCode);
        var error = (await GatewayFixture.JsonAsync(response))["error"]!;
        Assert.Equal(code.Row().Slug, (string?)error["code"]);
        var trace = await gateway.Host.Traces.WaitAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal(code, trace.Fault);
        Assert.Equal(gateway.Host.Ledger.Begun.Count, gateway.Host.Ledger.Settled.Count);
    }

    [Theory]
    [InlineData("sim-small!cut-at-10", FaultCode.AnswerCut)]
    [InlineData("sim-small!end-at-10", FaultCode.AnswerCut)]
    [InlineData("sim-small!stall-30s-at-10", FaultCode.StreamStalled)]
    public async Task A_stream_that_breaks_after_its_first_token_ends_with_an_error_and_never_with_done(string model, FaultCode code)
    {
        await using var gateway = await GatewayFixture.StartAsync(settings => settings with { Deadlines = Deadlines(code) }, model);

        var events = await GatewayFixture.EventsAsync(
            await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat(model, stream: true)));

        AssertCut(code, events, gateway.Host.Ledger);
    }

    [Theory]
    [InlineData("data: {\"id\": this is not JSON\n\n", FaultCode.AnswerMalformed)]
    [InlineData("data: {\"error\":{\"message\":\"Overloaded.\",\"code\":503}}\n\n", FaultCode.ProviderFailed)]
    public async Task An_event_that_breaks_a_stream_after_its_first_token_ends_it_with_an_error_and_never_with_done(string breaking, FaultCode code)
    {
        // An event that the gateway reads together with the first token comes before it: then the attempt is made again.
        var tokenIsThere = new TaskCompletionSource();
        await using var flow = await ScriptedProvider.StartAsync(Dialect.OpenAi, async http =>
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.WriteAsync(FirstToken, http.RequestAborted);
            await tokenIsThere.Task.WaitAsync(http.RequestAborted);
            await http.Response.WriteAsync(breaking, http.RequestAborted);
        });

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = new StringContent(GatewayFixture.Chat("scripted", stream: true).ToJsonString(), null, "application/json"),
        };
        using var response = await flow.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        tokenIsThere.SetResult();

        AssertCut(code, await GatewayFixture.EventsAsync(response), flow.Gateway.Ledger);
    }

    [Fact]
    public async Task An_answer_that_lacks_only_its_end_marker_is_complete()
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small!no-done");

        var events = await GatewayFixture.EventsAsync(
            await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("sim-small!no-done", stream: true)));

        Assert.Equal("[DONE]", events[^1]);
    }

    [Theory]
    [InlineData("sim-small!status-503")]
    [InlineData("sim-small!reset")]
    [InlineData("sim-small!malformed-at-0")]
    public async Task Before_the_first_byte_the_next_fallback_answers(string broken)
    {
        await using var gateway = await GatewayFixture.StartAsync(settings => WithFallback(settings, broken), broken, "sim-large");

        var response = await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("support", stream: true));

        await AssertFallbackAnsweredAsync(gateway, response);
    }

    [Theory]
    [InlineData("sim-small!silent")]
    [InlineData("sim-small!first-token-after-20s")]
    public async Task A_target_that_sends_no_token_in_time_is_left_for_the_next_fallback(string silent)
    {
        // The test's own clock: a deadline short enough to be waited for would pass for the fallback too on a busy machine.
        var clock = new FakeTimeProvider();
        await using var gateway = await GatewayFixture.StartAsync(settings => WithFallback(settings, silent), clock, silent, "sim-large");

        var answer = gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("support", stream: true));
        await gateway.Fleet.Engines[0].Requests.WaitAsync(1, TestContext.Current.CancellationToken);
        clock.Advance(new DeadlineSettings().FirstToken);

        await AssertFallbackAnsweredAsync(gateway, await answer);
    }

    [Fact]
    public async Task A_content_filter_is_reported_and_not_routed_around()
    {
        await using var gateway = await GatewayFixture.StartAsync(
            settings => settings with
            {
                Apps = [new AppSettings { Name = "support", Model = "sim-small!content-filter", Fallbacks = ["sim-large"] }],
            },
            "sim-small!content-filter",
            "sim-large");

        var response = await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("support"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Single(gateway.Host.Ledger.Begun);
    }

    [Fact]
    public async Task A_retry_after_that_is_too_long_is_passed_on_to_the_caller()
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small!status-429!retry-after-60s");

        var response = await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("sim-small!status-429!retry-after-60s"));

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(60, response.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.Single(gateway.Host.Ledger.Begun);
    }

    [Fact]
    public async Task Without_a_ledger_nothing_that_costs_money_is_sent()
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");
        gateway.Host.Ledger.IsBroken = true;

        var response = await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("sim-small"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(0, gateway.Fleet.Served.Requests);
    }

    [Fact]
    public async Task One_replica_of_a_pool_that_is_down_does_not_fail_requests()
    {
        // Taken and not listened on: it refuses, and no neighbour is given the port and answers in its place.
        using var down = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        down.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = new Uri($"http://{down.LocalEndPoint}/v1");
        await using var gateway = await GatewayFixture.StartAsync(
            settings => settings with
            {
                Providers = [.. settings.Providers.Select(provider => provider with { BaseUrls = [.. provider.BaseUrls, address] })],
            },
            "sim-small");

        for (var i = 0; i < 30; i++)
        {
            var response = await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("sim-small"));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.True(gateway.Host.Services.GetRequiredService<ProviderBook>().State("engines", address).Failures > 0);
    }

    // Only the deadline that is asked about is short: on a busy machine any other one might pass first.
    private static DeadlineSettings Deadlines(FaultCode expected) => expected switch
    {
        FaultCode.FirstTokenTimeout => new() { FirstToken = Short },
        FaultCode.AnswerTimeout => new() { Answer = Short },
        FaultCode.StreamStalled => new() { Stall = Short },
        _ => new(),
    };

    private static GatewaySettings WithFallback(GatewaySettings settings, string model) =>
        settings with { Apps = [new AppSettings { Name = "support", Model = model, Fallbacks = ["sim-large"] }] };

    private static void AssertCut(FaultCode code, List<string> events, MemoryLedger ledger)
    {
        Assert.Equal(code.Row().Slug, (string?)JsonNode.Parse(events[^1])!["error"]!["code"]);
        Assert.DoesNotContain("[DONE]", events);
        var settled = Assert.Single(ledger.Settled);
        Assert.Equal(AttemptStatus.Cut, settled.Status);
        Assert.True(settled.Usage.Counted);
        Assert.True(settled.Cost.Value > 0);
    }

    private static async Task AssertFallbackAnsweredAsync(GatewayFixture gateway, HttpResponseMessage response)
    {
        Assert.Equal("[DONE]", (await GatewayFixture.EventsAsync(response))[^1]);
        Assert.Equal("sim-large", Assert.Single(response.Headers.GetValues("x-penstock-model")));
        var trace = await gateway.Host.Traces.WaitAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal("sim-large", trace.Model);
        Assert.Equal(AttemptStatus.Succeeded, trace.Status);
    }
}
