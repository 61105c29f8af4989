using Penstock.Dashboard.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Penstock.Dashboard.Tests.Pages;

[Collection(LivePages.Name)]
[Trait("needs", "chromium")]
public sealed class NavigationTests(LiveServer server)
{
    [Fact]
    public async Task From_the_top_the_first_tab_stop_skips_to_the_content()
    {
        await using var tab = await server.OpenPageAsync("/apps");
        await tab.Page.EvaluateAsync("document.body.tabIndex = -1; document.body.focus()");

        await tab.Page.Keyboard.PressAsync("Tab");
        await Expect(tab.Page.Locator(".skip-link")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Enter");

        await Expect(tab.Page.Locator("#main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Every_entry_of_the_menu_opens_with_the_keyboard()
    {
        // From a page below the menu, so that every entry, the first one too, is a way to another page.
        await using var tab = await server.OpenPageAsync("/traces");
        var entries = await tab.Page.Locator("#navigation a").AllInnerTextsAsync();

        foreach (var entry in entries)
        {
            await tab.Page.Locator("#navigation").GetByText(entry, new() { Exact = true }).FocusAsync();
            await tab.Page.Locator("#navigation a", new() { HasTextString = entry }).PressAsync("Enter");
            await Expect(tab.Page.Locator("h1")).ToHaveTextAsync(entry);
            // The page takes the focus to its heading a moment after it is drawn, and would take it from the next entry.
            await Expect(tab.Page.Locator("h1")).ToBeFocusedAsync();
        }

        Assert.Equal(9, entries.Count);
        Assert.Empty(tab.Troubles);
    }

    [Fact]
    public async Task Leaving_a_page_before_its_charts_are_drawn_is_no_error()
    {
        await using var tab = await server.OpenPageAsync("/apps");
        var left = new TaskCompletionSource();
        await tab.Page.RouteAsync("**/plotly-basic*", async route =>
        {
            await left.Task;
            await route.ContinueAsync();
        });

        await tab.Page.Locator("#navigation").GetByText("Overview").ClickAsync();
        await Expect(tab.Page.Locator("script[src*=plotly-basic]")).ToHaveCountAsync(1);
        await tab.Page.Locator("#navigation").GetByText("Keys").ClickAsync();
        await Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Keys");
        left.SetResult();
        await tab.Page.WaitForFunctionAsync("window.Plotly !== undefined");

        await Expect(tab.Page.Locator(".js-plotly-plot")).ToHaveCountAsync(0);
        Assert.Empty(tab.Troubles);
    }

    [Fact]
    public async Task Leaving_a_page_while_its_charts_are_drawn_is_no_error()
    {
        await using var tab = await server.OpenPageAsync("/");
        await Expect(tab.Page.Locator(".js-plotly-plot .main-svg").First).ToBeVisibleAsync();

        // What a page does that is left at once: its charts are asked for and given up, and the drawing finds out in its next step.
        var drawn = await tab.Page.EvaluateAsync<int>("""
            async () => {
              const charts = [...document.querySelectorAll('.js-plotly-plot')];
              for (const { id, data, layout } of charts) {
                window.Plotly.newPlot(id, data, layout);
                window.Plotly.purge(id);
              }
              await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
              return charts.length;
            }
            """);

        Assert.NotEqual(0, drawn);
        Assert.Empty(tab.Troubles);
    }

    [Fact]
    public async Task On_a_phone_the_menu_is_a_drawer_that_escape_closes()
    {
        await using var tab = await server.OpenPageAsync("/", width: 390);
        var drawer = tab.Page.Locator("#navigation");
        await Expect(drawer).ToBeHiddenAsync();

        await tab.Button("Menu").ClickAsync();
        await Expect(drawer).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("Escape");
        await Expect(drawer).ToBeHiddenAsync();

        await tab.Button("Menu").ClickAsync();
        await drawer.GetByText("Traces").ClickAsync();
        await Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Traces");
        await Expect(drawer).ToBeHiddenAsync();
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_shows_a_page_that_leads_on()
    {
        await using var tab = await server.OpenPageAsync("/apps");

        await tab.GoAsync("/no-such-page");

        await Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Not found");
        await tab.Page.GetByText("Go to the overview").ClickAsync();
        await Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Overview");
    }

    [Fact]
    public async Task Only_a_person_is_led_to_the_page_about_a_wrong_address()
    {
        Assert.SkipWhen(Chromium.Missing is not null, Chromium.Missing ?? "");
        using var page = await server.Host.Http.GetAsync("no-such-page", TestContext.Current.CancellationToken);
        using var api = await server.Host.Http.GetAsync("v1/no-such-path", TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal("application/json", api.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task What_is_focused_is_seen()
    {
        await using var tab = await server.OpenPageAsync("/apps");

        await tab.Page.Locator("#navigation a").First.FocusAsync();
        await tab.Page.Keyboard.PressAsync("Tab");
        var outline = await tab.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth");

        Assert.Equal("solid2px", outline);
    }

    [Fact]
    public async Task The_theme_follows_the_system_until_someone_chooses()
    {
        await using var tab = await server.OpenAsync(scheme: Microsoft.Playwright.ColorScheme.Dark);
        await tab.SignInAsync(Testing.Hosting.PenstockHost.TestAdminKey, "/apps");
        await Expect(tab.Page.Locator("body")).ToHaveAttributeAsync("data-theme", "dark");

        await tab.Button("Use the light theme").ClickAsync();
        await Expect(tab.Page.Locator("body")).Not.ToHaveAttributeAsync("data-theme", "dark");
        await tab.Page.ReloadAsync();
        await tab.LiveAsync();

        await Expect(tab.Page.Locator("body")).Not.ToHaveAttributeAsync("data-theme", "dark");
    }
}
