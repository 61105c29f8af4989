using System.Net;
using Microsoft.Extensions.Time.Testing;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Testing;

namespace Penstock.Gateway.Tests.Flow;

public sealed class AdmissionTests
{
    [Fact]
    public async Task Strangers_are_refused_in_their_own_dialect_before_their_body_is_read()
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");
        gateway.Client.DefaultRequestHeaders.Authorization = null;

        var openAi = await gateway.PostTextAsync("/v1/chat/completions", "not even JSON");
        var anthropic = await gateway.PostTextAsync("/v1/messages", "not even JSON");

        Assert.Equal(HttpStatusCode.Unauthorized, openAi.StatusCode);
        Assert.Equal("key_missing", (string?)(await GatewayFixture.JsonAsync(openAi))["error"]!["code"]);
        Assert.Equal("authentication_error", (string?)(await GatewayFixture.JsonAsync(anthropic))["error"]!["type"]);
        Assert.Equal(0, gateway.Fleet.Served.Requests);
    }

    [Fact]
    public async Task A_limit_lets_through_exactly_its_number_when_sixty_four_ask_at_once()
    {
        await using var gateway = await GatewayFixture.StartAsync(
            settings => Limited(settings, new LimitSettings { RequestsPerMinute = 10 }), Standing(), "sim-small");

        var responses = await Task.WhenAll(Enumerable.Range(0, 64).Select(
            _ => gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("sim-small"))));

        Assert.Equal(10, responses.Count(response => response.StatusCode is HttpStatusCode.OK));
        var refused = responses.First(response => response.StatusCode is HttpStatusCode.TooManyRequests);
        Assert.True(refused.Headers.RetryAfter!.Delta!.Value > TimeSpan.Zero);
        Assert.Equal("rate_limit_exceeded", (string?)(await GatewayFixture.JsonAsync(refused))["error"]!["code"]);
    }

    [Fact]
    public async Task Tokens_are_reserved_before_and_settled_after()
    {
        await using var gateway = await GatewayFixture.StartAsync(
            settings => Limited(settings, new LimitSettings { TokensPerMinute = 100_000 }), Standing(), "sim-small");
        var body = GatewayFixture.Chat("sim-small");
        body["max_tokens"] = 50_000;

        // An exchange settles just after its answer, and before its trace is there.
        var first = await gateway.PostAsync("/v1/chat/completions", body);
        await gateway.Host.Traces.WaitAsync(1, TestContext.Current.CancellationToken);
        var second = await gateway.PostAsync("/v1/chat/completions", body);
        await gateway.Host.Traces.WaitAsync(2, TestContext.Current.CancellationToken);
        var third = await gateway.PostAsync("/v1/chat/completions", body);

        Assert.All([first, second, third], response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal("100000", Assert.Single(third.Headers.GetValues("x-ratelimit-limit-tokens")));
        Assert.InRange(int.Parse(Assert.Single(third.Headers.GetValues("x-ratelimit-remaining-tokens"))), 49_000, 50_000);
    }

    [Fact]
    public async Task A_tenants_limit_holds_over_all_its_keys()
    {
        await using var gateway = await GatewayFixture.StartAsync(
            settings => settings with
            {
                Tenants = [new TenantSettings { Name = "acme", Limits = new LimitSettings { RequestsPerMinute = 3 } }],
                Keys = [.. settings.Keys, TestSettings.Key("other", "acme", "psk-other-secret-000000")],
            },
            Standing(),
            "sim-small");

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            gateway.Client.DefaultRequestHeaders.Authorization = new("Bearer", i % 2 == 0 ? TestSettings.Secret : "psk-other-secret-000000");
            statuses.Add((await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("sim-small"))).StatusCode);
        }

        Assert.Equal(3, statuses.Count(status => status is HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_key_may_be_held_to_named_apps()
    {
        await using var gateway = await GatewayFixture.StartAsync(
            settings => settings with { Keys = [settings.Keys[0] with { Allowed = ["sim-small"] }] }, "sim-small", "sim-large");

        var allowed = await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("sim-small"));
        var forbidden = await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("sim-large"));
        var list = await GatewayFixture.JsonAsync(await gateway.Client.GetAsync("/v1/models", TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        Assert.Equal(["sim-small"], list["data"]!.AsArray().Select(model => (string?)model!["id"]));
    }

    [Fact]
    public async Task A_secret_that_was_rotated_out_stops_at_its_end_and_the_new_one_works()
    {
        await using var gateway = await GatewayFixture.StartAsync(
            settings => settings with
            {
                Keys = [settings.Keys[0] with
                {
                    Secrets = [new KeySecret(KeyHash.Of("psk-old"), DateTimeOffset.UnixEpoch), new KeySecret(KeyHash.Of(TestSettings.Secret), null)],
                }],
            },
            "sim-small");

        var fresh = await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("sim-small"));
        gateway.Client.DefaultRequestHeaders.Authorization = new("Bearer", "psk-old");
        var old = await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat("sim-small"));

        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
    }

    [Fact]
    public async Task A_draining_gateway_refuses_new_requests_and_says_when_to_come_back()
    {
        await using var gateway = await GatewayFixture.StartAsync("sim-small");
        gateway.Host.Lifetime.BeginDrain();

        var response = await gateway.PostAsync("/v1/messages", GatewayFixture.Message("claude:sim-small"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("overloaded_error", (string?)(await GatewayFixture.JsonAsync(response))["error"]!["type"]);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    // A limit refills as time passes, and nobody knows how much of it passes on a busy machine.
    private static FakeTimeProvider Standing() => new();

    private static GatewaySettings Limited(GatewaySettings settings, LimitSettings limits) =>
        settings with { Keys = [settings.Keys[0] with { Limits = limits }] };
}
