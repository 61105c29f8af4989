using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Tests.Flow;

/// <summary>Requests that are JSON and almost right: any one value of a full request gone, or of another type or size.</summary>
public sealed class BodyTreeTests
{
    private const string Chat = """
        {
          "model": "sim-small", "max_completion_tokens": 40, "max_tokens": 40, "temperature": 0.5, "top_p": 0.9, "n": 1, "seed": 7, "stop": ["END", "STOP"],
          "user": "u-1", "metadata": {"user_id": "u-2", "team": "a"}, "parallel_tool_calls": true, "reasoning_effort": "low", "service_tier": "auto",
          "presence_penalty": 0.1, "frequency_penalty": 0.1, "logprobs": false, "store": false,
          "stream": false, "stream_options": {"include_usage": true},
          "response_format": {"type": "json_schema", "json_schema": {"name": "s", "strict": true, "schema": {"type": "object", "properties": {"a": {"type": "string"}}}}},
          "tools": [{"type": "function", "function": {"name": "weather", "description": "d", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}}],
          "tool_choice": {"type": "function", "function": {"name": "weather"}},
          "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "developer", "content": [{"type": "text", "text": "Be kind."}]},
            {"role": "user", "name": "ann", "content": [
              {"type": "text", "text": "Hello"},
              {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo=", "detail": "low"}},
              {"type": "image_url", "image_url": {"url": "https://example.org/a.png"}}]},
            {"role": "assistant", "content": null, "tool_calls": [{"id": "call_1", "type": "function", "function": {"name": "weather", "arguments": "{\"city\":\"Rome\"}"}}]},
            {"role": "tool", "tool_call_id": "call_1", "content": "sunny"},
            {"role": "assistant", "content": "It is sunny.", "refusal": null, "reasoning_content": "r"},
            {"role": "user", "content": "Thanks"}
          ],
          "unknown": {"a": [1, {"b": null}]}
        }
        """;

    private const string Message = """
        {
          "model": "claude:sim-small", "max_tokens": 2000, "temperature": 0.5, "top_p": 0.9, "top_k": 5, "stop_sequences": ["END"], "stream": false,
          "metadata": {"user_id": "u-1"}, "service_tier": "auto",
          "system": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}],
          "thinking": {"type": "enabled", "budget_tokens": 1024},
          "tools": [{"name": "weather", "description": "d", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}],
          "tool_choice": {"type": "auto", "disable_parallel_tool_use": true},
          "messages": [
            {"role": "user", "content": [
              {"type": "text", "text": "Hello", "cache_control": {"type": "ephemeral", "ttl": "5m"}},
              {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "iVBORw0KGgo="}},
              {"type": "image", "source": {"type": "url", "url": "https://example.org/a.png"}}]},
            {"role": "assistant", "content": [
              {"type": "thinking", "thinking": "t", "signature": "s"},
              {"type": "text", "text": "Let me look."},
              {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {"city": "Rome"}}]},
            {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "is_error": false, "content": [{"type": "text", "text": "sunny"}]}]},
            {"role": "assistant", "content": "It is sunny."},
            {"role": "user", "content": "Thanks"}
          ],
          "unknown": {"a": [1, {"b": null}]}
        }
        """;

    [Theory]
    [InlineData("/v1/chat/completions", Chat, "sim-small")]
    [InlineData("/v1/chat/completions", Chat, "claude:sim-small")]
    [InlineData("/v1/chat/completions", Chat, "app")]
    [InlineData("/v1/messages", Message, "claude:sim-small")]
    [InlineData("/v1/messages", Message, "sim-small")]
    [InlineData("/v1/messages", Message, "app")]
    public async Task Whatever_stands_in_one_place_is_answered_or_refused_clearly_and_never_a_defect(string path, string full, string model)
    {
        await using var gateway = await GatewayFixture.StartAsync(WithApp, "sim-small");
        var wrong = new List<string>();
        var answered = 0;

        await Parallel.ForEachAsync(
            Variants(full, model),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken },
            async (variant, _) =>
            {
                using var response = await gateway.PostTextAsync(path, variant.Body);
                var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    Interlocked.Increment(ref answered);
                }
                else if ((int)response.StatusCode >= 500 || string.IsNullOrEmpty((string?)JsonNode.Parse(text)!["error"]!["message"]))
                {
                    lock (wrong)
                    {
                        wrong.Add($"{variant.What}: {(int)response.StatusCode} {text}");
                    }
                }
            });

        Assert.Empty(wrong);
        Assert.True(answered > 100, $"Only {answered} were answered.");
    }

    private static GatewaySettings WithApp(GatewaySettings settings) => settings with
    {
        Apps = [new AppSettings { Name = "app", Model = "sim-small", System = "Answer in verse.", Parameters = new Dictionary<string, JsonElement> { ["temperature"] = JsonSerializer.SerializeToElement(0.2) } }],
    };

    private static IEnumerable<(string What, string Body)> Variants(string full, string model)
    {
        var request = JsonNode.Parse(full)!;
        request["model"] = model;
        return JsonVariants.Of(request.ToJsonString()).Select(variant => (variant.What, variant.Root.ToJsonString()));
    }
}
