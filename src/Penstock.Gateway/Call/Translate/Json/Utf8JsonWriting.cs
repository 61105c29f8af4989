using System.Runtime.InteropServices;
using System.Text.Json;

namespace Penstock.Gateway.Call.Translate.Json;

/// <summary>Copies values from one document to another as they stand.</summary>
internal static class Utf8JsonWriting
{
    public static void WriteValue(this Utf8JsonWriter writer, JsonElement value) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);

    public static void WriteValue(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement value)
    {
        writer.WritePropertyName(name);
        writer.WriteValue(value);
    }

    public static void WriteIfThere(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement value)
    {
        if (value.IsThere())
        {
            writer.WriteValue(name, value);
        }
    }

    /// <summary>Writes <c>{"type":"text","text":…</c> and leaves the object open.</summary>
    public static void StartText(this Utf8JsonWriter writer, JsonElement text)
    {
        writer.StartTyped("text"u8);
        writer.WriteValue("text"u8, text);
    }

    /// <summary>Starts an object with its <c>type</c>.</summary>
    public static void StartTyped(this Utf8JsonWriter writer, ReadOnlySpan<byte> type)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, type);
    }
}
