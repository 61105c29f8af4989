using System.Text.Json;

namespace Penstock.Gateway.Call.Metering;

/// <summary>Brings both dialects' reasons to OpenTelemetry's: <c>stop</c>, <c>length</c>, <c>tool_call</c>, <c>content_filter</c>.</summary>
internal static class FinishReasons
{
    private const string Stop = "stop";
    private const string Length = "length";
    private const string ToolCall = "tool_call";
    private const string ContentFilter = "content_filter";

    public static string FromOpenAi(ref Utf8JsonReader reader) => reader switch
    {
        _ when reader.ValueTextEquals("stop"u8) => Stop,
        _ when reader.ValueTextEquals("length"u8) => Length,
        _ when reader.ValueTextEquals("tool_calls"u8) || reader.ValueTextEquals("function_call"u8) => ToolCall,
        _ when reader.ValueTextEquals("content_filter"u8) => ContentFilter,
        _ => reader.GetString()!,
    };

    public static string FromAnthropic(ref Utf8JsonReader reader) => reader switch
    {
        _ when reader.ValueTextEquals("end_turn"u8) || reader.ValueTextEquals("stop_sequence"u8) => Stop,
        _ when reader.ValueTextEquals("max_tokens"u8) || reader.ValueTextEquals("model_context_window_exceeded"u8) => Length,
        _ when reader.ValueTextEquals("tool_use"u8) => ToolCall,
        _ when reader.ValueTextEquals("refusal"u8) => ContentFilter,
        _ => reader.GetString()!,
    };
}
