using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;

namespace Penstock.Simulator.Hosting;

/// <summary>Writes parts of JSON straight into an output.</summary>
internal static class JsonPieces
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    public static void WriteNumber(this IBufferWriter<byte> output, int value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(11), out var written);
        output.Advance(written);
    }

    /// <summary>Writes text as the inside of a JSON string.</summary>
    public static void WriteEscaped(this IBufferWriter<byte> output, ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOfAnyExcept(Plain) < 0)
        {
            output.Write(utf8);
            return;
        }

        // One byte becomes at most six.
        var target = output.GetSpan(utf8.Length * 6);
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.EncodeUtf8(utf8, target, out _, out var written);
        output.Advance(written);
    }
}
