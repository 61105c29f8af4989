using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Penstock.Server.Hosting.Access;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Hosting;

public sealed partial class AdminAccessTests : IAsyncLifetime
{
    private PenstockHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await PenstockHost.StartAsync(null, Token);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("Authorization", "Bearer " + PenstockHost.TestAdminKey, HttpStatusCode.OK)]
    [InlineData("Authorization", "bearer " + PenstockHost.TestAdminKey, HttpStatusCode.OK)]
    [InlineData("x-api-key", PenstockHost.TestAdminKey, HttpStatusCode.OK)]
    [InlineData("x-api-key", PenstockHost.TestAdminKey + "x", HttpStatusCode.Unauthorized)]
    [InlineData("Authorization", "Basic YWRtaW46YWRtaW4=", HttpStatusCode.Unauthorized)]
    [InlineData("x-other", "", HttpStatusCode.Unauthorized)]
    public async Task The_admin_key_opens_the_admin_api_and_nothing_else_does(string header, string value, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/status");
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await _host.Http.SendAsync(request, Token);

        Assert.Equal(expected, answer.StatusCode);
        if (expected is HttpStatusCode.Unauthorized)
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal("admin_key_invalid", JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))?["code"]?.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_key_of_the_data_plane_does_not_open_the_admin_api()
    {
        using var http = _host.WithKey(_host.DemoKey);

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/v1/status", Token)).StatusCode);
    }

    [Fact]
    public async Task Pages_lead_to_the_sign_in_and_the_admin_key_opens_them()
    {
        using var browser = Browser();
        var closed = await browser.GetAsync("/", Token);
        var signedIn = await SignInAsync(browser, PenstockHost.TestAdminKey, "/");

        Assert.Equal(HttpStatusCode.Found, closed.StatusCode);
        Assert.Contains("/sign-in", closed.Headers.Location?.ToString());
        Assert.Equal("/", signedIn.Headers.Location?.ToString());
        Assert.Contains(signedIn.Headers.GetValues("Set-Cookie"), cookie =>
            cookie.StartsWith("penstock_session=", StringComparison.Ordinal)
            && cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase)
            && cookie.Contains("samesite=strict", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/", Token)).StatusCode);

        // The session is for pages; the API wants the key itself.
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/status", Token)).StatusCode);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    public async Task A_sign_in_never_leads_to_another_server(string returnUrl)
    {
        using var browser = Browser();

        var answer = await SignInAsync(browser, PenstockHost.TestAdminKey, returnUrl);

        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_wrong_key_leads_back_and_many_are_held_off()
    {
        using var browser = Browser();

        var wrong = await SignInAsync(browser, "not the key", "/keys");
        var later = wrong;
        for (var attempt = 0; attempt < 10; attempt++)
        {
            later = await SignInAsync(browser, "not the key", "/keys");
        }

        Assert.Equal("/sign-in?failed=key&return_url=%2Fkeys", wrong.Headers.Location?.ToString());
        Assert.StartsWith("/sign-in?failed=limit", later.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Guesses_are_held_off_at_every_door_together_while_open_pages_go_on()
    {
        using var browser = Browser();
        using var guesser = _host.WithKey("not the key");
        using var right = _host.WithKey(PenstockHost.TestAdminKey);
        await SignInAsync(browser, PenstockHost.TestAdminKey, "/");

        for (var attempt = 0; attempt < 10; attempt++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.GetAsync("/api/v1/status", Token)).StatusCode);
        }

        var held = await right.GetAsync("/api/v1/status", Token);
        var page = await SignInAsync(browser, PenstockHost.TestAdminKey, "/");
        var pages = await browser.GetAsync("/keys", Token);
        var behindPages = await _host.Services.GetRequiredService<LoopbackAdmin>().Client.GetStatusAsync(Token);
        var metrics = await _host.Http.GetStringAsync("/metrics", Token);

        Assert.Equal(HttpStatusCode.TooManyRequests, held.StatusCode);
        Assert.InRange(held.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("too_many_wrong_keys", JsonNode.Parse(await held.Content.ReadAsStringAsync(Token))!["code"]!.GetValue<string>());
        Assert.StartsWith("/sign-in?failed=limit", page.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, pages.StatusCode);
        Assert.True(behindPages.IsOk);
        Assert.Contains("penstock_door=\"api\",penstock_reason=\"wrong_key\"} 10", metrics);
        Assert.Contains("penstock_door=\"api\",penstock_reason=\"held_off\"} 1", metrics);
        Assert.Equal(HttpStatusCode.OK, (await _host.WithKey(_host.DemoKey).GetAsync("/v1/models", Token)).StatusCode);
    }

    [Fact]
    public async Task A_program_that_signs_in_is_held_off_by_problem_details()
    {
        using var browser = Browser();
        using var guesser = _host.WithKey("not the key");
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await guesser.GetAsync("/api/v1/status", Token);
        }

        browser.DefaultRequestHeaders.Clear();
        var held = await SignInAsync(browser, PenstockHost.TestAdminKey, "/");

        Assert.Equal(HttpStatusCode.TooManyRequests, held.StatusCode);
        Assert.NotNull(held.Headers.RetryAfter);
        Assert.Equal("application/problem+json", held.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_form_without_the_servers_token_is_refused()
    {
        using var browser = Browser();

        var answer = await browser.PostAsync("/sign-in", new FormUrlEncodedContent([new("key", PenstockHost.TestAdminKey)]), Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string key, string returnUrl)
    {
        var page = await browser.GetStringAsync("/sign-in", Token);
        var token = TokenField().Match(page).Groups[1].Value;
        return await browser.PostAsync(
            "/sign-in",
            new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("key", key), new("return_url", returnUrl)]),
            Token);
    }

    private HttpClient Browser() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true })
        {
            BaseAddress = _host.Address,
            DefaultRequestHeaders = { { "Accept", "text/html" } },
        };

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)"|__RequestVerificationToken.*?value="([^"]+)""")]
    private static partial Regex TokenField();
}
