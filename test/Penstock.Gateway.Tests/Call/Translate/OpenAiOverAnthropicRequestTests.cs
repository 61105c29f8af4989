using System.Text.Json.Nodes;
using Penstock.Contracts.Faults;

namespace Penstock.Gateway.Tests.Call.Translate;

public sealed class OpenAiOverAnthropicRequestTests
{
    [Fact]
    public void A_plain_question_gets_the_providers_model_and_a_limit()
    {
        Bridged.Same(
            """{"model":"sim-small","max_tokens":4096,"messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}""",
            Translate("""{"model":"x","messages":[{"role":"user","content":"Hi"}]}"""));
    }

    [Fact]
    public void System_and_developer_messages_anywhere_become_the_system_prompt_in_order()
    {
        var request = Translate(
            """
            {"messages":[{"role":"system","content":"One."},{"role":"user","content":"Hi"},
            {"role":"developer","content":[{"type":"text","text":"Two.","cache_control":{"type":"ephemeral"}}]},{"role":"system","content":" "}]}
            """);

        Bridged.Same("""[{"type":"text","text":"One."},{"type":"text","text":"Two.","cache_control":{"type":"ephemeral"}}]""", request["system"]);
        Bridged.Same("""[{"role":"user","content":[{"type":"text","text":"Hi"}]}]""", request["messages"]);
    }

    [Fact]
    public void Neighbours_of_one_role_become_one_turn_and_empty_messages_none()
    {
        var messages = Translate(
            """
            {"messages":[{"role":"user","content":"a"},{"role":"user","content":"b"},{"role":"assistant","content":""},
            {"role":"user","content":"c"},{"role":"assistant","content":"d"},{"role":"assistant","content":null,"refusal":"e"},{"role":"user","content":"f"}]}
            """)["messages"]!.AsArray();

        Assert.Equal(["user:abc", "assistant:de", "user:f"], messages.Select(Spoken));
    }

    [Fact]
    public void Parallel_calls_and_their_results_become_blocks_of_two_turns()
    {
        Bridged.Same(
            """
            [{"role":"user","content":[{"type":"text","text":"Weather?"}]},
             {"role":"assistant","content":[{"type":"text","text":"Let me see."},
               {"type":"tool_use","id":"a","name":"get","input":{"city":"Bern"}},{"type":"tool_use","id":"functions_get_1","name":"now","input":{}}]},
             {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"12"},
               {"type":"tool_result","tool_use_id":"functions_get_1","content":[{"type":"text","text":"noon"}],"is_error":true},{"type":"text","text":"And?"}]}]
            """,
            Translate(
                """
                {"messages":[{"role":"user","content":"Weather?"},
                {"role":"assistant","content":"Let me see.","tool_calls":[{"id":"a","type":"function","function":{"name":"get","arguments":"{\"city\":\"Bern\"}"}},
                  {"id":"functions.get:1","type":"function","function":{"name":"now","arguments":""}}]},
                {"role":"tool","tool_call_id":"a","content":"12"},
                {"role":"tool","tool_call_id":"functions.get:1","is_error":true,"content":[{"type":"text","text":"noon"}]},
                {"role":"user","content":"And?"}]}
                """)["messages"]);
    }

    [Fact]
    public void Tools_keep_their_schema_and_a_missing_schema_becomes_an_empty_object()
    {
        Bridged.Same(
            """
            [{"name":"get","description":"d","input_schema":{"type":"object","properties":{"x":{"type":"string"}}},"strict":true},
             {"name":"now","input_schema":{"type":"object"},"cache_control":{"type":"ephemeral"}}]
            """,
            Translate(
                """
                {"messages":[{"role":"user","content":"a"}],"tools":[
                {"type":"function","function":{"name":"get","description":"d","strict":true,"parameters":{"properties":{"x":{"type":"string"}}}}},
                {"type":"function","function":{"name":"now","strict":false},"cache_control":{"type":"ephemeral"}}]}
                """)["tools"]);
    }

    [Theory]
    [InlineData("\"tool_choice\":\"auto\"", """{"type":"auto"}""")]
    [InlineData("\"tool_choice\":\"required\"", """{"type":"any"}""")]
    [InlineData("\"tool_choice\":\"none\",\"parallel_tool_calls\":false", """{"type":"none"}""")]
    [InlineData("\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"now\"}}", """{"type":"tool","name":"now"}""")]
    [InlineData("\"parallel_tool_calls\":false", """{"type":"auto","disable_parallel_tool_use":true}""")]
    [InlineData("\"tool_choice\":\"required\",\"parallel_tool_calls\":false", """{"type":"any","disable_parallel_tool_use":true}""")]
    public void A_tool_choice_is_said_in_the_providers_words(string fields, string expected)
    {
        Bridged.Same(expected, TranslateWith(fields + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"now\"}}]")["tool_choice"]);
    }

    [Fact]
    public void Images_come_by_address_or_as_data()
    {
        Bridged.Same(
            """
            [{"type":"image","source":{"type":"url","url":"https://example.org/a.png"}},
             {"type":"image","source":{"type":"base64","media_type":"image/jpeg","data":"AAAA"},"cache_control":{"type":"ephemeral","ttl":"1h"}}]
            """,
            TranslateParts(
                """
                {"type":"image_url","image_url":{"url":"https://example.org/a.png","detail":"high"}},
                {"type":"image_url","image_url":{"url":"data:image/jpg;base64,AAAA"},"cache_control":{"type":"ephemeral","ttl":"1h"}}
                """));
    }

    [Fact]
    public void Files_become_documents()
    {
        Bridged.Same(
            """
            [{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"AAAA"},"title":"a.pdf"},
             {"type":"document","source":{"type":"text","media_type":"text/plain","data":"hello"},"title":"b.txt"}]
            """,
            TranslateParts(
                """
                {"type":"file","file":{"filename":"a.pdf","file_data":"data:application\/pdf;base64,AAAA"}},
                {"type":"file","file":{"filename":"b.txt","file_data":"data:text/plain;charset=utf-8;base64,aGVsbG8="}}
                """));
    }

    [Fact]
    public void Openais_cache_breakpoint_becomes_a_cache_marker()
    {
        Bridged.Same(
            """[{"type":"text","text":"a","cache_control":{"type":"ephemeral"}}]""",
            TranslateParts("""{"type":"text","text":"a","prompt_cache_breakpoint":{"mode":"explicit"}}"""));
    }

    [Fact]
    public void Limits_sampling_stop_and_user_are_carried_over()
    {
        Bridged.Same(
            """
            {"model":"sim-small","max_tokens":7,"stream":true,"temperature":1,"top_p":0.5,"top_k":3,"metadata":{"user_id":"u"},"service_tier":"standard_only",
             "stop_sequences":["END"],"messages":[{"role":"user","content":[{"type":"text","text":"a"}]}]}
            """,
            TranslateWith(
                """
                "max_tokens":9,"max_completion_tokens":7,"stream":true,"stream_options":{"include_usage":true},"temperature":1.7,"top_p":0.5,"top_k":3,"user":"u",
                "service_tier":"default","stop":"END","n":1,"seed":4,"presence_penalty":0.5,"logprobs":false,"logit_bias":{},"store":true,"metadata":{"a":"b"}
                """));
    }

    [Fact]
    public void A_schema_becomes_the_output_format()
    {
        Bridged.Same(
            """{"format":{"type":"json_schema","schema":{"type":"object"}}}""",
            TranslateWith("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"strict\":true,\"schema\":{\"type\":\"object\"}}}")["output_config"]);
    }

    [Fact]
    public void Json_mode_asks_for_the_answer_as_the_input_of_one_tool()
    {
        var request = TranslateWith("\"response_format\":{\"type\":\"json_object\"}");

        Assert.Equal("penstock_json_answer", (string?)request["tools"]![0]!["name"]);
        Bridged.Same("""{"type":"tool","name":"penstock_json_answer","disable_parallel_tool_use":true}""", request["tool_choice"]);
    }

    [Fact]
    public void Json_mode_beside_tools_leaves_the_model_the_choice_between_them_and_the_answer()
    {
        var request = TranslateWith("\"response_format\":{\"type\":\"json_object\"},\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"now\"}}]");

        Assert.Equal(2, request["tools"]!.AsArray().Count);
        Bridged.Same("""{"type":"any"}""", request["tool_choice"]);
    }

    [Theory]
    [InlineData("claude-sonnet-4-5", "high", """{"type":"enabled","budget_tokens":8000}""", null)]
    [InlineData("claude-3-7-sonnet-latest", "low", """{"type":"enabled","budget_tokens":2000}""", null)]
    [InlineData("other", "medium", """{"type":"enabled","budget_tokens":5000}""", null)]
    [InlineData("claude-opus-4-7", "minimal", """{"type":"adaptive"}""", """{"effort":"low"}""")]
    [InlineData("claude-opus-4-7", "xhigh", """{"type":"adaptive"}""", """{"effort":"xhigh"}""")]
    public void Reasoning_effort_becomes_the_thinking_the_model_knows(string model, string effort, string thinking, string? config)
    {
        var request = Bridged.OpenAiOverAnthropic.Request(
            $$"""{"messages":[{"role":"user","content":"a"}],"max_tokens":10000,"temperature":0.5,"reasoning_effort":"{{effort}}"}""",
            Bridged.Context with { ProviderModel = model });

        Bridged.Same(thinking, request["thinking"]);
        Assert.Equal(config, request["output_config"]?.ToJsonString());
        Assert.Null(request["temperature"]);
    }

    [Theory]
    [InlineData("\"reasoning_effort\":\"none\"")]
    [InlineData("\"reasoning_effort\":\"high\",\"max_tokens\":1024")]
    [InlineData("\"reasoning_effort\":\"high\",\"tool_choice\":\"required\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"now\"}}]")]
    public void Thinking_stays_off_where_it_cannot_be(string fields)
    {
        Assert.Null(TranslateWith(fields)["thinking"]);
    }

    [Fact]
    public void Thinking_blocks_go_back_as_they_came_and_unsigned_ones_do_not()
    {
        Bridged.Same(
            """
            {"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"s"},{"type":"redacted_thinking","data":"d"},{"type":"text","text":"b"}]}
            """,
            Translate(
                """
                {"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b","reasoning_content":"t","thinking_blocks":[
                {"type":"thinking","thinking":"t","signature":"s"},{"type":"thinking","thinking":"u","signature":""},{"type":"redacted_thinking","data":"d"}]},
                {"role":"user","content":"c"}],"thinking":{"type":"enabled","budget_tokens":2048}}
                """)["messages"]![1]);
    }

    [Theory]
    [InlineData("\"n\":2", "n")]
    [InlineData("\"logprobs\":true", "logprobs")]
    [InlineData("\"top_logprobs\":2", "logprobs")]
    [InlineData("\"logit_bias\":{\"50256\":-100}", "logit_bias")]
    [InlineData("\"modalities\":[\"text\",\"audio\"]", "modalities")]
    [InlineData("\"audio\":{\"voice\":\"x\"}", "audio")]
    [InlineData("\"web_search_options\":{}", "web_search_options")]
    [InlineData("\"functions\":[]", "functions")]
    [InlineData("\"function_call\":\"auto\"", "function_call")]
    [InlineData("\"stop\":[\"\\n\"]", "stop")]
    [InlineData("\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"x\"}}]", "tools[0]")]
    [InlineData("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"now\"}}],\"tool_choice\":{\"type\":\"allowed_tools\"}", "tool_choice")]
    public void What_the_provider_cannot_do_is_refused_by_name(string fields, string param)
    {
        var fault = Bridged.OpenAiOverAnthropic.Refusal($$"""{"messages":[{"role":"user","content":"a"}],{{fields}}}""");

        Assert.Equal((FaultCode.FeatureUnsupported, param), (fault.Code, fault.Param));
    }

    [Theory]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"a"},{"type":"input_audio","input_audio":{}}]}""", "messages[0].content[1]")]
    [InlineData("""{"role":"user","content":[{"type":"file","file":{"file_id":"f"}}]}""", "messages[0].content[0]")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png,AAAA"}}]}""", "messages[0].content[0]")]
    [InlineData("""{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{\"x\":"}}]}""", "messages[0].tool_calls[0].function.arguments")]
    [InlineData("""{"role":"function","name":"f","content":"x"}""", "messages[0].role")]
    [InlineData("""{"role":"system","content":"only"}""", "messages")]
    public void A_message_that_cannot_be_said_is_refused_by_its_place(string message, string param)
    {
        var fault = Bridged.OpenAiOverAnthropic.Refusal($$"""{"messages":[{{message}}]}""");

        Assert.Equal((FaultCode.FeatureUnsupported, param), (fault.Code, fault.Param));
    }

    private static JsonNode Translate(string body) => Bridged.OpenAiOverAnthropic.Request(body);

    private static JsonNode TranslateWith(string fields) =>
        Translate($$"""{"messages":[{"role":"user","content":"a"}],{{fields}}}""");

    private static JsonNode? TranslateParts(string parts) =>
        Translate($$"""{"messages":[{"role":"user","content":[{{parts}}]}]}""")["messages"]![0]!["content"];

    private static string Spoken(JsonNode? message) =>
        $"{message!["role"]}:{string.Concat(message["content"]!.AsArray().Select(block => (string?)block!["text"]))}";
}
