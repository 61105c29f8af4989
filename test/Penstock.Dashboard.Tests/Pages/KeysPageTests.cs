using Penstock.Dashboard.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Penstock.Dashboard.Tests.Pages;

[Collection(LivePages.Name)]
[Trait("needs", "chromium")]
public sealed class KeysPageTests(LiveServer server)
{
    [Fact]
    public async Task A_new_key_s_secret_is_shown_once_and_works()
    {
        await using var tab = await server.OpenPageAsync("/keys");

        await tab.Button("Create key").ClickAsync();
        await tab.Field("Name").FillAsync("made-on-the-page");
        await tab.Field("Requests at once").FillAsync("7");
        await tab.Button("Create").ClickAsync();
        var secret = await tab.Page.Locator("fluent-dialog .code code").InnerTextAsync();
        await tab.Button("Done").ClickAsync();
        await Expect(tab.Page.Locator("fluent-dialog .code")).ToHaveCountAsync(0);

        var row = tab.Page.Locator("tr", new() { HasTextString = "made-on-the-page" });
        await Expect(row).ToContainTextAsync("7 at once");
        Assert.DoesNotContain(secret, await tab.Page.ContentAsync(), StringComparison.Ordinal);
        using var http = server.Host.WithKey(secret);
        using var answer = await http.GetAsync("v1/models", TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
        Assert.Empty(tab.Troubles);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_in_the_dialog_and_escape_closes_it()
    {
        await using var tab = await server.OpenPageAsync("/keys");

        await tab.Button("Create key").ClickAsync();
        await tab.Field("Name").FillAsync("web");
        await tab.Button("Create").ClickAsync();
        await Expect(tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("Escape");

        await Expect(tab.Field("Name")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_key_is_revoked_only_after_a_second_word()
    {
        await using var tab = await server.OpenPageAsync("/keys");
        await server.Host.Admin.CreateKeyAsync(new() { Name = "short-lived", Tenant = "acme" }, TestContext.Current.CancellationToken);
        await tab.GoAsync("/keys");
        var row = tab.Page.Locator("tr", new() { HasTextString = "short-lived" });

        await tab.Button("Revoke short-lived").ClickAsync();
        await tab.Button("Keep it").ClickAsync();
        await Expect(row).ToBeVisibleAsync();
        await tab.Button("Revoke short-lived").ClickAsync();
        await tab.Button("Revoke").ClickAsync();

        await Expect(row).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_key_of_the_file_is_read_only_and_says_why()
    {
        await using var tab = await server.OpenPageAsync("/keys");
        var row = tab.Page.Locator("tbody tr").Filter(new() { Has = tab.Page.GetByText("web", new() { Exact = true }) });

        await Expect(row).ToContainTextAsync("in the file");
        await Expect(row.Locator("button")).ToHaveCountAsync(0);
    }
}
