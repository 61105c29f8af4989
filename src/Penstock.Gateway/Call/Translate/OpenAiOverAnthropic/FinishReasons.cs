namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>OpenAI's word for why an answer ended.</summary>
internal static class FinishReasons
{
    /// <param name="stopReason">Anthropic's word.</param>
    /// <param name="callsTools">Whether the answer calls one of the caller's tools.</param>
    public static ReadOnlySpan<byte> For(ReadOnlySpan<byte> stopReason, bool callsTools) => stopReason switch
    {
        _ when stopReason.SequenceEqual("max_tokens"u8) => "length"u8,
        _ when stopReason.SequenceEqual("model_context_window_exceeded"u8) => "length"u8,
        // The turn was paused, not ended: it must not look complete.
        _ when stopReason.SequenceEqual("pause_turn"u8) => "length"u8,
        _ when stopReason.SequenceEqual("refusal"u8) => "content_filter"u8,
        _ when callsTools => "tool_calls"u8,
        _ => "stop"u8,
    };
}
