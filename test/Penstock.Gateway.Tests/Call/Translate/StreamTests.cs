using System.Buffers;
using System.Text;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Streaming;
using Penstock.Testing;

namespace Penstock.Gateway.Tests.Call.Translate;

public sealed class StreamTests
{
    private static readonly string[] Spoken =
    [
        """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[],"usage":{"input_tokens":10,"cache_read_input_tokens":4,"output_tokens":1}}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
        """{"type":"ping"}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hel"}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"lo \"\u00e4\""}}""",
        """{"type":"content_block_stop","index":0}""",
        """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":7}}""",
        """{"type":"message_stop"}""",
    ];

    [Fact]
    public void A_message_streams_as_role_content_finish_usage_and_done()
    {
        var stream = Streamed.Run(Bridged.OpenAiOverAnthropic, Spoken);

        Assert.Equal(
            """
            data: {"id":"msg_1","object":"chat.completion.chunk","created":1700000000,"model":"claude","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

            data: {"id":"msg_1","object":"chat.completion.chunk","created":1700000000,"model":"claude","choices":[{"index":0,"delta":{"content":"Hel"},"finish_reason":null}]}

            data: {"id":"msg_1","object":"chat.completion.chunk","created":1700000000,"model":"claude","choices":[{"index":0,"delta":{"content":"lo \"\u00e4\""},"finish_reason":null}]}

            data: {"id":"msg_1","object":"chat.completion.chunk","created":1700000000,"model":"claude","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"id":"msg_1","object":"chat.completion.chunk","created":1700000000,"model":"claude","choices":[],"usage":{"prompt_tokens":14,"completion_tokens":7,"total_tokens":21,"prompt_tokens_details":{"cached_tokens":4,"cache_write_tokens":0}}}

            data: [DONE]


            """,
            stream);
    }

    [Fact]
    public void Usage_stays_out_of_the_stream_of_a_caller_who_did_not_ask()
    {
        var stream = Streamed.Run(Bridged.OpenAiOverAnthropic, Spoken, Bridged.Context with { CallerWantsUsage = false });

        Assert.DoesNotContain("usage", stream, StringComparison.Ordinal);
    }

    [Fact]
    public void Thinking_and_parallel_calls_stream_as_reasoning_and_tool_calls()
    {
        var answer = Assembled.OpenAi(Streamed.Chunks(Streamed.Run(Bridged.OpenAiOverAnthropic,
        [
            """{"type":"message_start","message":{"id":"m","model":"c"}}""",
            """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"H\n"}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"m."}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"sig"}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"d"}}""",
            """{"type":"content_block_stop","index":1}""",
            """{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t1","name":"get","input":{}}}""",
            """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":""}}""",
            """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"a\":"}}""",
            """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"1}"}}""",
            """{"type":"content_block_stop","index":2}""",
            """{"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"t2","name":"now","input":{}}}""",
            """{"type":"content_block_stop","index":3}""",
            """{"type":"content_block_start","index":4,"content_block":{"type":"tool_use","id":"t3","name":"all","input":{"b": 2}}}""",
            """{"type":"content_block_stop","index":4}""",
            """{"type":"content_block_start","index":5,"content_block":{"type":"future_block","text":"x"}}""",
            """{"type":"content_block_delta","index":5,"delta":{"type":"future_delta","text":"x"}}""",
            """{"type":"content_block_stop","index":5}""",
            """{"type":"future_event","index":5}""",
            """{"type":"message_delta","delta":{"stop_reason":"tool_use"}}""",
        ])));

        Bridged.Same(
            """
            {"content":"","reasoning_content":"H\nm.","thinking_blocks":[{"type":"thinking","thinking":"H\nm.","signature":"sig"},{"type":"redacted_thinking","data":"d"}],
             "tool_calls":[{"id":"t1","type":"function","function":{"name":"get","arguments":"{\"a\":1}"}},{"id":"t2","type":"function","function":{"name":"now","arguments":"{}"}},
               {"id":"t3","type":"function","function":{"name":"all","arguments":"{\"b\": 2}"}}]}
            """,
            answer["message"]);
        Assert.Equal("tool_calls", (string?)answer["finish_reason"]);
    }

    [Fact]
    public void The_answer_of_json_mode_streams_as_content()
    {
        var answer = Assembled.OpenAi(Streamed.Chunks(Streamed.Run(Bridged.OpenAiOverAnthropic,
        [
            """{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"penstock_json_answer","input":{}}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"a\":1}"}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"message_delta","delta":{"stop_reason":"tool_use"}}""",
        ])));

        Assert.Equal(("""{"a":1}""", "stop"), ((string?)answer["message"]!["content"], (string?)answer["finish_reason"]));
    }

    [Fact]
    public void A_refusal_and_a_met_stop_sequence_are_named_at_the_end()
    {
        var refused = Assembled.OpenAi(Streamed.Chunks(Streamed.Run(Bridged.OpenAiOverAnthropic,
            ["""{"type":"message_delta","delta":{"stop_reason":"refusal","stop_details":{"type":"refusal","explanation":"No."}}}"""])));
        var stopped = Streamed.Chunks(Streamed.Run(Bridged.OpenAiOverAnthropic,
            ["""{"type":"message_delta","delta":{"stop_reason":"stop_sequence","stop_sequence":"END"}}"""]))[0]["choices"]![0]!;

        Assert.Equal(("No.", "content_filter"), ((string?)refused["message"]!["refusal"], (string?)refused["finish_reason"]));
        Assert.Equal(("END", "stop"), ((string?)stopped["stop_reason"], (string?)stopped["finish_reason"]));
    }

    [Fact]
    public void A_chat_completion_streams_as_the_events_of_a_message_in_their_order()
    {
        var stream = Streamed.Run(Bridged.AnthropicOverOpenAi,
        [
            """{"id":"","model":"","choices":[],"prompt_filter_results":[]}""",
            """{"id":"c1","model":"gpt","choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"finish_reason":null}]}""",
            """{"id":"c1","model":"gpt","choices":[{"index":0,"delta":{"reasoning_content":"Hm."}}]}""",
            """{"id":"c1","model":"gpt","choices":[{"index":0,"delta":{"content":"Hel"}}]}""",
            """{"id":"c1","model":"gpt","choices":[{"index":0,"delta":{"content":"lo"}}]}""",
            """{"id":"c1","model":"gpt","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"t1","type":"function","function":{"name":"get","arguments":""}}]}}]}""",
            """{"id":"c1","model":"gpt","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]}}]}""",
            """{"id":"c1","model":"gpt","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""",
            """{"id":"c1","model":"gpt","choices":[],"usage":{"prompt_tokens":14,"completion_tokens":7,"prompt_tokens_details":{"cached_tokens":4}}}""",
        ]);

        Assert.Equal(
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"c1","type":"message","role":"assistant","model":"gpt","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":0,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":0}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm."}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: content_block_start
            data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Hel"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"lo"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":1}

            event: content_block_start
            data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t1","name":"get","input":{}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{}"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":2}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"input_tokens":10,"cache_creation_input_tokens":0,"cache_read_input_tokens":4,"output_tokens":7}}

            event: message_stop
            data: {"type":"message_stop"}


            """,
            stream);
    }

    [Theory]
    [InlineData("""[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}]""", """[{"index":1,"id":"b","function":{"name":"g","arguments":"{}"}}]""")]
    [InlineData("""[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}]""", """[{"index":0,"id":"b","function":{"name":"g","arguments":"{}"}}]""")]
    [InlineData("""[{"id":"a","function":{"name":"f","arguments":"{}"}}]""", """[{"id":"b","function":{"name":"g","arguments":{}}}]""")]
    [InlineData("""[{"function":{"name":"f","arguments":"{}"}}]""", """[{"function":{"name":"g","arguments":"{}"}}]""")]
    [InlineData("""[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}},{"index":1,"id":"b","function":{"name":"g"}}]""", """[{"index":1,"id":"b","function":{"arguments":"{}"}}]""")]
    public void Calls_are_told_apart_however_the_server_numbers_them(string first, string second)
    {
        var message = Assembled.Anthropic(Streamed.Messages(Streamed.Run(Bridged.AnthropicOverOpenAi,
            [$$$"""{"choices":[{"delta":{"tool_calls":{{{first}}}}}]}""", $$$"""{"choices":[{"delta":{"tool_calls":{{{second}}}},"finish_reason":"stop"}]}"""])));

        Assert.Equal(["f{}", "g{}"], message["content"]!.AsArray().Select(call => $"{call!["name"]}{call["input"]!.ToJsonString()}"));
        Assert.Equal("tool_use", (string?)message["stop_reason"]);
    }

    [Fact]
    public void Going_back_to_an_earlier_call_is_malformed_rather_than_misplaced()
    {
        var stream = Bridged.AnthropicOverOpenAi.OpenStream(Bridged.Context);

        Assert.Null(Streamed.Feed(stream, """{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{"}},{"index":1,"id":"b","function":{"name":"g"}}]}}]}"""));
        var fault = Streamed.Feed(stream, """{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"}"}}]}}]}""");

        Assert.Equal(FaultCode.AnswerMalformed, fault?.Code);
    }

    [Fact]
    public void Content_in_parts_is_text()
    {
        var message = Assembled.Anthropic(Streamed.Messages(Streamed.Run(
            Bridged.AnthropicOverOpenAi, ["""{"choices":[{"delta":{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},"finish_reason":"stop"}]}"""])));

        Assert.Equal("ab", (string?)message["content"]![0]!["text"]);
    }

    [Theory]
    [InlineData(
        "anthropic",
        """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}""")]
    [InlineData(
        "openai",
        """{"id":"c","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"a"}}]}""",
        """{"id":"c","model":"m","choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}]}""")]
    public void A_piece_of_text_allocates_nothing(string provider, string first, string next)
    {
        var stream = (provider == "openai" ? Bridged.AnthropicOverOpenAi : Bridged.OpenAiOverAnthropic).OpenStream(Bridged.Context);
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        var data = Encoding.UTF8.GetBytes(next);
        Streamed.Feed(stream, first, output);

        var allocated = AllocatedBytes.LeastOf(() =>
        {
            output.ResetWrittenCount();
            for (var piece = 0; piece < 100; piece++)
            {
                stream.Translate(new SseEvent(default, data), output);
            }
        });

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void An_answer_of_nothing_is_still_a_message()
    {
        var message = Assembled.Anthropic(Streamed.Messages(Streamed.Run(Bridged.AnthropicOverOpenAi, ["""{"choices":[{"delta":{},"finish_reason":"stop"}]}"""])));

        Assert.Equal(("end_turn", 0), ((string?)message["stop_reason"], message["content"]!.AsArray().Count));
    }

    [Fact]
    public void Half_a_surrogate_pair_in_an_event_goes_on_as_it_came()
    {
        var chunks = Streamed.Run(Bridged.OpenAiOverAnthropic,
        [
            """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\ud83d"}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\ude00"}}""",
        ]);

        Assert.Contains("""{"content":"\ud83d"}""", chunks, StringComparison.Ordinal);
        Assert.Contains("""{"content":"\ude00"}""", chunks, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"type":"content_block_delta","delta":{"text":"a}""")]
    public void An_event_that_is_not_what_the_dialect_says_is_malformed(string data)
    {
        Assert.Equal(FaultCode.AnswerMalformed, Streamed.Feed(Bridged.OpenAiOverAnthropic.OpenStream(Bridged.Context), data)?.Code);
        Assert.Equal(FaultCode.AnswerMalformed, Streamed.Feed(Bridged.AnthropicOverOpenAi.OpenStream(Bridged.Context), data)?.Code);
    }
}
