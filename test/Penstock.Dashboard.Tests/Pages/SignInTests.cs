using Penstock.Dashboard.Tests.Browsing;
using Penstock.Testing.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Penstock.Dashboard.Tests.Pages;

[Collection(LivePages.Name)]
[Trait("needs", "chromium")]
public sealed class SignInTests(LiveServer server)
{
    [Fact]
    public async Task The_keyboard_alone_leads_in_and_to_the_page_that_was_asked_for()
    {
        await using var tab = await server.OpenAsync();

        await tab.SignInAsync(PenstockHost.TestAdminKey, "/models");

        await Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Models");
        Assert.Empty(tab.Troubles);
    }

    [Fact]
    public async Task A_wrong_key_stays_out_and_is_told_so()
    {
        await using var tab = await server.OpenAsync();
        await tab.GoAsync("/keys");

        await tab.Page.GetByLabel("Admin key").FillAsync("not-the-admin-key-at-all");
        await tab.Button("Sign in").ClickAsync();

        await Expect(tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("not the admin key");
        Assert.Equal(0, await tab.OverflowAsync());
    }

    [Fact]
    public async Task Signing_out_closes_the_pages()
    {
        await using var tab = await server.OpenPageAsync("/apps");

        await tab.Button("Sign out").ClickAsync();
        await tab.Page.WaitForURLAsync("**/sign-in**");
        await tab.GoAsync("/apps");

        await Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task The_admin_key_is_in_no_page()
    {
        await using var tab = await server.OpenPageAsync("/configuration");

        await Expect(tab.Page.GetByText("WEB_KEY").First).ToBeVisibleAsync();
        var html = await tab.Page.ContentAsync();

        Assert.DoesNotContain(PenstockHost.TestAdminKey, html, StringComparison.Ordinal);
        Assert.DoesNotContain(LiveServer.WebKey, html, StringComparison.Ordinal);
    }
}
