using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Penstock.Contracts.Dialects;

namespace Penstock.Gateway.Tests.Flow;

/// <summary>Answers that are JSON and almost right: any one value of a full answer gone, or of another type or size.</summary>
public sealed class AnswerTreeTests
{
    private const string OpenAi = """
        {
          "id": "chatcmpl-1", "object": "chat.completion", "created": 1760000000, "model": "m", "system_fingerprint": "f", "service_tier": "default",
          "choices": [{
            "index": 0, "logprobs": null, "finish_reason": "tool_calls",
            "message": {
              "role": "assistant", "content": "Hello", "refusal": null, "reasoning_content": "r",
              "tool_calls": [{"id": "call_1", "type": "function", "function": {"name": "weather", "arguments": "{\"city\":\"Rome\"}"}}]}}],
          "usage": {
            "prompt_tokens": 97, "completion_tokens": 19, "total_tokens": 116,
            "prompt_tokens_details": {"cached_tokens": 64}, "completion_tokens_details": {"reasoning_tokens": 4}}
        }
        """;

    private const string OpenAiStream = """
        [
          {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}, "finish_reason": null}]},
          {"id": "c", "choices": [{"index": 0, "delta": {"reasoning_content": "r"}}]},
          {"id": "c", "choices": [{"index": 0, "delta": {"content": "Hello"}, "logprobs": null, "finish_reason": null}]},
          {"id": "c", "choices": [{"index": 0, "delta": {"tool_calls": [{"index": 0, "id": "call_1", "type": "function", "function": {"name": "weather", "arguments": ""}}]}}]},
          {"id": "c", "choices": [{"index": 0, "delta": {"tool_calls": [{"index": 0, "function": {"arguments": "{\"city\":\"Rome\"}"}}]}}]},
          {"id": "c", "choices": [{"index": 0, "delta": {}, "finish_reason": "tool_calls"}]},
          {"id": "c", "choices": [], "usage": {"prompt_tokens": 97, "completion_tokens": 3, "total_tokens": 100, "prompt_tokens_details": {"cached_tokens": 64}}}
        ]
        """;

    private const string Anthropic = """
        {
          "id": "msg_1", "type": "message", "role": "assistant", "model": "m", "stop_reason": "tool_use", "stop_sequence": null, "container": null,
          "content": [
            {"type": "thinking", "thinking": "t", "signature": "s"},
            {"type": "redacted_thinking", "data": "d"},
            {"type": "text", "text": "Hello", "citations": null},
            {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {"city": "Rome"}}],
          "usage": {
            "input_tokens": 33, "cache_read_input_tokens": 64, "cache_creation_input_tokens": 0, "output_tokens": 19, "service_tier": "standard",
            "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0}}
        }
        """;

    private const string AnthropicStream = """
        [
          {"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": [], "stop_reason": null, "usage": {"input_tokens": 97, "output_tokens": 1}}},
          {"type": "content_block_start", "index": 0, "content_block": {"type": "thinking", "thinking": "", "signature": ""}},
          {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "t"}},
          {"type": "content_block_delta", "index": 0, "delta": {"type": "signature_delta", "signature": "s"}},
          {"type": "content_block_stop", "index": 0},
          {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}},
          {"type": "ping"},
          {"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": "Hello"}},
          {"type": "content_block_stop", "index": 1},
          {"type": "content_block_start", "index": 2, "content_block": {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {}}},
          {"type": "content_block_delta", "index": 2, "delta": {"type": "input_json_delta", "partial_json": "{\"city\":\"Rome\"}"}},
          {"type": "content_block_stop", "index": 2},
          {"type": "message_delta", "delta": {"stop_reason": "tool_use", "stop_sequence": null}, "usage": {"output_tokens": 9}},
          {"type": "message_stop"}
        ]
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Dialect.OpenAi, OpenAi, "/v1/chat/completions")]
    [InlineData(Dialect.OpenAi, OpenAi, "/v1/messages")]
    [InlineData(Dialect.OpenAi, OpenAiStream, "/v1/chat/completions")]
    [InlineData(Dialect.OpenAi, OpenAiStream, "/v1/messages")]
    [InlineData(Dialect.Anthropic, Anthropic, "/v1/messages")]
    [InlineData(Dialect.Anthropic, Anthropic, "/v1/chat/completions")]
    [InlineData(Dialect.Anthropic, AnthropicStream, "/v1/messages")]
    [InlineData(Dialect.Anthropic, AnthropicStream, "/v1/chat/completions")]
    public async Task Whatever_a_provider_says_in_one_place_comes_to_an_end_and_is_never_a_defect(Dialect provider, string full, string path)
    {
        var answer = "";
        await using var flow = await ScriptedProvider.StartAsync(provider, async http =>
        {
            http.Response.ContentType = answer.StartsWith('{') ? "application/json" : "text/event-stream";
            await http.Response.WriteAsync(answer, http.RequestAborted);
        });
        var ask = $$"""{"model":"scripted","max_tokens":99,"stream":{{(full[0] == '[' ? "true" : "false")}},"messages":[{"role":"user","content":"Hi"}]}""";
        var (wrong, complete) = (new List<string>(), 0);

        foreach (var (what, root) in JsonVariants.Of(full))
        {
            answer = root is JsonArray events ? Sse(events, provider) : root.ToJsonString();
            var (status, text) = await AskAsync(flow, path, ask);
            complete += status == HttpStatusCode.OK && !IsError(text) ? 1 : 0;
            if (!IsProper(status, text, isStream: full[0] == '['))
            {
                wrong.Add($"{what}: {(int)status} {text}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(complete > 100, $"Only {complete} were complete.");
    }

    private static bool IsProper(HttpStatusCode status, string text, bool isStream) => status switch
    {
        _ when text.Contains("Penstock failed", StringComparison.Ordinal) => false,
        HttpStatusCode.OK when isStream => text.Contains("[DONE]", StringComparison.Ordinal) || text.Contains("message_stop", StringComparison.Ordinal) || IsError(text),
        HttpStatusCode.OK => JsonNode.Parse(text) is JsonObject,
        HttpStatusCode.BadGateway => !string.IsNullOrEmpty((string?)JsonNode.Parse(text)!["error"]!["message"]),
        _ => false,
    };

    private static bool IsError(string text) => text.Contains("\"error\"", StringComparison.Ordinal);

    /// <summary>Reads to the end, or to the event that ends a cut stream: whoever knows it goes.</summary>
    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(ScriptedProvider flow, string path, string ask)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(ask, Encoding.UTF8, "application/json") };
        using var response = await flow.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(Token) is { } line)
        {
            text.Append(line).Append('\n');
            if (line.StartsWith("data: ", StringComparison.Ordinal) && IsError(line))
            {
                break;
            }
        }

        return (response.StatusCode, text.ToString());
    }

    private static string Sse(JsonArray events, Dialect dialect) => string.Concat(events.Select(one => dialect is Dialect.Anthropic
        ? $"event: {(one as JsonObject)?["type"]?.ToString() ?? "message"}\ndata: {one?.ToJsonString() ?? "null"}\n\n"
        : $"data: {one?.ToJsonString() ?? "null"}\n\n")) + (dialect is Dialect.OpenAi ? "data: [DONE]\n\n" : "");
}
