namespace Penstock.Gateway.Tests.Call.Translate.Fidelity;

/// <summary>What every answer carries, and how it fails.</summary>
internal static class AnswerFeatures
{
    private static readonly string LongText = string.Join(' ', Enumerable.Range(0, 400).Select(number => $"word{number}"));

    public static IEnumerable<Feature> All =>
    [
        new("usage")
        {
            OpenAi = "{}",
            Anthropic = "{}",
            OpenAiAnswer = "usage.prompt_tokens>0&usage.completion_tokens>0&usage.total_tokens>0",
            AnthropicAnswer = "usage.input_tokens>0&usage.output_tokens>0&usage.cache_read_input_tokens",
        },
        new("usage of cached tokens")
        {
            Twice = true,
            OpenAi = $$$$$$"""{"messages":[{"role":"user","content":"{{{{{{LongText}}}}}}","cache_control":{"type":"ephemeral"}}]}""",
            Anthropic = $$$$$$"""{"messages":[{"role":"user","content":[{"type":"text","text":"{{{{{{LongText}}}}}}","cache_control":{"type":"ephemeral"}}]}]}""",
            OpenAiAnswer = "usage.prompt_tokens_details.cached_tokens>0",
            AnthropicAnswer = "usage.cache_read_input_tokens>0",
        },
        new("an answer the filter ended")
        {
            Model = "sim-small!filtered-at-3",
            OpenAi = "{}",
            Anthropic = "{}",
            OpenAiAnswer = "finish_reason=content_filter",
            AnthropicAnswer = "stop_reason=refusal",
        },
        new("a prompt that is too long")
        {
            Fails = true,
            Model = "sim-small!context-length",
            OpenAi = "{}",
            Anthropic = "{}",
            OpenAiAnswer = "error.code=context_length_exceeded",
            AnthropicAnswer = "type=error&error.type=invalid_request_error",
        },
        new("the provider's limit is used up")
        {
            Fails = true,
            Model = "sim-small!status-429",
            OpenAi = "{}",
            Anthropic = "{}",
            OpenAiAnswer = "error.type=rate_limit_error&error.message",
            AnthropicAnswer = "type=error&error.type=rate_limit_error&request_id",
        },
        new("an error within the answer")
        {
            Fails = true,
            Model = "sim-small!error-at-3",
            OpenAi = "{}",
            Anthropic = "{}",
            OpenAiAnswer = "error.type=server_error&error.code=provider_failed",
            AnthropicAnswer = "type=error&error.type=api_error",
        },
    ];
}
