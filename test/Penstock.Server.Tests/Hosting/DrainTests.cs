using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Penstock.Simulator;
using Penstock.Testing;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Hosting;

/// <summary>
/// Signals end a real process in the middle of an answer. The engine's clock stands, so the answer stays in its middle for as long as
/// a test looks at the server, however slow the machine is.
/// </summary>
public sealed class DrainTests : IAsyncLifetime
{
    private const string Secret = "psk-drain-0123456789abcdef";

    private readonly FakeTimeProvider _clock = new();
    private readonly TestFolder _folder = TestFolder.Create();
    private SimulatedFleet _fleet = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _fleet = await SimulatedFleet.StartAsync(new FleetOptions { Clock = _clock }, Token);

    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_open_stream_goes_on_to_its_end_while_new_requests_are_refused()
    {
        await using var server = await StartAsync(drainSeconds: "600");
        using var http = Client(server);
        using var answer = await http.SendAsync(Chat(), HttpCompletionOption.ResponseHeadersRead, Token);
        using var stream = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));
        var first = await stream.ReadLineAsync(Token);

        server.Terminate();
        await Eventually.IsSoAsync(() => server.Output.Contains("Draining", StringComparison.Ordinal), Token);
        using var refused = await http.SendAsync(Chat(), Token);
        var ready = await http.GetAsync("/health/ready", Token);
        var rest = await ReadToEndAsync(stream);

        Assert.StartsWith("data: ", first);
        Assert.EndsWith("data: [DONE]\n\n", rest);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("\"code\":\"draining\"", await refused.Content.ReadAsStringAsync(Token));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.True(refused.Headers.ConnectionClose);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(0, await server.WaitForExitAsync(Token));
    }

    [Fact]
    public async Task A_stream_that_outlasts_the_deadline_is_ended_with_an_error_and_the_process_still_ends_well()
    {
        await using var server = await StartAsync(drainSeconds: "0");

        var rest = await CutAsync(server, server.Terminate);

        Assert.DoesNotContain("[DONE]", rest);
        Assert.Contains("\"error\":", rest);
        Assert.EndsWith("(broken off)", rest);
        Assert.Equal(0, await server.WaitForExitAsync(Token));
    }

    [Fact]
    public async Task A_second_signal_ends_streams_at_once_and_still_honestly()
    {
        await using var server = await StartAsync(drainSeconds: "600");

        var rest = await CutAsync(server, () =>
        {
            server.Terminate();
            SpinWait.SpinUntil(() => server.Output.Contains("Draining", StringComparison.Ordinal), Eventually.Patience);
            server.Terminate();
        });

        Assert.DoesNotContain("[DONE]", rest);
        Assert.Contains("\"error\":", rest);
        Assert.EndsWith("(broken off)", rest);
        Assert.Equal(0, await server.WaitForExitAsync(Token));
    }

    private async Task<PenstockProcess> StartAsync(string drainSeconds)
    {
        var config = _folder.In("penstock.yaml");
        await File.WriteAllTextAsync(config, Yaml(_fleet.Engines[0].BaseUrl), Token);
        return await PenstockProcess.StartAsync(
            _folder.In("data"), ["--config", config, "--drain-seconds", drainSeconds], Token, ("DRAIN_KEY", Secret));
    }

    private async Task<string> ReadToEndAsync(StreamReader stream)
    {
        var rest = stream.ReadToEndAsync(Token);
        await Eventually.IsSoAsync(
            () =>
            {
                // Again and again: the engine may come to its pause only after the first time.
                _clock.Advance(TimeSpan.FromMinutes(1));
                return rest.IsCompleted;
            },
            Token);
        return await rest;
    }

    private static async Task<string> CutAsync(PenstockProcess server, Action cut)
    {
        using var http = Client(server);
        using var answer = await http.SendAsync(Chat(), HttpCompletionOption.ResponseHeadersRead, Token);
        using var stream = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));
        await stream.ReadLineAsync(Token);
        cut();
        return await ReadWhatComesAsync(stream);
    }

    // The transfer of a cut answer breaks after its error event, for clients that look at the transfer alone.
    private static async Task<string> ReadWhatComesAsync(StreamReader stream)
    {
        var text = new StringBuilder();
        try
        {
            while (await stream.ReadLineAsync(Token) is { } line)
            {
                text.Append(line).Append('\n');
            }
        }
        catch (HttpIOException broken) when (broken.HttpRequestError is HttpRequestError.ResponseEnded)
        {
            text.Append("(broken off)");
        }

        return text.ToString();
    }

    private static HttpClient Client(PenstockProcess server)
    {
        var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {Secret}");
        return http;
    }

    private static HttpRequestMessage Chat() => new(HttpMethod.Post, "/v1/chat/completions")
    {
        Content = new StringContent(
            """{"model":"demo","stream":true,"messages":[{"role":"user","content":"Tell me a long story."}]}""",
            Encoding.UTF8,
            "application/json"),
    };

    private static string Yaml(string baseUrl) => $$"""
        tenants: [{name: acme}]
        providers:
          - name: engines
            dialect: openai
            base_urls: [{{baseUrl}}]
            deadlines: {connect: 1m, stall: 10m}
        models: [{name: small, provider: engines, id: sim-small!tokens-20!stall-1m-at-10}]
        apps: [{name: demo, model: small}]
        keys: [{name: web, tenant: acme, secret: "${DRAIN_KEY}"}]
        """;
}
