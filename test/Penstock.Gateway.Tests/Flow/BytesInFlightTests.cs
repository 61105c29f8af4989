using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Penstock.Contracts.Dialects;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Testing;

namespace Penstock.Gateway.Tests.Flow;

/// <summary>Many giant bodies and answers at once: bounded memory, an answer or a refusal for everybody, and nothing left behind.</summary>
public sealed class BytesInFlightTests
{
    private const int MiB = 1024 * 1024;
    private const string Small = """{"model":"scripted","messages":[{"role":"user","content":"Say hello to me."}]}""";
    private const string Answer =
        """{"id":"c1","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hello."},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}""";

    [Fact]
    public async Task Sixty_four_bodies_of_thirty_MiB_stay_within_the_budget_while_small_requests_go_on()
    {
        var smallAreDone = new TaskCompletionSource();
        await using var flow = await ScriptedProvider.StartAsync(Dialect.OpenAi, async http =>
        {
            http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
            await (http.Request.ContentLength > MiB ? smallAreDone.Task.WaitAsync(http.RequestAborted) : Task.CompletedTask);
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(Answer, http.RequestAborted);
        });
        var bytes = Limit(flow.Gateway, 100 * MiB);
        var giant = Encoding.UTF8.GetBytes(Small.Replace("hello", new string('a', 30 * MiB), StringComparison.Ordinal));
        using var done = new CancellationTokenSource();
        var most = WatchAsync(bytes, done.Token);

        // One is with its provider before the others come: all at once they might refuse each other, and none be answered.
        var first = PostAsync(flow, giant);
        await Eventually.IsSoAsync(() => bytes.Held >= 60 * MiB, TestContext.Current.CancellationToken);
        Task<(HttpStatusCode Status, string Text, TimeSpan? RetryAfter)>[] giants = [first, .. Enumerable.Range(1, 63).Select(_ => PostAsync(flow, giant))];
        var refusal = await await Task.WhenAny(giants);
        var small = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PostAsync(flow, Encoding.UTF8.GetBytes(Small))));
        smallAreDone.SetResult();
        var answers = await Task.WhenAll(giants);
        await done.CancelAsync();

        Assert.All(small, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.All(answers, answer => Assert.True(
            answer.Status is HttpStatusCode.OK || (answer.Status is HttpStatusCode.ServiceUnavailable && answer.Text.Contains("server_full", StringComparison.Ordinal)),
            answer.Text));
        Assert.Equal(HttpStatusCode.OK, answers[0].Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refusal.Status);
        Assert.Equal(TimeSpan.FromSeconds(1), refusal.RetryAfter);
        Assert.InRange(await most, 30 * MiB, (100 * MiB) + (50 * 8 * ByteBudget.SmallBuffer));
        await AssertGivenBackAsync(bytes);
    }

    [Theory]
    [InlineData("/v1/chat/completions", Dialect.OpenAi, "\"code\":\"server_full\"")]
    [InlineData("/v1/messages", Dialect.Anthropic, "\"type\":\"overloaded_error\"")]
    [InlineData("/v1/messages", Dialect.OpenAi, "\"type\":\"overloaded_error\"")]
    public async Task A_whole_answer_that_cannot_be_held_is_a_refusal_in_the_callers_dialect(string path, Dialect dialect, string error)
    {
        await using var flow = await ScriptedProvider.AnswerAsync(dialect, Answer.Replace("Hello.", new string('a', 8 * MiB), StringComparison.Ordinal));
        var bytes = Limit(flow.Gateway, MiB);

        var response = await flow.PostAsync(path, """{"max_tokens":9,""" + Small[1..]);
        var text = await GatewayFixture.TextAsync(response);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains(error, text, StringComparison.Ordinal);
        Assert.Single(flow.Gateway.Ledger.Settled);
        Assert.Equal(1, bytes.Refused);
        await AssertGivenBackAsync(bytes);
    }

    [Fact]
    public async Task A_stream_that_grows_beyond_the_budget_ends_with_an_error_and_not_as_if_it_were_complete()
    {
        var chunk = """data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"TEXT"},"finish_reason":null}]}""" + "\n\n";
        await using var flow = await ScriptedProvider.AnswerAsync(
            Dialect.OpenAi, chunk + chunk.Replace("TEXT", new string('a', 8 * MiB), StringComparison.Ordinal) + "data: [DONE]\n\n");
        var bytes = Limit(flow.Gateway, MiB);

        using var response = await SendAsync(
            flow, new ByteArrayContent(Encoding.UTF8.GetBytes("""{"stream":true,""" + Small[1..])), TestContext.Current.CancellationToken);
        var text = await GatewayFixture.TextAsync(response);

        Assert.Contains("server_full", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", text, StringComparison.Ordinal);
        await AssertGivenBackAsync(bytes);
    }

    [Fact]
    public async Task An_answer_larger_than_receive_max_answer_is_refused_once_and_paid_for()
    {
        await using var flow = await ScriptedProvider.AnswerAsync(Dialect.OpenAi, Answer.Replace("Hello.", new string('a', MiB), StringComparison.Ordinal));
        var settings = flow.Gateway.Snapshots.Current!.Settings;
        flow.Gateway.Snapshots.Replace(settings with { Receive = new ReceiveSettings { MaxAnswerBytes = 64 * 1024 } });

        var response = await flow.PostAsync("/v1/chat/completions", Small);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("answer_too_large", (string?)(await GatewayFixture.JsonAsync(response))["error"]!["code"]);
        Assert.True(Assert.Single(flow.Gateway.Ledger.Settled).Usage.Input > 0);
        await AssertGivenBackAsync(flow.Gateway.Services.GetRequiredService<ByteBudget>());
    }

    [Theory]
    [InlineData("sim-small")]
    [InlineData("sim-small!status-500")]
    [InlineData("sim-small!reset-before-headers")]
    [InlineData("sim-small!malformed-at-0")]
    [InlineData("sim-small!reset-at-3")]
    [InlineData("claude:sim-small")]
    [InlineData("claude:sim-small!reset-at-3")]
    [InlineData("no-such-model")]
    public async Task However_a_request_ends_its_bytes_are_given_back(string model)
    {
        var id = model.Replace("claude:", "", StringComparison.Ordinal);
        await using var gateway = await GatewayFixture.StartAsync(id);
        var long_ = new string('a', 300_000);

        foreach (var stream in new[] { false, true })
        {
            using var chat = await gateway.PostAsync("/v1/chat/completions", GatewayFixture.Chat(model, long_, stream));
            await TryReadAsync(chat);
            using var message = await gateway.PostAsync("/v1/messages", GatewayFixture.Message(model, long_, stream));
            await TryReadAsync(message);
        }

        await AssertGivenBackAsync(gateway.Host.Services.GetRequiredService<ByteBudget>());
    }

    [Fact]
    public async Task Callers_that_leave_in_the_middle_of_a_body_or_of_an_answer_leave_nothing_behind()
    {
        await using var flow = await ScriptedProvider.StartAsync(Dialect.OpenAi, async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        var bytes = flow.Gateway.Services.GetRequiredService<ByteBudget>();
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var body = Encoding.UTF8.GetBytes(Small.Replace("hello", new string('a', 5 * MiB), StringComparison.Ordinal));

        var calls = new[] { SendAsync(flow, new HalfContent(body), leave.Token), SendAsync(flow, new ByteArrayContent(body), leave.Token) };
        await Eventually.IsSoAsync(() => bytes.Held >= 15 * MiB, TestContext.Current.CancellationToken);
        await leave.CancelAsync();
        await Xunit.Record.ExceptionAsync(() => Task.WhenAll(calls));

        await AssertGivenBackAsync(bytes);
    }

    private static ByteBudget Limit(GatewayHost gateway, long limit)
    {
        var settings = gateway.Snapshots.Current!.Settings;
        gateway.Snapshots.Replace(settings with
        {
            Receive = new ReceiveSettings { MaxBytesInFlight = limit, BodyTimeout = Eventually.Patience },
        });
        return gateway.Services.GetRequiredService<ByteBudget>();
    }

    private static async Task<(HttpStatusCode Status, string Text, TimeSpan? RetryAfter)> PostAsync(ScriptedProvider flow, byte[] body)
    {
        using var response = await SendAsync(flow, new ByteArrayContent(body), TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, text, response.Headers.RetryAfter?.Delta);
    }

    private static async Task<HttpResponseMessage> SendAsync(ScriptedProvider flow, HttpContent content, CancellationToken cancellationToken)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = content };
        return await flow.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static async Task TryReadAsync(HttpResponseMessage response)
    {
        try
        {
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            // A transfer that breaks is one of the ends that are tested.
        }
    }

    private static async Task<long> WatchAsync(ByteBudget bytes, CancellationToken done)
    {
        var most = 0L;
        while (!done.IsCancellationRequested)
        {
            most = Math.Max(most, bytes.Held);
            await Task.Delay(2, CancellationToken.None);
        }

        return most;
    }

    private static Task AssertGivenBackAsync(ByteBudget bytes) => Eventually.IsSoAsync(() => bytes.Held == 0, TestContext.Current.CancellationToken);

    /// <summary>Announces a whole body and never sends its second half.</summary>
    private sealed class HalfContent(byte[] body) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(body.AsMemory(0, body.Length / 2), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }
}
