using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Penstock.Gateway.Call.Translate.Json;

/// <summary>Reads fields without minding what is there: absent, <c>null</c> and of another kind are all "not there".</summary>
internal static class JsonElementReading
{
    /// <summary>The field's value; <see cref="JsonValueKind.Undefined"/> when absent or <c>null</c>.</summary>
    public static JsonElement Field(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : default;

    public static bool IsThere(this JsonElement element) => element.ValueKind != JsonValueKind.Undefined;

    public static bool IsText(this JsonElement element) => element.ValueKind == JsonValueKind.String;

    public static bool IsTrue(this JsonElement element) => element.ValueKind == JsonValueKind.True;

    public static bool Is(this JsonElement element, ReadOnlySpan<byte> text) => element.IsText() && element.ValueEquals(text);

    /// <summary>The elements of an array; none for anything else.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : default;

    /// <summary>The text of a string as UTF-8 without quotes and escapes; empty for anything else.</summary>
    public static ReadOnlySpan<byte> Utf8(this JsonElement element)
    {
        if (!element.IsText())
        {
            return default;
        }

        // A string of megabytes, such as an image, is the case worth not copying.
        var raw = JsonMarshal.GetRawUtf8Value(element)[1..^1];
        return raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(element.GetString() ?? "") : raw;
    }

    /// <summary>The value as JSON text, or another text when it is not there.</summary>
    public static ReadOnlySpan<byte> RawOr(this JsonElement element, ReadOnlySpan<byte> absent) =>
        element.IsThere() ? JsonMarshal.GetRawUtf8Value(element) : absent;

    /// <summary>Whether a string holds nothing but white space.</summary>
    public static bool IsBlank(this JsonElement element) =>
        element.IsText() && element.Utf8().IndexOfAnyExcept(" \t\r\n"u8) < 0;

    /// <summary>A whole number, <c>0</c> or more.</summary>
    public static long? Count(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var value) && value >= 0 ? value : null;

    public static double? Number(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) ? value : null;
}
