using System.Buffers;
using System.Text.Json;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Writes the id of a tool call in the letters that Anthropic takes.</summary>
/// <remarks>Some engines name calls <c>functions.get:0</c>. Call and result are written by the same rule, so they still meet.</remarks>
internal static class ToolIds
{
    private static readonly SearchValues<byte> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"u8);

    public static void Write(ReadOnlySpan<byte> name, JsonElement id, Utf8JsonWriter writer)
    {
        var text = id.Utf8();
        if (text.IndexOfAnyExcept(Allowed) < 0)
        {
            writer.WriteString(name, text);
            return;
        }

        var clean = text.ToArray();
        for (var at = 0; at < clean.Length; at++)
        {
            clean[at] = Allowed.Contains(clean[at]) ? clean[at] : (byte)'_';
        }

        writer.WriteString(name, clean);
    }
}
