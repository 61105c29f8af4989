using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Penstock.Server.Hosting.Listener;
using Penstock.Testing;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Hosting.Listener;

public sealed class HeadLimitTests : IAsyncLifetime
{
    private PenstockHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await PenstockHost.StartAsync(null, Token);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("line", HttpStatusCode.RequestUriTooLong, "request_line_too_long")]
    [InlineData("count", HttpStatusCode.RequestHeaderFieldsTooLarge, "headers_too_large")]
    [InlineData("bytes", HttpStatusCode.RequestHeaderFieldsTooLarge, "headers_too_large")]
    public async Task What_is_over_the_limits_is_refused_in_the_callers_dialect(string over, HttpStatusCode status, string code)
    {
        var chat = await SendAsync("/v1/chat/completions", over);
        var messages = await SendAsync("/v1/messages", over);
        var models = await SendAsync("/v1/models", over, ("anthropic-version", "2023-06-01"));
        var admin = await SendAsync("/api/v1/status", over);
        var page = await SendAsync("/", over);

        Assert.All([chat, messages, models, admin, page], answer => Assert.Equal(status, answer.Status));
        Assert.Equal(code, chat.Body["error"]!["code"]!.GetValue<string>());
        Assert.Equal("invalid_request_error", chat.Body["error"]!["type"]!.GetValue<string>());
        Assert.Equal("error", messages.Body["type"]!.GetValue<string>());
        Assert.Equal("invalid_request_error", messages.Body["error"]!["type"]!.GetValue<string>());
        Assert.Equal("error", models.Body["type"]!.GetValue<string>());
        Assert.Equal(code, admin.Body["code"]!.GetValue<string>());
        Assert.Equal(code, page.Body["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_just_within_the_limits_is_answered()
    {
        using var http = _host.WithKey(_host.DemoKey);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models?" + new string('q', 16_000));
        for (var header = 0; header < 120; header++)
        {
            request.Headers.Add($"x-test-{header}", new string('v', 500));
        }

        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(request, Token)).StatusCode);
    }

    [Fact]
    public async Task Refusals_are_counted_among_those_of_strangers()
    {
        await SendAsync("/v1/chat/completions", "bytes");

        Assert.Contains("penstock_fault=\"headers_too_large\"", await _host.Http.GetStringAsync("/metrics", Token));
    }

    [Fact]
    public async Task Looking_at_the_head_of_a_request_allocates_nothing()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(http => http.Response.WriteAsync(AllocatedBytes.LeastOf(() => HeadLimits.Check(http)).ToString(), Token));
        await app.StartAsync(Token);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("x-one-more", "value");

        Assert.Equal("0", await http.GetStringAsync(new Uri(new Uri(address), "/v1/models?limit=5"), Token));
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(string path, string over, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, over == "line" ? path + "?" + new string('q', 20_000) : path);
        for (var header = 0; over == "count" && header < 150; header++)
        {
            request.Headers.Add($"x-test-{header}", "v");
        }

        if (over == "bytes")
        {
            request.Headers.Add("x-test", new string('v', 70_000));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await _host.Http.SendAsync(request, Token);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!);
    }
}
