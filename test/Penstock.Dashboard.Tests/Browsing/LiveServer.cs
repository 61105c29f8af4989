using System.Net.Http.Json;
using Microsoft.Playwright;
using Penstock.Contracts.Admin.Traces;
using Penstock.Simulator;
using Penstock.Testing;
using Penstock.Testing.Hosting;

namespace Penstock.Dashboard.Tests.Browsing;

/// <summary>A real server with simulated engines behind it, real traffic on it, and a browser in front of it.</summary>
public sealed class LiveServer : IAsyncLifetime
{
    public const string WebKey = "pk-test-web-0123456789abcdef0123456789";

    private const string Configuration =
        """
        tenants:
          - name: acme
        providers:
          - name: engines
            dialect: openai
            base_urls: [ENGINE]
        models:
          - name: small
            provider: engines
            id: sim-small!per-token-20ms
            context_window: 32768
            price: {input: 0.15, cached_input: 0.075, output: 0.60}
          - name: broken
            provider: engines
            id: sim-small!status-503
          - name: endless
            provider: engines
            id: sim-small!per-token-100ms!tokens-4000
        apps:
          - name: support
            model: broken
            fallbacks: [small]
            system: You answer briefly.
            parameters: {temperature: 0.2}
            owner: team-support
            record_content: true
          - name: hopeless
            model: broken
        keys:
          - name: web
            tenant: acme
            secret: ${WEB_KEY}
            limits: {requests_per_minute: 600, tokens_per_minute: 1000000}
        """;

    // By server and not by address: a port that one test gave back may be the next one's.
    private readonly Dictionary<PenstockHost, string> _sessions = [];
    private SimulatedFleet? _fleet;
    private PenstockHost? _host;
    private Chromium? _chromium;

    public PenstockHost Host => _host ?? throw new InvalidOperationException("The server has not started.");

    /// <summary>An answer that came after a retry on another model.</summary>
    public TraceSummary Rescued { get; private set; } = null!; // Set before any test runs.

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Missing is not null)
        {
            return;
        }

        var stop = TestContext.Current.CancellationToken;
        _fleet = await SimulatedFleet.StartAsync(new FleetOptions { Timing = EngineTiming.Realistic }, stop);
        var yaml = Configuration.Replace("ENGINE", _fleet.Engines[0].BaseUrl.ToString(), StringComparison.Ordinal);
        _host = await PenstockHost.StartAsync(yaml, stop, ("WEB_KEY", WebKey));
        _chromium = await Chromium.StartAsync();
        await SendTrafficAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Dispose(_chromium);
        await Dispose(_host);
        await Dispose(_fleet);

        static ValueTask Dispose(IAsyncDisposable? part) => part?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    /// <summary>A browser on the server, not signed in.</summary>
    public Task<Tab> OpenAsync(ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(Chromium.Missing is not null, Chromium.Missing ?? "");
        return Tab.OpenAsync(_chromium!.Browser, Host.Address, new View(Scheme: scheme)); // Started where a browser is there.
    }

    /// <summary>A browser on the server, signed in, on a page.</summary>
    public Task<Tab> OpenPageAsync(string path, int width = 1280)
    {
        Assert.SkipWhen(Chromium.Missing is not null, Chromium.Missing ?? "");
        return OpenPageAsync(Host, path, width);
    }

    /// <summary>A browser on a server, signed in, on a page.</summary>
    public async Task<Tab> OpenPageAsync(PenstockHost host, string path, int width = 1280)
    {
        var session = _sessions.GetValueOrDefault(host);
        var tab = await Tab.OpenAsync(_chromium!.Browser, host.Address, new View(width, Session: session)); // Whoever has a host was not skipped.
        if (session is null)
        {
            await tab.SignInAsync(PenstockHost.TestAdminKey, path);
            _sessions[host] = await tab.SessionAsync();
            return tab;
        }

        await tab.GoAsync(path);
        await tab.LiveAsync();
        return tab;
    }

    private async Task SendTrafficAsync(CancellationToken stop)
    {
        using var http = Host.WithKey(WebKey);
        foreach (var model in (string[])["support", "small", "hopeless", "unknown-model"])
        {
            using var answer = await http.PostAsJsonAsync(
                "v1/chat/completions",
                new { model, user = "user-17", messages = new[] { new { role = "user", content = "Where does the water go?" } } },
                stop);
            await answer.Content.ReadAsStringAsync(stop);
        }

        Rescued = await FirstTraceAsync(new TraceQuery { App = "support", Status = "succeeded" }, stop);
        await FirstTraceAsync(new TraceQuery { Status = "refused" }, stop);
    }

    // Traces are written behind the answers.
    private async Task<TraceSummary> FirstTraceAsync(TraceQuery query, CancellationToken stop)
    {
        var page = await Eventually.GetAsync(
            async () => (await Host.Admin.ListTracesAsync(query, stop)).Value, page => page is { Items.Count: > 0 }, stop);
        return page!.Items[0];
    }
}

/// <summary>Tests that share one server and one browser, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class LivePages : ICollectionFixture<LiveServer>
{
    public const string Name = "live pages";
}
