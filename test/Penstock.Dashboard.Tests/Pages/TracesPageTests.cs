using Penstock.Dashboard.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Penstock.Dashboard.Tests.Pages;

[Collection(LivePages.Name)]
[Trait("needs", "chromium")]
public sealed class TracesPageTests(LiveServer server)
{
    [Fact]
    public async Task A_filter_stands_in_the_address_and_narrows_the_list()
    {
        await using var tab = await server.OpenPageAsync("/traces");

        await tab.Field("App").FillAsync("hopeless");
        await tab.Field("App").PressAsync("Enter");

        await tab.Page.WaitForURLAsync("**/traces?app=hopeless");
        await Expect(tab.Page.Locator("tbody tr").First).ToContainTextAsync("hopeless");
        await Expect(tab.Page.Locator("tbody")).Not.ToContainTextAsync("support");
    }

    [Fact]
    public async Task A_filter_that_nothing_fits_says_so_and_offers_the_way_back()
    {
        await using var tab = await server.OpenPageAsync("/traces?app=nobody");

        await Expect(tab.Page.GetByText("No trace fits this filter")).ToBeVisibleAsync();
        await tab.Page.GetByText("Show all traces").ClickAsync();

        await Expect(tab.Page.Locator("tbody tr").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_row_opens_its_trace()
    {
        await using var tab = await server.OpenPageAsync("/traces?app=hopeless");

        await tab.Page.Locator("tbody tr td").Nth(3).ClickAsync();

        await tab.Page.WaitForURLAsync("**/traces/*");
        await Expect(tab.Page.GetByText("What this means and what to do")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator(".waterfall")).ToContainTextAsync("broken on engines");
    }

    [Fact]
    public async Task A_trace_that_is_not_there_is_an_explained_error()
    {
        await using var tab = await server.OpenPageAsync("/traces/00000000000070008000000000000000");

        await Expect(tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(tab.Page.GetByText("What this means")).ToBeVisibleAsync();
    }
}
