using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Penstock.Simulator.Tests.Support;

/// <summary>A fleet and a client of it, for one test.</summary>
internal sealed class RunningFleet : IAsyncDisposable
{
    private readonly SimulatedFleet _fleet;

    private RunningFleet(SimulatedFleet fleet)
    {
        _fleet = fleet;
        Http = new HttpClient { BaseAddress = fleet.Engines[0].Address };
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HttpClient Http { get; }

    public SimulatedEngine Engine => _fleet.Engines[0];

    public static async Task<RunningFleet> StartAsync(FleetOptions? options = null) =>
        new(await SimulatedFleet.StartAsync(options ?? new FleetOptions { RecordedRequests = 16 }, Cancel));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _fleet.DisposeAsync();
    }

    public async Task<HttpResponseMessage> PostAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }

    /// <summary>A chat completion of one user message; <paramref name="more"/> holds further members.</summary>
    public Task<HttpResponseMessage> ChatAsync(string text, string more = "", string model = "sim-small") =>
        PostAsync("/v1/chat/completions", Body(model, text, more));

    public async Task<JsonNode> ChatJsonAsync(string text, string more = "", string model = "sim-small")
    {
        using var answer = await ChatAsync(text, more, model);
        return await ReadJsonAsync(answer);
    }

    public Task<HttpResponseMessage> MessageAsync(string text, string more = "", string model = "sim-small") =>
        PostAsync("/v1/messages", Body(model, text, more.Contains("max_tokens", StringComparison.Ordinal) ? more : $"\"max_tokens\":1000,{more}".TrimEnd(',')), ("anthropic-version", "2023-06-01"));

    public async Task<JsonNode> MessageJsonAsync(string text, string more = "", string model = "sim-small")
    {
        using var answer = await MessageAsync(text, more, model);
        return await ReadJsonAsync(answer);
    }

    public static async Task<JsonNode> ReadJsonAsync(HttpResponseMessage answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
    }

    private static string Body(string model, string text, string more) =>
        $$"""{"model":{{JsonSerializer.Serialize(model)}},"messages":[{"role":"user","content":{{JsonSerializer.Serialize(text)}}}]{{(more.Length > 0 ? "," : "")}}{{more}}}""";
}
