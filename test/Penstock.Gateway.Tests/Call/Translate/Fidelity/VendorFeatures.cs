namespace Penstock.Gateway.Tests.Call.Translate.Fidelity;

/// <summary>What belongs to one vendor.</summary>
internal static class VendorFeatures
{
    public static IEnumerable<Feature> All =>
    [
        new("the end user")
        {
            OpenAi = """{"user":"u"}""",
            Anthropic = """{"metadata":{"user_id":"u"}}""",
            SeenByOpenAi = "user=u",
            SeenByAnthropic = "metadata.user_id=u",
        },
        new("service tier")
        {
            OpenAi = """{"service_tier":"default"}""",
            Anthropic = """{"service_tier":"standard_only"}""",
            SeenByOpenAi = "service_tier=default",
            SeenByAnthropic = "service_tier=standard_only",
        },
        new("metadata, store")
        {
            OpenAi = """{"metadata":{"a":"b"},"store":true}""",
            SeenByAnthropic = "store",
            OverAnthropic = "the provider stores nothing",
        },
        new("prediction, verbosity, prompt_cache_key")
        {
            OpenAi = """{"prediction":{"type":"content","content":"a"},"verbosity":"low","prompt_cache_key":"k"}""",
            SeenByAnthropic = "verbosity",
            OverAnthropic = "no such fields",
        },
        new("functions instead of tools")
        {
            OpenAi = """{"functions":[{"name":"get","parameters":{}}]}""",
        },
        new("where the model runs")
        {
            Anthropic = """{"inference_geo":"eu"}""",
        },
        new("containers")
        {
            Anthropic = """{"container":"c"}""",
        },
        new("MCP servers")
        {
            Anthropic = """{"mcp_servers":[{"type":"url","url":"https://example.org","name":"x"}]}""",
        },
    ];
}
