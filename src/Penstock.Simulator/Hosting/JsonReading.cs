using System.Text;
using System.Text.Json;

namespace Penstock.Simulator.Hosting;

/// <summary>Reads optional members, for which vendors take <c>null</c> as absent.</summary>
internal static class JsonReading
{
    public static bool Has(this JsonElement element, ReadOnlySpan<byte> name, out JsonElement value) =>
        element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    public static bool Has(this JsonElement element, string name, out JsonElement value) =>
        element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    public static bool IsTrue(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public static bool IsText(this JsonElement element, ReadOnlySpan<byte> name, ReadOnlySpan<byte> expected) =>
        element.HasText(name, out var value) && value.ValueEquals(expected);

    public static bool HasText(this JsonElement element, ReadOnlySpan<byte> name, out JsonElement value) =>
        element.TryGetProperty(name, out value) && value.ValueKind == JsonValueKind.String;

    public static bool IsIntIn(this JsonElement element, int least, int most, out int value)
    {
        value = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out value)
            && value >= least && value <= most;
    }

    public static bool HasOnlyTexts(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array
        && element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String);

    public static bool HasObject(this JsonElement element, ReadOnlySpan<byte> name, out JsonElement value) =>
        element.TryGetProperty(name, out value) && value.ValueKind == JsonValueKind.Object;

    /// <summary>Whether a JSON Schema is one of an object, as vendors demand of a tool's parameters.</summary>
    public static bool IsSchemaOfObject(this JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && (!schema.Has("type"u8, out _) || schema.IsText("type"u8, "object"u8));

    public static byte[] ToUtf8(this JsonElement text) => Encoding.UTF8.GetBytes(text.GetString() ?? "");
}
