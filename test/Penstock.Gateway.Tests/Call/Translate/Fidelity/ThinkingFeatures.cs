namespace Penstock.Gateway.Tests.Call.Translate.Fidelity;

/// <summary>Reasoning, and its way back.</summary>
internal static class ThinkingFeatures
{
    public static IEnumerable<Feature> All =>
    [
        new("reasoning, and its text in the answer")
        {
            OpenAi = """{"reasoning_effort":"high"}""",
            Anthropic = """{"thinking":{"type":"enabled","budget_tokens":1024}}""",
            SeenByOpenAi = "reasoning_effort=medium",
            SeenByAnthropic = "thinking.type=enabled&thinking.budget_tokens=1638",
            OpenAiAnswer = "message.reasoning_content&message.content",
            AnthropicAnswer = "content.0.type=thinking&content.0.thinking&content.1.text",
            OverAnthropic = "the effort is a share of the limit, or adaptive thinking where the model knows only that; sampling fields stay out beside it",
            OverOpenAi = "the budget becomes an effort; thinking comes back unsigned",
        },
        new("thinking in the vendor's own words")
        {
            OpenAi = """{"thinking":{"type":"enabled","budget_tokens":1500}}""",
            SeenByAnthropic = "thinking.budget_tokens=1500",
            OpenAiAnswer = "message.thinking_blocks.0.signature",
            OverAnthropic = "by the extension field thinking; the answer carries signed thinking_blocks",
        },
        new("thinking of earlier answers")
        {
            OpenAi = """{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b","thinking_blocks":[{"type":"thinking","thinking":"t","signature":"s"},{"type":"redacted_thinking","data":"d"}]},{"role":"user","content":"c"}]}""",
            Anthropic = """{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"s"},{"type":"text","text":"b"}]},{"role":"user","content":"c"}]}""",
            SeenByOpenAi = "messages.1.reasoning_content",
            SeenByAnthropic = "messages.1.content.0.signature=s&messages.1.content.1.data=d&messages.1.content.2.text=b",
            OverAnthropic = "by the extension field thinking_blocks, signatures untouched",
            OverOpenAi = "signed for another vendor, and chat completions take none back",
        },
    ];
}
