using Penstock.Dashboard.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Penstock.Dashboard.Tests.Pages;

[Collection(LivePages.Name)]
[Trait("needs", "chromium")]
public sealed class EveryPageTests(LiveServer server)
{
    // The path, and what can stand there only if real data came.
    public static TheoryData<string, string, int> Pages
    {
        get
        {
            var pages = new TheoryData<string, string, int>();
            foreach (var width in (int[])[1280, 390])
            {
                pages.Add("/", "support", width);
                pages.Add("/traces", "unknown-model", width);
                pages.Add("/traces?app=support", "support", width);
                pages.Add("/apps", "team-support", width);
                pages.Add("/apps/support", "Call it", width);
                pages.Add("/models", "sim-small!per-token-20ms", width);
                pages.Add("/providers", "engines", width);
                pages.Add("/keys", "600 requests/min", width);
                pages.Add("/usage", "support", width);
                pages.Add("/usage?by=day", "Total", width);
                pages.Add("/configuration", "team-support", width);
                pages.Add("/playground", "The same call with curl", width);
            }

            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_shows_real_data_without_trouble(string path, string text, int width)
    {
        await using var tab = await server.OpenPageAsync(path, width);

        await Expect(tab.Page.Locator("#main").GetByText(text).First).ToBeVisibleAsync();
        await AssertSoundAsync(tab);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_trace_shows_its_attempts_on_a_waterfall(int width)
    {
        Assert.SkipWhen(Chromium.Missing is not null, Chromium.Missing ?? "");
        await using var tab = await server.OpenPageAsync($"/traces/{server.Rescued.Id}", width);

        await Expect(tab.Page.Locator(".waterfall")).ToContainTextAsync("1. broken on engines");
        await Expect(tab.Page.Locator(".waterfall")).ToContainTextAsync("small on engines");
        await Expect(tab.Page.Locator(".waterfall .part-stream, .waterfall .part-first").First).ToBeVisibleAsync();
        await Expect(tab.Page.GetByText("Where does the water go?").First).ToBeVisibleAsync();
        await AssertSoundAsync(tab);
    }

    [Fact]
    public async Task Charts_are_drawn_by_what_the_server_itself_serves()
    {
        await using var tab = await server.OpenPageAsync("/");

        await Expect(tab.Page.Locator(".chart .main-svg").First).ToBeVisibleAsync();
        await Expect(tab.Page.Locator(".chart .bars path").First).ToBeAttachedAsync();
        Assert.Empty(tab.Troubles);
    }

    private static async Task AssertSoundAsync(Tab tab)
    {
        await Expect(tab.Page.Locator("h1")).ToHaveCountAsync(1);
        Assert.Equal(0, await tab.OverflowAsync());
        Assert.Empty(await tab.UnlabelledFieldsAsync());
        Assert.Empty(await tab.NamelessControlsAsync());
        Assert.Empty(tab.Troubles);
    }
}
