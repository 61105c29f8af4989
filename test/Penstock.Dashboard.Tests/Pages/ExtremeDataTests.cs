using Penstock.Dashboard.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Penstock.Dashboard.Tests.Pages;

[Collection(LivePages.Name)]
[Trait("needs", "chromium")]
public sealed class ExtremeDataTests(LiveServer browser, ExtremeServer server) : IClassFixture<ExtremeServer>
{
    private const string Trace = "/traces/TRACE";

    // A window of 1280 pixels at 200 % zoom.
    private const int Doubled = 640;

    public static TheoryData<string, int> Pages
    {
        get
        {
            var pages = new TheoryData<string, int>();
            foreach (var width in (int[])[1280, Doubled, 390])
            {
                foreach (var path in (string[])["/", "/traces", Trace, "/apps", $"/apps/{ExtremeServer.Name}", "/models", "/providers", "/keys", "/usage", "/usage?by=key", "/usage?by=day", "/configuration", "/playground"])
                {
                    pages.Add(path, width);
                }
            }

            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Nothing_is_cut_off_however_long_or_large_it_is(string path, int width)
    {
        Assert.SkipWhen(Chromium.Missing is not null, Chromium.Missing ?? "");
        await using var tab = await browser.OpenPageAsync(server.Host, path.Replace("TRACE", server.ManyAttempts.ToString(), StringComparison.Ordinal), width);
        await Expect(tab.Page.Locator("#main [aria-busy=true]")).ToHaveCountAsync(0);
        await Expect(tab.Page.Locator("#main .card").First).ToBeVisibleAsync();

        Assert.Equal(0, await tab.OverflowAsync());
        Assert.Empty(await tab.UnreadableTextsAsync());
        Assert.Empty(await tab.OverlapsAsync());
        Assert.Empty(tab.Troubles);
    }

    [Fact]
    public async Task The_check_itself_sees_what_is_cut_what_sticks_out_and_what_overlaps()
    {
        Assert.SkipWhen(Chromium.Missing is not null, Chromium.Missing ?? "");
        await using var tab = await browser.OpenPageAsync(server.Host, "/");
        await Expect(tab.Page.Locator("#main .tile-value").First).ToBeVisibleAsync();

        await tab.Page.AddStyleTagAsync(new() { Content = ".tile-value { font-size: 40px !important } .tile-note { overflow: hidden; width: 20px; white-space: nowrap }" });

        Assert.Contains(await tab.UnreadableTextsAsync(), text => text.StartsWith("tile-value", StringComparison.Ordinal));
        Assert.Contains(await tab.UnreadableTextsAsync(), text => text.StartsWith("tile-note", StringComparison.Ordinal));
        Assert.NotEmpty(await tab.OverlapsAsync());
    }

    [Fact]
    public async Task Thirty_attempts_stand_on_one_axis_with_tokens_and_cost()
    {
        Assert.SkipWhen(Chromium.Missing is not null, Chromium.Missing ?? "");
        await using var tab = await browser.OpenPageAsync(server.Host, $"/traces/{server.ManyAttempts}");

        await Expect(tab.Page.Locator(".waterfall-lane")).ToHaveCountAsync(32);
        await Expect(tab.Page.Locator(".waterfall-axis")).ToHaveTextAsync("02 min4 min6 min8 min", new() { UseInnerText = false });
        await Expect(tab.Page.Locator(".waterfall-lane").Last).ToContainTextAsync("9,876,543,210 / 8,765,432,109");
        await Expect(tab.Page.Locator(".waterfall-lane").Last).ToContainTextAsync("$1,234,567.89");
        await Expect(tab.Page.Locator(".first-token-mark").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_tile_shows_every_digit_of_its_figure()
    {
        Assert.SkipWhen(Chromium.Missing is not null, Chromium.Missing ?? "");
        await using var tab = await browser.OpenPageAsync(server.Host, "/");
        var cost = tab.Page.Locator(".tile", new() { HasTextString = "Cost" }).Locator(".tile-value");

        await Expect(cost).ToHaveTextAsync("$1,234,567.89");
        Assert.True(await cost.EvaluateAsync<bool>("value => value.scrollWidth <= value.clientWidth"));
    }
}
