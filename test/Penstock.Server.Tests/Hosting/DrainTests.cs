using System.Net;
using System.Text;
using Penstock.Testing;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Hosting;

/// <summary>Signals end a real process; the simulated answers are slow enough (12.5 ms a token) to be caught in the middle.</summary>
public sealed class DrainTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_open_stream_goes_on_to_its_end_while_new_requests_are_refused()
    {
        using var folder = TestFolder.Create();
        await using var server = await PenstockProcess.StartAsync(folder.In("data"), [], Token);
        using var http = Client(server);
        using var answer = await http.SendAsync(Chat(maxTokens: 80), HttpCompletionOption.ResponseHeadersRead, Token);
        using var stream = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));
        var first = await stream.ReadLineAsync(Token);

        server.Terminate();
        await Eventually.IsSoAsync(() => server.Output.Contains("Draining", StringComparison.Ordinal), Token);
        using var refused = await http.SendAsync(Chat(maxTokens: 1), Token);
        var ready = await http.GetAsync("/health/ready", Token);
        var rest = await stream.ReadToEndAsync(Token);

        Assert.StartsWith("data: ", first);
        Assert.EndsWith("data: [DONE]\n\n", rest);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("\"code\":\"draining\"", await refused.Content.ReadAsStringAsync(Token));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.True(refused.Headers.ConnectionClose);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(0, await server.WaitForExitAsync(Token));
    }

    [Fact]
    public async Task A_stream_that_outlasts_the_deadline_is_ended_with_an_error_and_the_process_still_ends_well()
    {
        using var folder = TestFolder.Create();
        await using var server = await PenstockProcess.StartAsync(folder.In("data"), ["--drain-seconds", "0"], Token);

        var rest = await CutAsync(server, server.Terminate);

        Assert.DoesNotContain("[DONE]", rest);
        Assert.Contains("\"error\":", rest);
        Assert.EndsWith("(broken off)", rest);
        Assert.Equal(0, await server.WaitForExitAsync(Token));
    }

    [Fact]
    public async Task A_second_signal_ends_streams_at_once_and_still_honestly()
    {
        using var folder = TestFolder.Create();
        await using var server = await PenstockProcess.StartAsync(folder.In("data"), ["--drain-seconds", "600"], Token);

        var rest = await CutAsync(server, () =>
        {
            server.Terminate();
            SpinWait.SpinUntil(() => server.Output.Contains("Draining", StringComparison.Ordinal), Eventually.Patience);
            server.Terminate();
        });

        Assert.DoesNotContain("[DONE]", rest);
        Assert.Contains("\"error\":", rest);
        Assert.EndsWith("(broken off)", rest);
        Assert.Equal(0, await server.WaitForExitAsync(Token));
    }

    private static async Task<string> CutAsync(PenstockProcess server, Action cut)
    {
        using var http = Client(server);
        using var answer = await http.SendAsync(Chat(maxTokens: 4000), HttpCompletionOption.ResponseHeadersRead, Token);
        using var stream = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));
        await stream.ReadLineAsync(Token);
        cut();
        return await ReadWhatComesAsync(stream);
    }

    // The transfer of a cut answer breaks after its error event, for clients that look at the transfer alone.
    private static async Task<string> ReadWhatComesAsync(StreamReader stream)
    {
        var text = new StringBuilder();
        try
        {
            while (await stream.ReadLineAsync(Token) is { } line)
            {
                text.Append(line).Append('\n');
            }
        }
        catch (HttpIOException broken) when (broken.HttpRequestError is HttpRequestError.ResponseEnded)
        {
            text.Append("(broken off)");
        }

        return text.ToString();
    }

    private static HttpClient Client(PenstockProcess server)
    {
        var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {server.CurlLine.Split("Bearer ")[1].Split('\'')[0]}");
        return http;
    }

    private static HttpRequestMessage Chat(int maxTokens) => new(HttpMethod.Post, "/v1/chat/completions")
    {
        Content = new StringContent(
            $$"""{"model":"demo","stream":true,"min_tokens":{{maxTokens}},"max_completion_tokens":{{maxTokens}},"messages":[{"role":"user","content":"Tell me a long story."}]}""",
            Encoding.UTF8,
            "application/json"),
    };
}
