using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Simulator;
using Penstock.Testing;

namespace Penstock.Gateway.Tests.Flow;

/// <summary>A gateway in front of one simulated engine, for one test.</summary>
internal sealed class GatewayFixture : IAsyncDisposable
{
    private GatewayFixture(SimulatedFleet fleet, GatewayHost host) => (Fleet, Host, Client) = (fleet, host, host.CreateClient());

    public SimulatedFleet Fleet { get; }

    public GatewayHost Host { get; }

    public HttpClient Client { get; }

    public static Task<GatewayFixture> StartAsync(params string[] models) => StartAsync(settings => settings, models);

    public static Task<GatewayFixture> StartAsync(Func<GatewaySettings, GatewaySettings> change, params string[] models) =>
        StartAsync(change, TimeProvider.System, models);

    /// <summary>A gateway on a clock of the test's own; the engine's goes on.</summary>
    public static async Task<GatewayFixture> StartAsync(
        Func<GatewaySettings, GatewaySettings> change, TimeProvider clock, params string[] models)
    {
        var cancel = TestContext.Current.CancellationToken;
        var fleet = await SimulatedFleet.StartAsync(new FleetOptions { RecordedRequests = 64 }, cancel);
        var host = await GatewayHost.StartAsync(change(TestSettings.For(fleet, models)), cancel, clock: clock);
        return new GatewayFixture(fleet, host);
    }

    public static JsonObject Chat(string model, string text = "Say hello.", bool stream = false) => new()
    {
        ["model"] = model,
        ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = text }),
        ["stream"] = stream,
    };

    public static JsonObject Message(string model, string text = "Say hello.", bool stream = false) => new()
    {
        ["model"] = model,
        ["max_tokens"] = 64,
        ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = text }),
        ["stream"] = stream,
    };

    public Task<HttpResponseMessage> PostAsync(string path, JsonNode body) => Client.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) },
        HttpCompletionOption.ResponseHeadersRead,
        TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> PostTextAsync(string path, string body) => Client.PostAsync(
        path, new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    public static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    /// <summary>The data of every event of a streamed answer, in order, up to where the transfer ends or breaks.</summary>
    public static async Task<List<string>> EventsAsync(HttpResponseMessage response)
    {
        var text = await TextAsync(response);
        return [.. text.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => line[6..])];
    }

    /// <summary>The body, up to where the transfer ends, or breaks as it does after an error event.</summary>
    public static async Task<string> TextAsync(HttpResponseMessage response)
    {
        using var text = new MemoryStream();
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        try
        {
            await body.CopyToAsync(text, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            Assert.Contains("\"error\"", Encoding.UTF8.GetString(text.ToArray()), StringComparison.Ordinal);
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        await Fleet.DisposeAsync();
    }
}
