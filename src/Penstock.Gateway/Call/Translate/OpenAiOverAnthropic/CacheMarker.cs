using System.Text.Json;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Carries the mark that says where a reusable prompt ends.</summary>
/// <remarks>Callers write Anthropic's <c>cache_control</c> on messages, parts and tools, or OpenAI's own <c>prompt_cache_breakpoint</c>.</remarks>
internal static class CacheMarker
{
    public static bool IsOn(JsonElement part) =>
        part.Field("cache_control"u8).IsThere() || part.Field("prompt_cache_breakpoint"u8).IsThere();

    public static void Write(JsonElement part, Utf8JsonWriter writer)
    {
        var marker = part.Field("cache_control"u8);
        if (marker.IsThere())
        {
            writer.WriteValue("cache_control"u8, marker);
        }
        else if (part.Field("prompt_cache_breakpoint"u8).IsThere())
        {
            writer.WritePropertyName("cache_control"u8);
            writer.StartTyped("ephemeral"u8);
            writer.WriteEndObject();
        }
    }
}
