using System.Globalization;
using System.Text.Json;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.Engine;

/// <summary>The smallest values that satisfy a schema's limits.</summary>
internal static class SchemaScalars
{
    private const int LongestText = 4096;
    private const decimal LargestNumber = 1_000_000_000_000_000m;
    private const decimal SmallestStep = 0.000_001m;

    public static int Least(JsonElement schema, ReadOnlySpan<byte> word) =>
        Limit(schema, word) is { } limit ? (int)Math.Clamp(limit, 0, LongestText) : 0;

    public static string Number(JsonElement schema)
    {
        var most = Limit(schema, "exclusiveMaximum"u8) - 1 ?? Limit(schema, "maximum"u8);
        var least = Limit(schema, "exclusiveMinimum"u8) + 1 ?? Limit(schema, "minimum"u8) ?? Math.Min(0, most ?? 0);
        var value = least <= 0 && !(most < 0) ? 0 : least;

        var step = Limit(schema, "multipleOf"u8);
        value = step >= SmallestStep ? Math.Ceiling(value / step.Value) * step.Value : value;
        return value.ToString(CultureInfo.InvariantCulture);
    }

    public static string Text(JsonElement schema)
    {
        var text = (schema.HasText("format"u8, out var format) ? format.GetString() : null) switch
        {
            "date-time" => "2025-01-01T00:00:00Z",
            "date" => "2025-01-01",
            "time" => "00:00:00Z",
            "duration" => "PT1S",
            "email" => "simulated@example.com",
            "uri" or "url" => "https://example.com/simulated",
            "uuid" => "00000000-0000-7000-8000-000000000000",
            "ipv4" => "192.0.2.1",
            "ipv6" => "2001:db8::1",
            "hostname" => "example.com",
            _ => "simulated",
        };

        var least = Least(schema, "minLength"u8);
        text = text.Length < least ? text.PadRight(least, 'x') : text;
        return schema.Has("maxLength"u8, out _)
            ? text[..Math.Min(text.Length, Least(schema, "maxLength"u8))]
            : text;
    }

    private static decimal? Limit(JsonElement schema, ReadOnlySpan<byte> word) =>
        schema.TryGetProperty(word, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetDecimal(out var limit)
            ? Math.Clamp(limit, -LargestNumber, LargestNumber)
            : null;
}
