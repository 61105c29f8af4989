namespace Penstock.Gateway.Tests.Call.Translate.Fidelity;

/// <summary>Tools and the calls of them.</summary>
internal static class ToolCallFeatures
{
    private const string OpenAiTool = """{"type":"function","function":{"name":"NAME","description":"d","parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}""";

    private const string AnthropicTool = """{"name":"NAME","description":"d","input_schema":{"type":"object","properties":{"city":{"type":"string"}}}}""";

    private const string Schema = """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}""";

    private static readonly string OpenAiTools = $"[{OpenAiTool.Replace("NAME", "get")},{OpenAiTool.Replace("NAME", "now")}]";

    private static readonly string AnthropicTools = $"[{AnthropicTool.Replace("NAME", "get")},{AnthropicTool.Replace("NAME", "now")}]";

    public static IEnumerable<Feature> All =>
    [
        new("tools, parallel calls, arguments")
        {
            OpenAi = $$$$$$"""{"tools":{{{{{{OpenAiTools}}}}}}}""",
            Anthropic = $$$$$$"""{"tools":{{{{{{AnthropicTools}}}}}}}""",
            SeenByOpenAi = "tools.1.function.name=now&tools.0.function.parameters.type=object&tools.0.function.description=d",
            SeenByAnthropic = "tools.1.name=now&tools.0.input_schema.type=object&tools.0.description=d",
            OpenAiAnswer = "finish_reason=tool_calls&message.tool_calls.0.function.name=get&message.tool_calls.1.function.name=now&message.tool_calls.1.id&message.tool_calls.0.function.arguments",
            AnthropicAnswer = "stop_reason=tool_use&content.0.name=get&content.1.name=now&content.1.id&content.0.input.city",
        },
        new("strict tools")
        {
            OpenAi = $$$$$$"""{"tools":[{"type":"function","function":{"name":"get","strict":true,"parameters":{{{{{{Schema}}}}}}}}]}""",
            Anthropic = $$$$$$"""{"tools":[{"name":"get","strict":true,"input_schema":{{{{{{Schema}}}}}}}]}""",
            SeenByOpenAi = "tools.0.function.strict=true",
            SeenByAnthropic = "tools.0.strict=true",
        },
        new("a call is required")
        {
            OpenAi = $$$$$$"""{"tools":{{{{{{OpenAiTools}}}}}},"tool_choice":"required"}""",
            Anthropic = $$$$$$"""{"tools":{{{{{{AnthropicTools}}}}}},"tool_choice":{"type":"any"}}""",
            SeenByOpenAi = "tool_choice=required",
            SeenByAnthropic = "tool_choice.type=any",
        },
        new("one certain tool is required")
        {
            OpenAi = $$$$$$"""{"tools":{{{{{{OpenAiTools}}}}}},"tool_choice":{"type":"function","function":{"name":"now"}}}""",
            Anthropic = $$$$$$"""{"tools":{{{{{{AnthropicTools}}}}}},"tool_choice":{"type":"tool","name":"now"}}""",
            SeenByOpenAi = "tool_choice.function.name=now",
            SeenByAnthropic = "tool_choice.name=now&tool_choice.type=tool",
            OpenAiAnswer = "message.tool_calls.0.function.name=now",
            AnthropicAnswer = "content.0.name=now",
        },
        new("no calls")
        {
            OpenAi = $$$$$$"""{"tools":{{{{{{OpenAiTools}}}}}},"tool_choice":"none"}""",
            Anthropic = $$$$$$"""{"tools":{{{{{{AnthropicTools}}}}}},"tool_choice":{"type":"none"}}""",
            SeenByOpenAi = "tool_choice=none",
            SeenByAnthropic = "tool_choice.type=none",
            OpenAiAnswer = "finish_reason=stop",
            AnthropicAnswer = "stop_reason=end_turn",
        },
        new("one call at a time")
        {
            OpenAi = $$$$$$"""{"tools":{{{{{{OpenAiTools}}}}}},"parallel_tool_calls":false}""",
            Anthropic = $$$$$$"""{"tools":{{{{{{AnthropicTools}}}}}},"tool_choice":{"type":"auto","disable_parallel_tool_use":true}}""",
            SeenByOpenAi = "parallel_tool_calls=false",
            SeenByAnthropic = "tool_choice.disable_parallel_tool_use=true",
            OpenAiAnswer = "message.tool_calls.0&!message.tool_calls.1",
            AnthropicAnswer = "content.0.input&!content.1",
        },
        new("tools of type custom")
        {
            OpenAi = """{"tools":[{"type":"custom","custom":{"name":"x"}}]}""",
        },
    ];
}
