namespace Penstock.Gateway.Tests.Call.Translate.Fidelity;

/// <summary>The form of the answer.</summary>
internal static class FormatFeatures
{
    private const string Schema = """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}""";

    public static IEnumerable<Feature> All =>
    [
        new("JSON schema")
        {
            OpenAi = $$$$$$"""{"response_format":{"type":"json_schema","json_schema":{"name":"n","strict":true,"schema":{{{{{{Schema}}}}}}}}}""",
            Anthropic = $$$$$$"""{"output_config":{"format":{"type":"json_schema","schema":{{{{{{Schema}}}}}}}}}""",
            SeenByOpenAi = "response_format.type=json_schema&response_format.json_schema.strict=true&response_format.json_schema.schema.required.0=city",
            SeenByAnthropic = "output_config.format.type=json_schema&output_config.format.schema.required.0=city",
            OpenAiAnswer = "finish_reason=stop&message.content",
            AnthropicAnswer = "stop_reason=end_turn&content.0.text",
        },
        new("JSON mode")
        {
            OpenAi = """{"response_format":{"type":"json_object"}}""",
            SeenByAnthropic = "tool_choice.name=penstock_json_answer",
            OpenAiAnswer = "finish_reason=stop&message.content",
            OverAnthropic = "the answer is the input of one required tool, and comes back as content",
        },
        new("several answers to one question")
        {
            OpenAi = """{"n":2}""",
        },
        new("log probabilities")
        {
            OpenAi = """{"logprobs":true,"top_logprobs":2}""",
        },
    ];
}
