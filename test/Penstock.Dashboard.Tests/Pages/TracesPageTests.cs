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

        await tab.Page.GetByLabel("App", new() { Exact = true }).FillAsync("hopeless");
        await tab.Page.GetByLabel("App", new() { Exact = true }).PressAsync("Enter");

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
    public async Task A_filter_field_proposes_the_names_of_the_configuration()
    {
        await using var tab = await server.OpenPageAsync("/traces");

        await Expect(tab.Page.Locator("#known-app option[value=hopeless]")).ToHaveCountAsync(1);
        await Expect(tab.Page.Locator("#known-fault option[value=provider_failed]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task On_a_phone_filters_unfold_and_say_how_many_there_are()
    {
        await using var tab = await server.OpenPageAsync("/traces?app=hopeless&since=7d", width: 390);
        var app = tab.Page.GetByLabel("App", new() { Exact = true });

        await Expect(app).ToBeHiddenAsync();
        await tab.Button("Filters (2)").ClickAsync();

        await Expect(app).ToHaveValueAsync("hopeless");
    }

    [Fact]
    public async Task The_errors_of_the_overview_lead_to_the_traces_behind_them()
    {
        await using var tab = await server.OpenPageAsync("/");

        await tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Errors", Exact = true }).ClickAsync();

        await tab.Page.WaitForURLAsync("**/traces?status=failed,cut,refused&since=1h");
        await Expect(tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Combobox, new() { Name = "Status", Exact = true })).ToHaveValueAsync("failed,cut,refused");
        await Expect(tab.Page.Locator("tbody")).ToContainTextAsync("failed");
        await Expect(tab.Page.Locator("tbody")).ToContainTextAsync("refused");
        await Expect(tab.Page.Locator("tbody")).Not.ToContainTextAsync("succeeded");
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
