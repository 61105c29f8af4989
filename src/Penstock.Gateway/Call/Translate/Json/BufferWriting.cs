using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Penstock.Gateway.Call.Translate.Json;

/// <summary>Writes small things straight into a stream's buffer.</summary>
internal static class BufferWriting
{
    private const int MostDigits = 20;

    public static void WriteInteger(this IBufferWriter<byte> output, long value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(MostDigits), out var written);
        output.Advance(written);
    }

    /// <summary>Writes a JSON text as a JSON string.</summary>
    public static void WriteQuoted(this IBufferWriter<byte> output, ReadOnlySpan<byte> json)
    {
        using var writer = new Utf8JsonWriter(output, BridgeJson.Compact);
        writer.WriteStringValue(json);
    }
}
