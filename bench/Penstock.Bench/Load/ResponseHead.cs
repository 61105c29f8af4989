using System.Buffers.Text;
using System.Text;

namespace Penstock.Bench.Load;

/// <summary>What the head of an answer says about finding its end.</summary>
internal readonly record struct ResponseHead(int Status, long Length, bool Chunked, bool Closes)
{
    public static ResponseHead Parse(ReadOnlySpan<byte> head)
    {
        var status = Utf8Parser.TryParse(head["HTTP/1.1 ".Length..], out int number, out _)
            ? number
            : throw new IOException("Not an HTTP answer.");

        return new ResponseHead(
            status,
            LengthOf(head),
            Ascii.EqualsIgnoreCase(Value(head, "transfer-encoding"), "chunked"u8),
            Ascii.EqualsIgnoreCase(Value(head, "connection"), "close"u8));
    }

    /// <summary>The content length that a head states, or 0.</summary>
    public static long LengthOf(ReadOnlySpan<byte> head) =>
        Utf8Parser.TryParse(Value(head, "content-length"), out long length, out _) ? length : 0;

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> head, ReadOnlySpan<char> name)
    {
        while (true)
        {
            var line = head.IndexOf((byte)'\n');
            if (line < 0)
            {
                return default;
            }

            head = head[(line + 1)..];
            if (head.Length > name.Length && head[name.Length] == ':' && Ascii.EqualsIgnoreCase(head[..name.Length], name))
            {
                var rest = head[(name.Length + 1)..];
                var end = rest.IndexOf((byte)'\r');
                return rest[..(end < 0 ? rest.Length : end)].Trim((byte)' ');
            }
        }
    }
}
