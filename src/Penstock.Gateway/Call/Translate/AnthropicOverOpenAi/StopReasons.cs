namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>Anthropic's word for why an answer ended.</summary>
internal static class StopReasons
{
    /// <param name="finishReason">OpenAI's word.</param>
    /// <param name="callsTools">Whether the answer calls tools: some servers say <c>stop</c> even then.</param>
    /// <param name="metStop">Whether the provider named the stop sequence that was met.</param>
    public static ReadOnlySpan<byte> For(ReadOnlySpan<byte> finishReason, bool callsTools, bool metStop) => finishReason switch
    {
        _ when finishReason.SequenceEqual("length"u8) => "max_tokens"u8,
        _ when finishReason.SequenceEqual("content_filter"u8) => "refusal"u8,
        _ when callsTools => "tool_use"u8,
        _ when metStop => "stop_sequence"u8,
        _ => "end_turn"u8,
    };
}
