namespace Penstock.Gateway.Tests.Call.Translate.Fidelity;

/// <summary>Limits, sampling and stops.</summary>
internal static class SamplingFeatures
{
    public static IEnumerable<Feature> All =>
    [
        new("limit of the answer")
        {
            OpenAi = """{"max_completion_tokens":3,"max_tokens":null}""",
            Anthropic = """{"max_tokens":3}""",
            SeenByOpenAi = "max_completion_tokens=3",
            SeenByAnthropic = "max_tokens=3",
            OpenAiAnswer = "finish_reason=length",
            AnthropicAnswer = "stop_reason=max_tokens",
        },
        new("temperature, top_p")
        {
            OpenAi = """{"temperature":0.5,"top_p":0.9}""",
            Anthropic = """{"temperature":0.5,"top_p":0.9}""",
            SeenByOpenAi = "temperature=0.5&top_p=0.9",
            SeenByAnthropic = "temperature=0.5&top_p=0.9",
        },
        new("temperature above 1")
        {
            OpenAi = """{"temperature":1.7}""",
            SeenByAnthropic = "temperature=1",
            OverAnthropic = "1, the hottest there is",
        },
        new("top_k")
        {
            OpenAi = """{"top_k":5}""",
            Anthropic = """{"top_k":5}""",
            SeenByOpenAi = "top_k",
            SeenByAnthropic = "top_k=5",
            OverOpenAi = "no such field",
        },
        new("stop sequences")
        {
            Model = "sim-small!echo",
            OpenAi = """{"stop":["END"],"messages":[{"role":"user","content":"one two END three"}]}""",
            Anthropic = """{"stop_sequences":["END"],"messages":[{"role":"user","content":"one two END three"}]}""",
            SeenByOpenAi = "stop.0=END",
            SeenByAnthropic = "stop_sequences.0=END",
            OpenAiAnswer = "finish_reason=stop&message.content=one two ",
            AnthropicAnswer = "content.0.text=one two ",
        },
        new("the stop sequence that was met")
        {
            Model = "sim-small!echo",
            OpenAi = """{"stop":"END","messages":[{"role":"user","content":"one two END three"}]}""",
            Anthropic = """{"stop_sequences":["END"],"messages":[{"role":"user","content":"one two END three"}]}""",
            OpenAiAnswer = "stop_reason=END",
            AnthropicAnswer = "stop_reason=stop_sequence",
            OverAnthropic = "in the extension field stop_reason",
            OverOpenAi = "only where the engine names it, as vLLM does; else the turn simply ends",
        },
        new("more than 4 stop sequences")
        {
            Anthropic = """{"stop_sequences":["1","2","3","4","5"]}""",
        },
        new("stop sequence of white space")
        {
            OpenAi = """{"stop":"\n"}""",
        },
        new("seed, penalties")
        {
            OpenAi = """{"seed":1,"presence_penalty":0.5,"frequency_penalty":0.5}""",
            SeenByAnthropic = "seed",
            OverAnthropic = "no such fields",
        },
        new("logit_bias")
        {
            OpenAi = """{"logit_bias":{"50256":-100}}""",
        },
    ];
}
