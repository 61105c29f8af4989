using System.Text.Json;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Writes where an image or a document comes from.</summary>
internal static class SourceWriter
{
    public static void WriteBase64(DataUri data, Utf8JsonWriter writer)
    {
        writer.StartTyped("base64"u8);
        writer.WriteString("media_type"u8, data.MediaType);
        writer.WriteString("data"u8, data.Data);
        writer.WriteEndObject();
    }

    public static void WriteUrl(JsonElement url, Utf8JsonWriter writer)
    {
        writer.StartTyped("url"u8);
        writer.WriteValue("url"u8, url);
        writer.WriteEndObject();
    }

    public static void WritePlainText(ReadOnlySpan<byte> text, Utf8JsonWriter writer)
    {
        writer.StartTyped("text"u8);
        writer.WriteString("media_type"u8, "text/plain"u8);
        writer.WriteString("data"u8, text);
        writer.WriteEndObject();
    }
}
