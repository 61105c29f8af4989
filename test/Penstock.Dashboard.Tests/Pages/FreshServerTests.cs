using Penstock.Dashboard.Tests.Browsing;
using Penstock.Testing.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Penstock.Dashboard.Tests.Pages;

[Collection(LivePages.Name)]
[Trait("needs", "chromium")]
public sealed class FreshServerTests(LiveServer server)
{
    private const string Configuration =
        """
        tenants:
          - name: acme
        providers:
          - name: nowhere
            dialect: openai
            base_urls: [http://127.0.0.1:9/v1]
        models:
          - name: tiny
            provider: nowhere
            id: tiny-1
        apps:
          - name: helper
            model: tiny
        """;

    [Fact]
    public async Task An_empty_server_says_what_to_do_next()
    {
        await using var host = await StartAsync();
        await using var tab = await server.OpenPageAsync(host, "/");

        await Expect(tab.Page.GetByText("No requests in this window")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator("pre")).ToContainTextAsync("curl");
        await tab.GoAsync("/traces");
        await Expect(tab.Page.GetByText("No traces yet")).ToBeVisibleAsync();
        await tab.GoAsync("/usage");
        await Expect(tab.Page.GetByText("Nothing was used in this time")).ToBeVisibleAsync();
        Assert.Empty(tab.Troubles);
    }

    [Fact]
    public async Task A_configuration_is_planned_refused_with_lines_and_applied()
    {
        await using var host = await StartAsync();
        await using var tab = await server.OpenPageAsync(host, "/configuration");
        var editor = tab.Field("Configuration");
        await Expect(editor).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("providers:"));

        await editor.FillAsync(Configuration.Replace("model: tiny", "model: tny", StringComparison.Ordinal));
        await tab.Button("Plan").ClickAsync();
        await Expect(tab.Page.GetByText("1 mistake")).ToBeVisibleAsync();
        await Expect(tab.Page.GetByText("tny").Last).ToBeVisibleAsync();

        await editor.FillAsync(Configuration);
        await tab.Button("Plan").ClickAsync();
        await Expect(tab.Page.GetByText("app/helper")).ToBeVisibleAsync();
        await tab.Button("Apply").ClickAsync();

        await Expect(tab.Page.GetByText("Applied.")).ToBeVisibleAsync();
        await tab.GoAsync("/apps/helper");
        await Expect(tab.Page.Locator(".facts").First).ToContainTextAsync("tiny");
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_is_told_at_the_top_until_it_can()
    {
        await using var host = await StartAsync();
        await using var tab = await server.OpenPageAsync(host, "/");
        var state = tab.Page.Locator(".topbar .badge");
        var database = Path.Combine(host.Data, "penstock.db");
        await Expect(state).ToHaveTextAsync("Ready");

        File.Move(database, database + ".away");
        await Expect(state).ToHaveTextAsync("Degraded");
        await Expect(state).ToHaveAttributeAsync("title", new System.Text.RegularExpressions.Regex("The database cannot be written: its file is missing"));

        File.Move(database + ".away", database);
        await Expect(state).ToHaveTextAsync("Ready");
    }

    [Fact]
    public async Task A_page_whose_server_is_gone_says_so()
    {
        await using var host = await StartAsync();
        await using var tab = await server.OpenPageAsync(host, "/apps");

        await host.StopAsync();

        await Expect(tab.Page.GetByText("The connection to Penstock is lost.")).ToBeVisibleAsync();
    }

    private static Task<PenstockHost> StartAsync()
    {
        Assert.SkipWhen(Chromium.Missing is not null, Chromium.Missing ?? "");
        return PenstockHost.StartAsync(null, TestContext.Current.CancellationToken);
    }
}
