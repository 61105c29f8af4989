using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Record;

namespace Penstock.Gateway.Tests.Flow;

/// <summary>Providers that lie about usage, never come to an end, or answer for something else.</summary>
public sealed class HostileProviderTests
{
    private const string Ask = """{"model":"scripted","messages":[{"role":"user","content":"Say hello to me."}]}""";

    [Theory]
    [InlineData("""{"prompt_tokens":9223372036854775807,"completion_tokens":9223372036854775807}""")]
    [InlineData("""{"prompt_tokens":-5,"completion_tokens":-9223372036854775808}""")]
    [InlineData("""{"prompt_tokens":1e300,"completion_tokens":3}""")]
    [InlineData("""{"prompt_tokens":"12","completion_tokens":"NaN"}""")]
    [InlineData("""{"prompt_tokens":5,"completion_tokens":2.5}""")]
    [InlineData("""{}""")]
    public async Task Usage_that_no_model_can_have_is_counted_instead_and_the_answer_still_comes(string usage)
    {
        await using var flow = await ScriptedProvider.AnswerAsync(Dialect.OpenAi, OpenAiAnswer(usage));

        var response = await flow.PostAsync("/v1/chat/completions", Ask);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        AssertCounted(Assert.Single(flow.Gateway.Ledger.Settled));
    }

    [Theory]
    [InlineData("/v1/messages")]
    [InlineData("/v1/chat/completions")]
    public async Task The_parts_of_an_Anthropic_usage_cannot_overflow_their_sum(string path)
    {
        await using var flow = await ScriptedProvider.AnswerAsync(Dialect.Anthropic, """
            {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hello to you."}],
             "stop_reason":"end_turn","stop_sequence":null,
             "usage":{"input_tokens":9223372036854775807,"cache_read_input_tokens":9223372036854775807,"output_tokens":1}}
            """);

        var response = await flow.PostAsync(path, """{"max_tokens":9,""" + Ask[1..]);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        AssertCounted(Assert.Single(flow.Gateway.Ledger.Settled));
    }

    [Fact]
    public async Task A_preamble_without_end_is_given_up_before_it_fills_the_memory()
    {
        await using var flow = await ScriptedProvider.StartAsync(Dialect.OpenAi, async http =>
        {
            http.Response.ContentType = "text/event-stream";
            var comment = Encoding.UTF8.GetBytes(": " + new string('x', 65_536) + "\n\n");
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(comment, http.RequestAborted);
            }
        });

        var response = await flow.PostAsync("/v1/chat/completions", """{"stream":true,""" + Ask[1..]);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        var trace = await flow.Gateway.Traces.WaitAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal(FaultCode.AnswerMalformed, trace.Fault);
    }

    [Theory]
    [InlineData(204, "")]
    [InlineData(302, "http://127.0.0.1:1/elsewhere")]
    [InlineData(200, "<html>Please sign in.</html>")]
    public async Task An_answer_that_is_no_answer_is_a_gateway_error_and_nothing_else_is_called(int status, string body)
    {
        await using var flow = await ScriptedProvider.StartAsync(Dialect.OpenAi, async http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = status == 302 ? body : default;
            if (status == 200)
            {
                await http.Response.WriteAsync(body, http.RequestAborted);
            }
        });

        var response = await flow.PostAsync("/v1/chat/completions", Ask);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Single(flow.Gateway.Ledger.Settled);
    }

    [Fact]
    public async Task Four_million_letters_without_a_space_are_counted_before_the_caller_is_gone()
    {
        await using var flow = await ScriptedProvider.AnswerAsync(Dialect.OpenAi, $$"""
            {"id":"c1","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"{{new string('a', 4_000_000)}}"},"finish_reason":"stop"}]}
            """);

        var response = await flow.PostAsync("/v1/chat/completions", Ask);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.InRange(Assert.Single(flow.Gateway.Ledger.Settled).Usage.Output, 400_000, 4_000_000);
    }

    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1/messages")]
    public async Task Comments_between_the_events_of_a_stream_change_nothing(string path)
    {
        await using var flow = await ScriptedProvider.AnswerAsync(Dialect.OpenAi, """
            : PROCESSING

            data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Hello"},"finish_reason":null}]}

            : PROCESSING

            data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: [DONE]


            """);

        var response = await flow.PostAsync(path, """{"stream":true,"max_tokens":9,""" + Ask[1..]);
        var text = await GatewayFixture.TextAsync(response);

        Assert.Contains("Hello", text, StringComparison.Ordinal);
        Assert.DoesNotContain("error", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_quotes_the_request_does_not_give_away_the_credential()
    {
        await using var flow = await ScriptedProvider.StartAsync(Dialect.OpenAi, async http =>
        {
            http.Response.StatusCode = 400;
            await http.Response.WriteAsJsonAsync(
                new { error = new { message = $"Refused with {http.Request.Headers.Authorization} and {http.Request.Headers["x-team"]}." } }, http.RequestAborted);
        });

        var response = await flow.PostAsync("/v1/chat/completions", Ask);

        Assert.Equal(
            "Refused with Bearer [hidden] and [hidden].",
            (string?)(await GatewayFixture.JsonAsync(response))["error"]!["message"]);
    }

    [Theory]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", null)]
    [InlineData("2147483647", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("-5", null)]
    [InlineData("30", "30")]
    public async Task Nobody_is_told_to_come_back_in_a_thousand_years(string said, string? told)
    {
        await using var flow = await ScriptedProvider.StartAsync(Dialect.OpenAi, http =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = said;
            return Task.CompletedTask;
        });

        var response = await flow.PostAsync("/v1/chat/completions", Ask);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(told, response.Headers.TryGetValues("retry-after", out var values) ? values.Single() : null);
    }

    [Fact]
    public async Task Names_without_measure_are_cut_before_they_are_kept()
    {
        var name = new string('n', 1_000_000);
        await using var flow = await ScriptedProvider.AnswerAsync(Dialect.OpenAi, $$"""
            {"id":"{{name}}","object":"chat.completion","model":"{{name}}","choices":[{"index":0,"message":{"role":"assistant","content":"Hello."},"finish_reason":"{{name}}"}],
             "usage":{"prompt_tokens":1,"completion_tokens":1} }
            """);

        await flow.PostAsync("/v1/chat/completions", Ask);

        var trace = await flow.Gateway.Traces.WaitAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal([256, 256, 256], new[] { trace.Attempts[0].ResponseId!.Length, trace.Attempts[0].ResponseModel!.Length, trace.FinishReason!.Length });
    }

    private static string OpenAiAnswer(string usage) =>
        """{"id":"c1","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hello to you."},"finish_reason":"stop"}],"usage":"""
        + usage + "}";

    private static void AssertCounted(AttemptSettled settled)
    {
        Assert.Equal(AttemptStatus.Succeeded, settled.Status);
        Assert.True(settled.Usage.Counted);
        Assert.InRange(settled.Usage.Input, 1, 50);
        Assert.InRange(settled.Usage.Output, 1, 50);
        Assert.True(settled.Cost.Value > 0);
    }
}
