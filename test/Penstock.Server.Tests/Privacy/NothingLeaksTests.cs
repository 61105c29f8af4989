using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Penstock.Simulator;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Privacy;

/// <summary>Sends marked prompts through a server that logs everything, and looks for the marks wherever an operator, a caller or a thief could look.</summary>
public sealed class NothingLeaksTests
{
    private const string Prompt = "zebra-in-the-prompt";
    private const string CallerSecret = "psk-caller-secret-0123456789";
    private const string ProviderSecret = "sk-provider-secret-0123456789";
    private const string AdminSecret = "admin-secret-0123456789";

    private static readonly string[] Models =
        ["sim-small", "sim-small!echo", "sim-small!status-503", "sim-small!cut-at-3", "sim-small!content-filter", "sim-small!malformed-at-0", "sim-small!no-usage"];

    private static readonly string[] AdminPaths =
    [
        "status", "overview?window=1h", "keys", "tenants", "providers", "providers/engines", "models", "apps", "apps/app-0", "traces?limit=100",
        "usage?group_by=key,tenant,app,model,provider,day,user", "config", "openapi.json", "schema",
    ];

    [Fact]
    public async Task Prompts_and_secrets_are_in_no_log_answer_page_metric_or_file()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var folder = TestFolder.Create();
        await using var fleet = await SimulatedFleet.StartAsync(new FleetOptions(), cancel);
        var config = folder.In("penstock.yaml");
        await File.WriteAllTextAsync(config, Yaml(fleet.Engines[0]), cancel);

        var seen = new StringBuilder();
        await using (var server = await PenstockProcess.StartAsync(
            folder.In("data"),
            ["--config", config],
            cancel,
            ("CALLER", CallerSecret),
            ("PROVIDER", ProviderSecret),
            ("PENSTOCK_ADMIN_KEY", AdminSecret),
            ("Logging__LogLevel__Default", "Trace"),
            ("Logging__LogLevel__Microsoft", "Trace")))
        {
            await SendMarkedPromptsAsync(server.Address, cancel);
            await ReadEverythingAsync(server.Address, seen, cancel);
            server.Terminate();
            await server.WaitForExitAsync(cancel);
            Assert.Contains("trce:", server.Output, StringComparison.Ordinal);
            seen.Append(server.Output).Append(server.Errors);
        }

        AssertClean(seen.ToString(), "the log, an answer or a page");
        foreach (var file in Directory.EnumerateFiles(folder.In("data"), "*", SearchOption.AllDirectories))
        {
            AssertClean(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, cancel)), file);
        }
    }

    private static void AssertClean(string text, string place)
    {
        foreach (var mark in new[] { Prompt, CallerSecret, ProviderSecret, AdminSecret })
        {
            Assert.False(text.Contains(mark, StringComparison.Ordinal), $"{place} holds '{mark}': …{Around(text, mark)}…");
        }
    }

    private static string Around(string text, string mark)
    {
        var at = Math.Max(0, text.IndexOf(mark, StringComparison.Ordinal));
        return text.Substring(Math.Max(0, at - 200), Math.Min(400, text.Length - Math.Max(0, at - 200)));
    }

    private static async Task SendMarkedPromptsAsync(Uri address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", CallerSecret);
        for (var app = 0; app < Models.Length * 2; app++)
        {
            foreach (var stream in new[] { false, true })
            {
                var messages = new[] { new { role = "user", content = Prompt } };
                await PostAsync(http, "/v1/chat/completions", new { model = $"app-{app}", stream, messages }, cancellationToken);
                await PostAsync(http, "/v1/messages", new { model = $"app-{app}", stream, max_tokens = 20, messages }, cancellationToken);
            }
        }

        using var broken = new StringContent("{\"messages\":\"" + Prompt, Encoding.UTF8, "application/json");
        await http.PostAsync("/v1/chat/completions", broken, cancellationToken);
    }

    // What comes back may quote the prompt to the one who wrote it; everything else is read by ReadEverythingAsync.
    private static async Task PostAsync(HttpClient http, string path, object body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        try
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            Assert.DoesNotContain(ProviderSecret, text, StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            // A cut answer ends with a broken transfer.
        }
    }

    private static async Task ReadEverythingAsync(Uri address, StringBuilder seen, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = address };
        seen.Append(await http.GetStringAsync("/metrics", cancellationToken));
        seen.Append(await http.GetStringAsync("/health/ready", cancellationToken));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminSecret);

        foreach (var path in AdminPaths)
        {
            var text = await http.GetStringAsync($"/api/v1/{path}", cancellationToken);
            seen.Append(text);
            if (path.StartsWith("traces", StringComparison.Ordinal))
            {
                await ReadTracesAsync(http, text, seen, cancellationToken);
            }
        }
    }

    private static async Task ReadTracesAsync(HttpClient http, string list, StringBuilder seen, CancellationToken cancellationToken)
    {
        var items = System.Text.Json.Nodes.JsonNode.Parse(list)!["items"]!.AsArray();
        Assert.True(items.Count > Models.Length);
        foreach (var item in items)
        {
            seen.Append(await http.GetStringAsync($"/api/v1/traces/{item!["id"]}", cancellationToken));
        }
    }

    private static string Yaml(SimulatedEngine engine)
    {
        var models = Models.SelectMany((id, i) => new[] { Model($"model-{i}", "engines", id), Model($"model-{i + Models.Length}", "claudes", id) });
        var apps = Enumerable.Range(0, Models.Length * 2).Select(i => $"  - {{name: app-{i}, model: model-{i}}}");
        return $$"""
            tenants:
              - name: acme
            providers:
              - {name: engines, dialect: openai, base_urls: [{{engine.BaseUrl}}], api_key: "${PROVIDER}"}
              - {name: claudes, dialect: anthropic, base_urls: [{{engine.BaseUrl}}], api_key: "${PROVIDER}"}
            models:
            {{string.Join('\n', models)}}
            apps:
            {{string.Join('\n', apps)}}
            keys:
              - {name: web, tenant: acme, secret: "${CALLER}"}
            """;
    }

    private static string Model(string name, string provider, string id) => $"  - {{name: {name}, provider: {provider}, id: '{id}'}}";
}
