using System.Text.Json.Nodes;
using Penstock.Contracts.Faults;

namespace Penstock.Gateway.Tests.Call.Translate;

public sealed class AnthropicOverOpenAiRequestTests
{
    [Fact]
    public void A_plain_question_gets_the_providers_model_and_the_field_for_its_limit()
    {
        Bridged.Same(
            """{"model":"sim-small","max_completion_tokens":50,"messages":[{"role":"user","content":"Hi"}]}""",
            Translate("""{"model":"x","max_tokens":50,"messages":[{"role":"user","content":"Hi"}]}"""));
    }

    [Fact]
    public void A_stream_asks_for_usage_where_the_provider_gives_it()
    {
        const string Body = """{"max_tokens":5,"stream":true,"messages":[{"role":"user","content":"Hi"}]}""";

        Bridged.Same("""{"include_usage":true}""", Translate(Body)["stream_options"]);
        Assert.Null(Bridged.AnthropicOverOpenAi.Request(Body, Bridged.Context with { StreamUsage = false })["stream_options"]);
    }

    [Fact]
    public void System_blocks_become_one_system_message_in_front()
    {
        Bridged.Same(
            """[{"role":"system","content":"One.\n\nTwo."},{"role":"user","content":"a"},{"role":"system","content":"Three."},{"role":"user","content":"b"}]""",
            Translate(
                """
                {"max_tokens":5,"system":[{"type":"text","text":"One.","cache_control":{"type":"ephemeral"}},{"type":"text","text":"Two."}],
                "messages":[{"role":"user","content":"a"},{"role":"system","content":"Three."},{"role":"user","content":[{"type":"text","text":"b"}]}]}
                """)["messages"]);
    }

    [Fact]
    public void Results_follow_the_calls_one_message_each_before_what_the_user_says()
    {
        Bridged.Same(
            """
            [{"role":"user","content":"Weather?"},
             {"role":"assistant","content":"Let me see.","tool_calls":[{"id":"a","type":"function","function":{"name":"get","arguments":"{\"city\":\"Bern\"}"}},
               {"id":"b","type":"function","function":{"name":"now","arguments":"{}"}}]},
             {"role":"tool","tool_call_id":"a","content":"12\n13"},
             {"role":"tool","tool_call_id":"b","content":"Error: no clock"},
             {"role":"user","content":[{"type":"text","text":"Part of the result of tool call a:"},
               {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},{"type":"text","text":"And?"}]}]
            """,
            Translate(
                """
                {"max_tokens":5,"messages":[{"role":"user","content":"Weather?"},
                {"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"s"},{"type":"text","text":"Let me see."},
                  {"type":"tool_use","id":"a","name":"get","input":{"city":"Bern"}},{"type":"tool_use","id":"b","name":"now","input":{}}]},
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"12"},
                    {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}},{"type":"text","text":"13"}]},
                  {"type":"tool_result","tool_use_id":"b","is_error":true,"content":"no clock"},{"type":"text","text":"And?"}]}]}
                """)["messages"]);
    }

    [Fact]
    public void Images_and_documents_become_parts()
    {
        Bridged.Same(
            """
            [{"type":"image_url","image_url":{"url":"https://example.org/a.png"}},
             {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AAAA"}},
             {"type":"text","text":"plain"},{"type":"text","text":"inner"},{"type":"text","text":"T\nS\nfound"}]
            """,
            TranslateBlocks(
                """
                {"type":"image","source":{"type":"url","url":"https://example.org/a.png"}},
                {"type":"document","title":"a.pdf","source":{"type":"base64","media_type":"application/pdf","data":"AAAA"},"cache_control":{"type":"ephemeral"}},
                {"type":"document","source":{"type":"text","media_type":"text/plain","data":"plain"},"citations":{"enabled":false}},
                {"type":"document","source":{"type":"content","content":[{"type":"text","text":"inner"}]}},
                {"type":"search_result","title":"T","source":"S","content":[{"type":"text","text":"found"}]}
                """));
    }

    [Fact]
    public void Tools_become_functions()
    {
        Bridged.Same(
            """[{"type":"function","function":{"name":"get","description":"d","parameters":{"type":"object"},"strict":true}}]""",
            TranslateWith("\"tools\":[{\"type\":\"custom\",\"name\":\"get\",\"description\":\"d\",\"strict\":true,\"input_schema\":{\"type\":\"object\"},\"cache_control\":{\"type\":\"ephemeral\"}}]")["tools"]);
    }

    [Theory]
    [InlineData("""{"type":"auto"}""", "\"auto\"", null)]
    [InlineData("""{"type":"any","disable_parallel_tool_use":true}""", "\"required\"", "false")]
    [InlineData("""{"type":"none"}""", "\"none\"", null)]
    [InlineData("""{"type":"tool","name":"get"}""", """{"type":"function","function":{"name":"get"}}""", null)]
    public void A_tool_choice_is_said_in_the_providers_words(string choice, string expected, string? parallel)
    {
        var request = TranslateWith("\"tool_choice\":" + choice + ",\"tools\":[{\"name\":\"get\",\"input_schema\":{\"type\":\"object\"}}]");

        Bridged.Same(expected, request["tool_choice"]);
        Assert.Equal(parallel, request["parallel_tool_calls"]?.ToJsonString());
    }

    [Fact]
    public void Sampling_stop_user_and_tier_are_carried_over()
    {
        Bridged.Same(
            """
            {"model":"sim-small","max_completion_tokens":5,"temperature":0.5,"top_p":0.9,"stop":["a","b"],"user":"u","service_tier":"default","messages":[{"role":"user","content":"a"}]}
            """,
            TranslateWith("\"temperature\":0.5,\"top_p\":0.9,\"top_k\":5,\"stop_sequences\":[\"a\",\"b\"],\"metadata\":{\"user_id\":\"u\"},\"service_tier\":\"standard_only\""));
    }

    [Theory]
    [InlineData("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024},\"max_tokens\":5000", "low")]
    [InlineData("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":5000},\"max_tokens\":10000", "medium")]
    [InlineData("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":8000},\"max_tokens\":10000", "high")]
    [InlineData("\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"xhigh\"},\"max_tokens\":10", "xhigh")]
    [InlineData("\"thinking\":{\"type\":\"adaptive\"},\"max_tokens\":10", null)]
    [InlineData("\"thinking\":{\"type\":\"disabled\"},\"output_config\":{\"effort\":\"low\"},\"max_tokens\":10", null)]
    public void Thinking_becomes_an_effort(string fields, string? effort)
    {
        var request = Translate($$"""{"messages":[{"role":"user","content":"a"}],{{fields}}}""");

        Assert.Equal(effort, (string?)request["reasoning_effort"]);
    }

    [Fact]
    public void A_schema_for_the_answer_becomes_a_strict_response_format()
    {
        Bridged.Same(
            """{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":{"type":"object"}}}""",
            TranslateWith("\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}")["response_format"]);
    }

    [Theory]
    [InlineData("\"container\":\"c\"", "container")]
    [InlineData("\"mcp_servers\":[{}]", "mcp_servers")]
    [InlineData("\"inference_geo\":\"eu\"", "inference_geo")]
    [InlineData("\"stop_sequences\":[\"1\",\"2\",\"3\",\"4\",\"5\"]", "stop_sequences")]
    [InlineData("\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]", "tools[0]")]
    public void What_the_provider_cannot_do_is_refused_by_name(string fields, string param)
    {
        var fault = Bridged.AnthropicOverOpenAi.Refusal($$"""{"max_tokens":5,"messages":[{"role":"user","content":"a"}],{{fields}}}""");

        Assert.Equal((FaultCode.FeatureUnsupported, param), (fault.Code, fault.Param));
    }

    [Theory]
    [InlineData("""{"role":"user","content":[{"type":"image","source":{"type":"file","file_id":"f"}}]}""", "messages[0].content[0]")]
    [InlineData("""{"role":"user","content":[{"type":"document","source":{"type":"url","url":"https://example.org/a.pdf"}}]}""", "messages[0].content[0]")]
    [InlineData("""{"role":"user","content":[{"type":"document","citations":{"enabled":true},"source":{"type":"text","data":"a"}}]}""", "messages[0].content[0].citations")]
    [InlineData("""{"role":"assistant","content":[{"type":"server_tool_use","id":"a"}]},{"role":"user","content":"b"}""", "messages[0].content[0]")]
    [InlineData("""{"role":"user","content":"a"},{"role":"assistant","content":"The answer is ("}""", "messages")]
    public void A_message_that_cannot_be_said_is_refused_by_its_place(string messages, string param)
    {
        var fault = Bridged.AnthropicOverOpenAi.Refusal($$"""{"max_tokens":5,"messages":[{{messages}}]}""");

        Assert.Equal((FaultCode.FeatureUnsupported, param), (fault.Code, fault.Param));
    }

    [Fact]
    public void A_limit_of_zero_is_refused_and_a_wrong_one_is_invalid()
    {
        Assert.Equal(FaultCode.FeatureUnsupported, Bridged.AnthropicOverOpenAi.Refusal("""{"max_tokens":0,"messages":[]}""").Code);
        Assert.Equal(FaultCode.RequestInvalid, Bridged.AnthropicOverOpenAi.Refusal("""{"max_tokens":"many","messages":[]}""").Code);
    }

    private static JsonNode Translate(string body) => Bridged.AnthropicOverOpenAi.Request(body);

    private static JsonNode TranslateWith(string fields) =>
        Translate($$"""{"max_tokens":5,"messages":[{"role":"user","content":"a"}],{{fields}}}""");

    private static JsonNode? TranslateBlocks(string blocks) =>
        Translate($$"""{"max_tokens":5,"messages":[{"role":"user","content":[{{blocks}}]}]}""")["messages"]![0]!["content"];
}
