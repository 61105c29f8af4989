namespace Penstock.Gateway.Tests.Call.Translate.Fidelity;

/// <summary>Who says what.</summary>
internal static class ConversationFeatures
{
    public static IEnumerable<Feature> All =>
    [
        new("system prompt")
        {
            OpenAi = """{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"a"}]}""",
            Anthropic = """{"system":"Be brief.","messages":[{"role":"user","content":"a"}]}""",
            SeenByOpenAi = "messages.0.role=system&messages.0.content=Be brief.",
            SeenByAnthropic = "system.0.text=Be brief.",
        },
        new("several system and developer messages, anywhere")
        {
            OpenAi = """{"messages":[{"role":"system","content":"One."},{"role":"user","content":"a"},{"role":"developer","content":"Two."},{"role":"user","content":"b"}]}""",
            SeenByAnthropic = "system.1.text=Two.&messages.0.content.1.text=b",
            OverAnthropic = "gathered in front of the conversation",
        },
        new("system prompt in several blocks")
        {
            Anthropic = """{"system":[{"type":"text","text":"One."},{"type":"text","text":"Two."}]}""",
            SeenByOpenAi = "messages.0.content=One.\n\nTwo.",
            OverOpenAi = "joined by an empty line",
        },
        new("several turns")
        {
            OpenAi = """{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"user","content":"c"}]}""",
            Anthropic = """{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"user","content":"c"}]}""",
            SeenByOpenAi = "messages.1.content=b&messages.2.content=c",
            SeenByAnthropic = "messages.1.content.0.text=b&messages.2.content.0.text=c",
        },
        new("neighbouring messages of one role")
        {
            OpenAi = """{"messages":[{"role":"user","content":"a"},{"role":"user","content":"b"}]}""",
            SeenByAnthropic = "messages.0.content.1.text=b&!messages.1",
            OverAnthropic = "one turn of several blocks",
        },
        new("cache markers")
        {
            OpenAi = """{"messages":[{"role":"user","content":[{"type":"text","text":"a","cache_control":{"type":"ephemeral"}}]}]}""",
            Anthropic = """{"messages":[{"role":"user","content":[{"type":"text","text":"a","cache_control":{"type":"ephemeral"}}]}]}""",
            SeenByOpenAi = "messages.0.content.0.cache_control",
            SeenByAnthropic = "messages.0.content.0.cache_control.type=ephemeral",
            OverOpenAi = "the provider finds common beginnings by itself",
        },
        new("continuing a given answer")
        {
            Anthropic = """{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"The answer is"}]}""",
        },
    ];
}
