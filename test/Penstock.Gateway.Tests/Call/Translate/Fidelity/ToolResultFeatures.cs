namespace Penstock.Gateway.Tests.Call.Translate.Fidelity;

/// <summary>What tools answered, and tools that are not the caller's.</summary>
internal static class ToolResultFeatures
{
    public static IEnumerable<Feature> All =>
    [
        new("tool results")
        {
            OpenAi = """{"messages":[{"role":"user","content":"a"},{"role":"assistant","tool_calls":[{"id":"t1","type":"function","function":{"name":"get","arguments":"{}"}},{"id":"t2","type":"function","function":{"name":"now","arguments":"{}"}}]},{"role":"tool","tool_call_id":"t1","content":"1"},{"role":"tool","tool_call_id":"t2","content":"2"}]}""",
            Anthropic = """{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"get","input":{}},{"type":"tool_use","id":"t2","name":"now","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"1"},{"type":"tool_result","tool_use_id":"t2","content":"2"}]}]}""",
            SeenByOpenAi = "messages.1.tool_calls.1.id=t2&messages.2.tool_call_id=t1&messages.3.tool_call_id=t2&messages.3.content=2",
            SeenByAnthropic = "messages.1.content.1.id=t2&messages.2.content.1.tool_use_id=t2&messages.2.content.1.content=2",
        },
        new("a tool result that is an error")
        {
            OpenAi = """{"messages":[{"role":"user","content":"a"},{"role":"assistant","tool_calls":[{"id":"t1","type":"function","function":{"name":"get","arguments":"{}"}}]},{"role":"tool","tool_call_id":"t1","is_error":true,"content":"broken"}]}""",
            Anthropic = """{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"get","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","is_error":true,"content":"broken"}]}]}""",
            SeenByOpenAi = "messages.2.content=Error: broken",
            SeenByAnthropic = "messages.2.content.0.is_error=true",
            OverAnthropic = "by the extension field is_error of a tool message",
            OverOpenAi = "the text begins with Error:",
        },
        new("images within a tool result")
        {
            OpenAi = """{"messages":[{"role":"user","content":"a"},{"role":"assistant","tool_calls":[{"id":"t1","type":"function","function":{"name":"get","arguments":"{}"}}]},{"role":"tool","tool_call_id":"t1","content":[{"type":"image_url","image_url":{"url":"https://example.org/a.png"}}]}]}""",
            Anthropic = """{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"get","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":[{"type":"image","source":{"type":"url","url":"https://example.org/a.png"}}]}]}]}""",
            SeenByOpenAi = "messages.2.role=tool&messages.3.content.1.image_url.url=https://example.org/a.png",
            SeenByAnthropic = "messages.2.content.0.content.0.source.url=https://example.org/a.png",
            OverOpenAi = "as a user message after the results",
        },
        new("tools that the vendor runs")
        {
            OpenAi = """{"web_search_options":{}}""",
            Anthropic = """{"tools":[{"type":"web_search_20250305","name":"web_search"}]}""",
        },
    ];
}
