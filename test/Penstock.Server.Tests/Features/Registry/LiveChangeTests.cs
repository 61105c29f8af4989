using System.Net;
using System.Net.Http.Json;
using Penstock.Server.Tests.Snapshots;
using Penstock.Simulator;
using Penstock.Testing;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Features.Registry;

/// <summary>The whole way: a file, a running server, engines behind it, callers in front of it.</summary>
public sealed class LiveChangeTests
{
    private const string Secret = "web-secret-value-0123456789";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_plain_file_answers_as_it_is_written()
    {
        await using var fleet = await SimulatedFleet.StartAsync(new FleetOptions { ApiKey = "engines-secret" }, Token);
        await using var host = await StartAsync(Plain(fleet));
        using var http = host.WithKey(Secret);

        using var answer = await AskAsync(http);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        // The trace is recorded behind the answer.
        var app = await Eventually.GetAsync(
            async () => (await host.Admin.GetAppAsync("support", Token)).Value!, app => app.LastDay is { Requests: > 0 }, Token);
        Assert.Equal((1, 0), (app.LastDay!.Requests, app.LastDay.Errors));
        Assert.True(app.LastDay is { OutputTokens: > 0, DurationP50Ms: > 0, TtftP50Ms: null });
        var endpoint = Assert.Single((await host.Admin.GetProviderAsync("engines", Token)).Value!.Endpoints);
        Assert.Equal(("healthy", 1), (endpoint.Health, endpoint.Requests));
        Assert.Equal("600", Assert.Single(answer.Headers.GetValues("x-ratelimit-limit-requests")));
    }

    [Fact]
    public async Task No_request_fails_while_the_file_changes_under_load()
    {
        var timing = new EngineTiming { FirstToken = TimeSpan.FromMilliseconds(10) };
        await using var fleet = await SimulatedFleet.StartAsync(
            new FleetOptions { ApiKey = "engines-secret", Engines = 2, Timing = timing }, Token);
        var plain = Plain(fleet).Replace("requests_per_minute: 600, tokens_per_minute: 1000000", "concurrent_requests: 100", StringComparison.Ordinal);
        await using var host = await StartAsync(plain);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var callers = Enumerable.Range(0, 4).Select(_ => CallAsync(host, stop.Token)).ToArray();

        string[] changes =
        [
            plain.Replace("You answer briefly.", "You answer at length.", StringComparison.Ordinal),
            plain.Replace(fleet.Engines[0].BaseUrl, fleet.Engines[1].BaseUrl, StringComparison.Ordinal),
            "apps: nonsense",
            plain.Replace("name: small", "name: tiny", StringComparison.Ordinal).Replace("model: small", "model: tiny", StringComparison.Ordinal),
            plain,
        ];
        foreach (var change in changes)
        {
            var before = (await host.Admin.GetStatusAsync(Token)).Value!.Snapshot!;
            await host.WriteConfigAsync(change, Token);
            await UntilChangedAsync(host, before);
        }

        await stop.CancelAsync();
        var answers = (await Task.WhenAll(callers)).SelectMany(seen => seen).ToList();
        Assert.NotEmpty(answers);
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.True(fleet.Engines.All(engine => engine.Served.Requests > 0));
    }

    [Fact]
    public async Task A_process_with_a_bad_file_prints_every_mistake_and_ends()
    {
        using var folder = TestFolder.Create();
        var file = folder.In("penstock.yaml");
        await File.WriteAllTextAsync(file, "provider: []\napps: [{name: a, model: none}]\n", Token);

        var (exitCode, _, errors) = await PenstockProcess.RunAsync(
            ["--urls", "http://127.0.0.1:0", "--data", folder.In("data"), "--config", file], Token);

        Assert.Equal(3, exitCode);
        Assert.Contains($"{file}:1:1: error: provider: unknown key `provider`; did you mean `providers`?", errors, StringComparison.Ordinal);
        Assert.Contains($"{file}:2:25: error: apps[0].model: no model `none`; none is declared", errors, StringComparison.Ordinal);
    }

    private static Task<PenstockHost> StartAsync(string yaml) =>
        PenstockHost.StartAsync(yaml, Token, ("ENGINES_KEY", "engines-secret"), ("WEB_KEY", Secret));

    private static string Plain(SimulatedFleet fleet) =>
        File.ReadAllText(Path.Combine(SnapshotFiles.Folder, "Good", "plain.yaml"))
            .Replace("http://127.0.0.1:9001/v1", fleet.Engines[0].BaseUrl, StringComparison.Ordinal);

    private static async Task<List<HttpStatusCode>> CallAsync(PenstockHost host, CancellationToken stop)
    {
        var seen = new List<HttpStatusCode>();
        using var http = host.WithKey(Secret);
        while (!stop.IsCancellationRequested)
        {
            using var answer = await AskAsync(http);
            seen.Add(answer.StatusCode);
        }

        return seen;
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient http) => http.PostAsJsonAsync(
        "/v1/chat/completions",
        new { model = "support", messages = new[] { new { role = "user", content = "Hello" } }, max_tokens = 5 },
        Token);

    private static async Task UntilChangedAsync(PenstockHost host, Penstock.Contracts.Admin.Status.SnapshotView before) => await Eventually.GetAsync(
        async () => (await host.Admin.GetStatusAsync(Token)).Value!.Snapshot,
        now => now is not null && (now.Hash != before.Hash || now.LastRefusal?.At != before.LastRefusal?.At),
        Token);
}
