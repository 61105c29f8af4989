using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Penstock.Server.Snapshots;
using Penstock.Testing;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Hosting;

public sealed class MetricsAccessTests
{
    private const string Open = """
        tenants: [{name: acme}]
        providers: [{name: engines, dialect: openai, base_urls: ["http://127.0.0.1:9/v1"], api_key: "${ENGINES_KEY}"}]
        models: [{name: small, provider: engines, id: sim, context_window: 1000}]
        apps: [{name: support, model: small}]
        """;

    private const string Closed = Open + "\ntelemetry: {metrics_key: \"${METRICS_KEY}\"}\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Bearer metrics-key-1", HttpStatusCode.OK)]
    [InlineData("Bearer " + PenstockHost.TestAdminKey, HttpStatusCode.OK)]
    [InlineData("Bearer metrics-key-10", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer", HttpStatusCode.Unauthorized)]
    [InlineData("Basic bWV0cmljczptZXRyaWNzLWtleS0x", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task The_metrics_take_their_key_or_the_admin_key_where_one_is_configured(string? authorization, HttpStatusCode expected)
    {
        await using var host = await StartAsync(Closed);

        foreach (var path in new[] { "/metrics", "/metrics/", "/METRICS" })
        {
            using var answer = await ReadAsync(host, authorization, path);
            Assert.Equal(expected, answer.StatusCode);
            if (expected is HttpStatusCode.Unauthorized)
            {
                var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;
                Assert.Equal("metrics_key_invalid", problem["code"]!.GetValue<string>());
                Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
            }
        }
    }

    [Fact]
    public async Task The_key_of_metrics_opens_nothing_else_and_is_shown_nowhere()
    {
        await using var host = await StartAsync(Closed.Replace("${METRICS_KEY}", "metrics-key-1", StringComparison.Ordinal));
        using var http = host.WithKey("metrics-key-1");

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/v1/status", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/v1/models", Token)).StatusCode);
        var shown = (await host.Admin.GetConfigAsync(Token)).Value!;
        Assert.DoesNotContain("metrics-key-1", shown.Text);
        Assert.Contains("metrics_key: \"(secret)\"", shown.Text);
        var document = host.Services.GetRequiredService<SnapshotService>().Current!.Document;
        Assert.Contains(document.Warnings, warning => warning.Path == "telemetry.metrics_key");
    }

    [Fact]
    public async Task Setting_and_removing_the_key_holds_while_the_server_runs()
    {
        await using var host = await StartAsync(Open);
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync(host, null)).StatusCode);

        await host.WriteConfigAsync(Closed, Token);
        await UntilAsync(host, HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync(host, "Bearer metrics-key-1")).StatusCode);

        await host.WriteConfigAsync(Open, Token);
        await UntilAsync(host, HttpStatusCode.OK);
    }

    private static Task<PenstockHost> StartAsync(string yaml) =>
        PenstockHost.StartAsync(yaml, Token, ("ENGINES_KEY", "engines-key-1"), ("METRICS_KEY", "metrics-key-1"));

    private static async Task<HttpResponseMessage> ReadAsync(PenstockHost host, string? authorization, string path = "/metrics")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        return await host.Http.SendAsync(request, Token);
    }

    private static Task UntilAsync(PenstockHost host, HttpStatusCode status) =>
        Eventually.IsSoAsync(async () => (await ReadAsync(host, null)).StatusCode == status, Token);
}
