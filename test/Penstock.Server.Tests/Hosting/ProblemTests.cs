using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Penstock.Contracts.Faults;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Hosting;

public sealed class ProblemTests : IAsyncLifetime
{
    private PenstockHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await PenstockHost.StartAsync(null, Token);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"name":"x"}""")]
    [InlineData("""{"name":"x","tenant":"demo","frob":1}""")]
    [InlineData("""{"name":"x","name":"y","tenant":"demo"}""")]
    [InlineData("""{"name":7,"tenant":"demo"}""")]
    [InlineData("""{"name":null,"tenant":"demo"}""")]
    [InlineData("""{"name":"x","tenant":"demo","limits":{"requests_per_minute":"many"}}""")]
    [InlineData("""{"name":"x","tenant":"demo","expires_at":"soon"}""")]
    public async Task A_body_that_cannot_be_read_is_a_problem_that_gives_nothing_away(string body)
    {
        var (status, problem) = await SendAsync(HttpMethod.Post, "/api/v1/keys", body, "application/json");

        Assert.Equal(400, status);
        Assert.Equal("request_invalid", problem?["code"]?.GetValue<string>());
        Assert.DoesNotContain("Penstock.", problem!.ToJsonString());
        Assert.DoesNotContain("System.", problem.ToJsonString());
        Assert.DoesNotContain("many", problem.ToJsonString());
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404, "path_unknown")]
    [InlineData("GET", "/api/v2/status", 404, "path_unknown")]
    [InlineData("GET", "/api", 404, "path_unknown")]
    [InlineData("POST", "/api/v1/status", 405, "method_not_allowed")]
    [InlineData("GET", "/api/v1/keys/nobody", 404, "not_found")]
    public async Task A_path_that_does_not_fit_is_a_problem(string method, string path, int expected, string code)
    {
        var (status, problem) = await SendAsync(new HttpMethod(method), path, null, null);

        Assert.Equal(expected, status);
        Assert.Equal(code, problem?["code"]?.GetValue<string>());
        Assert.Equal($"/problems/{code}", problem?["type"]?.GetValue<string>());
    }

    [Theory]
    [InlineData("/api/v1/nothing", HttpStatusCode.NotFound, "application/problem+json")]
    [InlineData("/v1/nothing", HttpStatusCode.NotFound, "application/json")]
    [InlineData("/nothing", HttpStatusCode.Redirect, null)]
    public async Task A_browser_is_led_to_a_page_from_addresses_of_pages_alone(string path, HttpStatusCode expected, string? type)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _host.Http.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html,*/*;q=0.8");

        using var answer = await http.SendAsync(request, Token);

        Assert.Equal((expected, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Another_media_type_is_a_problem()
    {
        var (status, problem) = await SendAsync(HttpMethod.Post, "/api/v1/keys", "name=x", "text/plain");

        Assert.Equal(415, status);
        Assert.Equal("media_type_unsupported", problem?["code"]?.GetValue<string>());
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_a_problem()
    {
        var (status, problem) = await SendAsync(HttpMethod.Post, "/api/v1/keys", $"\"{new string('x', 5_000_000)}\"", "application/json");

        Assert.Equal(413, status);
        Assert.Equal("body_too_large", problem?["code"]?.GetValue<string>());
    }

    [Fact]
    public async Task Every_fault_has_a_page()
    {
        foreach (var row in Enum.GetValues<FaultCode>().Select(code => code.Row()))
        {
            var page = await _host.Http.GetStringAsync($"/problems/{row.Slug}", Token);

            Assert.Contains($"<code>{row.Slug}</code>", page);
            Assert.Matches("(<p>.*){3}", page);
        }
    }

    private async Task<(int Status, JsonNode? Problem)> SendAsync(HttpMethod method, string path, string? body, string? mediaType)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", PenstockHost.TestAdminKey);

        // A body is refused by its length alone; without this the answer may come while it is still being sent.
        request.Headers.ExpectContinue = body?.Length > 1_000_000;
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, mediaType!);
        using var answer = await _host.Http.SendAsync(request, Token);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token)));
    }
}
