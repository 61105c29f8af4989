namespace Penstock.Bench.Allocation;

/// <summary>What the canned providers say, in each dialect.</summary>
internal static class CannedAnswers
{
    private const string Text = "Measure the seal next: it takes ten minutes, and a worn one explains both findings.";

    public static string OpenAiWhole { get; } =
        $$$$"""{"id":"chatcmpl-1","object":"chat.completion","created":1760000000,"model":"canned","choices":[{"index":0,"message":{"role":"assistant","content":"{{{{Text}}}}","refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":97,"completion_tokens":19,"total_tokens":116,"prompt_tokens_details":{"cached_tokens":64}}}""";

    public static string AnthropicWhole { get; } =
        $$$"""{"id":"msg_1","type":"message","role":"assistant","model":"canned","content":[{"type":"text","text":"{{{Text}}}"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":33,"cache_read_input_tokens":64,"cache_creation_input_tokens":0,"output_tokens":19}}""";

    public static IEnumerable<string> OpenAiEvents(int chunks)
    {
        yield return Chunk("""{"role":"assistant","content":""}""", "null");
        for (var index = 0; index < chunks; index++)
        {
            yield return Chunk("""{"content":" measure"}""", "null");
        }

        yield return Chunk("{}", "\"stop\"");
        yield return $$$"""data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1760000000,"model":"canned","choices":[],"usage":{"prompt_tokens":97,"completion_tokens":{{{chunks}}},"total_tokens":{{{97 + chunks}}}}}""" + "\n\n";
        yield return "data: [DONE]\n\n";
    }

    public static IEnumerable<string> AnthropicEvents(int chunks)
    {
        yield return Event("message_start", """ "message":{"id":"msg_1","type":"message","role":"assistant","model":"canned","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":97,"output_tokens":1}} """);
        yield return Event("content_block_start", """ "index":0,"content_block":{"type":"text","text":""} """);
        for (var index = 0; index < chunks; index++)
        {
            yield return Event("content_block_delta", """ "index":0,"delta":{"type":"text_delta","text":" measure"} """);
        }

        yield return Event("content_block_stop", "\"index\":0");
        yield return Event("message_delta", $$""" "delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":{{chunks}}} """);
        yield return "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    }

    private static string Chunk(string delta, string finish) =>
        $$"""data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1760000000,"model":"canned","choices":[{"index":0,"delta":{{delta}},"logprobs":null,"finish_reason":{{finish}}}]}""" + "\n\n";

    private static string Event(string name, string members) => $$"""event: {{name}}{{'\n'}}data: {"type":"{{name}}",{{members}}}""" + "\n\n";
}
