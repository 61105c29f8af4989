using Penstock.Dashboard.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Penstock.Dashboard.Tests.Pages;

[Collection(LivePages.Name)]
[Trait("needs", "chromium")]
public sealed class PlaygroundPageTests(LiveServer server)
{
    [Fact]
    public async Task An_answer_is_shown_to_its_end_and_leads_to_its_trace_and_cost()
    {
        await using var tab = await server.OpenPageAsync("/playground?model=small");
        await tab.Field("Key").FillAsync(LiveServer.WebKey);

        await tab.Button("Send").ClickAsync();
        await Expect(tab.Page.Locator("#answer")).ToContainTextAsync("Simulated answer");
        await Expect(tab.Page.Locator("#phase")).ToHaveTextAsync("complete");

        await Expect(tab.Page.Locator("#ttft")).ToContainTextAsync("ms");
        await Expect(tab.Page.Locator("#cost")).ToContainTextAsync("$0.00");
        await tab.Page.GetByText("Open the trace").ClickAsync();
        await Expect(tab.Page.Locator(".waterfall")).ToContainTextAsync("small on engines");
        Assert.Empty(tab.Troubles);
    }

    [Fact]
    public async Task An_answer_streams_in_until_stop_ends_it_and_the_trace_says_that_the_caller_left()
    {
        await using var tab = await server.OpenPageAsync("/playground?model=endless");
        await tab.Page.GetByText("Create a temporary key").ClickAsync();
        await Expect(tab.Page.GetByText("for one hour")).ToBeVisibleAsync();

        await tab.Button("Send").ClickAsync();
        await Expect(tab.Page.Locator("#answer")).ToContainTextAsync("Simulated");

        // Seen on this answer because it does not end by itself: another one may be over before anybody looks.
        await Expect(tab.Page.Locator("#phase")).ToHaveTextAsync("streaming");
        await tab.Button("Stop").ClickAsync();
        await Expect(tab.Page.Locator("#phase")).ToHaveTextAsync("stopped");
        await Expect(tab.Page.Locator("#cost")).ToContainTextAsync("$");
        await tab.Page.GetByText("Open the trace").ClickAsync();

        await Expect(tab.Page.Locator("#main .badge").First).ToHaveTextAsync("aborted");
    }

    [Fact]
    public async Task An_error_is_shown_as_the_caller_sees_it()
    {
        await using var tab = await server.OpenPageAsync("/playground?model=small");
        await tab.Field("Key").FillAsync("pk-wrong");

        await tab.Button("Send").ClickAsync();

        await Expect(tab.Page.GetByText("HTTP 401")).ToBeVisibleAsync();
        await Expect(tab.Page.GetByText("invalid_api_key").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Nothing_is_sent_without_a_key()
    {
        await using var tab = await server.OpenPageAsync("/playground");

        await tab.Button("Send").ClickAsync();

        await Expect(tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("Paste a key");
        Assert.Empty(tab.Troubles);
    }
}
