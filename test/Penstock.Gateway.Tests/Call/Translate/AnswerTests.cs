using Penstock.Contracts.Faults;

namespace Penstock.Gateway.Tests.Call.Translate;

public sealed class AnswerTests
{
    [Fact]
    public void A_message_becomes_a_chat_completion()
    {
        Bridged.Same(
            """
            {"id":"msg_1","object":"chat.completion","created":1700000000,"model":"claude","choices":[{"index":0,
              "message":{"role":"assistant","content":"Hello there.","refusal":null},"logprobs":null,"finish_reason":"stop"}],
             "usage":{"prompt_tokens":16,"completion_tokens":5,"total_tokens":21,"prompt_tokens_details":{"cached_tokens":4,"cache_write_tokens":2}}}
            """,
            Bridged.OpenAiOverAnthropic.Answer(
                """
                {"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[{"type":"text","text":"Hello "},{"type":"text","text":"there."},{"type":"new_kind","x":1}],
                "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":10,"cache_read_input_tokens":4,"cache_creation_input_tokens":2,"output_tokens":5}}
                """));
    }

    [Fact]
    public void Thinking_and_calls_become_reasoning_and_tool_calls()
    {
        var message = Bridged.OpenAiOverAnthropic.Answer(
            """
            {"id":"m","model":"c","content":[{"type":"thinking","thinking":"Hm.","signature":"s"},{"type":"redacted_thinking","data":"d"},
            {"type":"tool_use","id":"t1","name":"get","input":{"a":[1]}},{"type":"tool_use","id":"t2","name":"now","input":{}}],"stop_reason":"tool_use"}
            """)["choices"]![0]!;

        Bridged.Same(
            """
            {"role":"assistant","content":null,"refusal":null,"reasoning_content":"Hm.",
             "thinking_blocks":[{"type":"thinking","thinking":"Hm.","signature":"s"},{"type":"redacted_thinking","data":"d"}],
             "tool_calls":[{"id":"t1","type":"function","function":{"name":"get","arguments":"{\"a\":[1]}"}},{"id":"t2","type":"function","function":{"name":"now","arguments":"{}"}}]}
            """,
            message["message"]);
        Assert.Equal("tool_calls", (string?)message["finish_reason"]);
    }

    [Theory]
    [InlineData("end_turn", "stop")]
    [InlineData("stop_sequence", "stop")]
    [InlineData("max_tokens", "length")]
    [InlineData("model_context_window_exceeded", "length")]
    [InlineData("pause_turn", "length")]
    [InlineData("refusal", "content_filter")]
    [InlineData("something_new", "stop")]
    public void A_stop_reason_becomes_a_finish_reason(string stop, string finish)
    {
        var choice = Bridged.OpenAiOverAnthropic.Answer($$"""{"content":[],"stop_reason":"{{stop}}","stop_sequence":"END"}""")["choices"]![0]!;

        Assert.Equal((finish, "END", ""), ((string?)choice["finish_reason"], (string?)choice["stop_reason"], (string?)choice["message"]!["content"]));
    }

    [Fact]
    public void The_answer_of_json_mode_is_content()
    {
        var choice = Bridged.OpenAiOverAnthropic.Answer(
            """{"content":[{"type":"tool_use","id":"t","name":"penstock_json_answer","input":{"a":1}}],"stop_reason":"tool_use"}""")["choices"]![0]!;

        Assert.Equal(("""{"a":1}""", "stop"), ((string?)choice["message"]!["content"], (string?)choice["finish_reason"]));
        Assert.Null(choice["message"]!["tool_calls"]);
    }

    [Fact]
    public void A_chat_completion_becomes_a_message()
    {
        Bridged.Same(
            """
            {"id":"chatcmpl-1","type":"message","role":"assistant","model":"gpt","content":[{"type":"thinking","thinking":"Hm.","signature":""},{"type":"text","text":"Hello"},
              {"type":"tool_use","id":"t1","name":"get","input":{"a":1}},{"type":"tool_use","id":"t2","name":"now","input":{}}],
             "stop_reason":"tool_use","stop_sequence":null,
             "usage":{"input_tokens":10,"cache_creation_input_tokens":2,"cache_read_input_tokens":4,"output_tokens":5,"output_tokens_details":{"thinking_tokens":3}}}
            """,
            Bridged.AnthropicOverOpenAi.Answer(
                """
                {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt","choices":[{"index":0,"message":{"role":"assistant","content":"Hello","reasoning_content":"Hm.",
                "tool_calls":[{"id":"t1","type":"function","function":{"name":"get","arguments":"{\"a\":1}"}},{"id":"t2","type":"function","function":{"name":"now","arguments":""}}]},
                "finish_reason":"stop"}],"usage":{"prompt_tokens":16,"completion_tokens":5,"total_tokens":21,
                "prompt_tokens_details":{"cached_tokens":4,"cache_write_tokens":2},"completion_tokens_details":{"reasoning_tokens":3}}}
                """));
    }

    [Theory]
    [InlineData("\"finish_reason\":\"stop\"", "end_turn", null)]
    [InlineData("\"finish_reason\":\"stop\",\"stop_reason\":\"END\"", "stop_sequence", "END")]
    [InlineData("\"finish_reason\":\"stop\",\"stop_reason\":151645", "end_turn", null)]
    [InlineData("\"finish_reason\":\"length\"", "max_tokens", null)]
    [InlineData("\"finish_reason\":\"content_filter\"", "refusal", null)]
    [InlineData("\"finish_reason\":\"tool_calls\"", "end_turn", null)]
    public void A_finish_reason_becomes_a_stop_reason(string fields, string reason, string? sequence)
    {
        var message = Bridged.AnthropicOverOpenAi.Answer($$"""{"choices":[{"message":{"content":"a"},{{fields}}}]}""");

        Assert.Equal((reason, sequence), ((string?)message["stop_reason"], (string?)message["stop_sequence"]));
    }

    [Fact]
    public void A_refusal_is_text_and_the_reason_to_stop()
    {
        var message = Bridged.AnthropicOverOpenAi.Answer("""{"choices":[{"message":{"content":null,"refusal":"I cannot."},"finish_reason":"stop"}]}""");

        Bridged.Same("""[{"type":"text","text":"I cannot."}]""", message["content"]);
        Assert.Equal("refusal", (string?)message["stop_reason"]);
    }

    [Fact]
    public void Arguments_that_a_limit_cut_are_empty_and_other_broken_ones_a_fault()
    {
        const string Broken = """{"choices":[{"message":{"tool_calls":[{"id":"t","function":{"name":"f","arguments":"{\"a\":"}}]},"finish_reason":"FINISH"}]}""";

        Bridged.Same("{}", Bridged.AnthropicOverOpenAi.Answer(Broken.Replace("FINISH", "length"))["content"]![0]!["input"]);
        Assert.Equal(FaultCode.AnswerMalformed, Bridged.AnthropicOverOpenAi.AnswerFault(Broken.Replace("FINISH", "tool_calls"))?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"content":"a","choices":{}}""")]
    [InlineData("""{"content":[],"choices":[{"message":{"content":"no finish reason"}}]}""")]
    public void An_answer_that_is_not_what_the_dialect_says_is_malformed(string body)
    {
        Assert.Equal(FaultCode.AnswerMalformed, Bridged.OpenAiOverAnthropic.AnswerFault(body)?.Code);
        Assert.Equal(FaultCode.AnswerMalformed, Bridged.AnthropicOverOpenAi.AnswerFault(body)?.Code);
    }
}
