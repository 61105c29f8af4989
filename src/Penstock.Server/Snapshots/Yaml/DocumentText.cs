using System.Text;
using System.Text.Unicode;

namespace Penstock.Server.Snapshots.Yaml;

/// <summary>From bytes to text, or the mistake that prevents it.</summary>
internal static class DocumentText
{
    public const int MaxBytes = 5 * 1024 * 1024;

    public static string? Decode(ReadOnlySpan<byte> bytes, List<Mistake> mistakes)
    {
        if (bytes.Length > MaxBytes)
        {
            mistakes.Add(new Mistake(Place.Start, "", "larger than 5 MiB; a configuration this size is surely a mistake"));
            return null;
        }

        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[3..];
        }

        var text = new char[bytes.Length];
        Utf8.ToUtf16(bytes, text, out var read, out var written, replaceInvalidSequences: false);
        if (read == bytes.Length)
        {
            return new string(text, 0, written);
        }

        var before = text.AsSpan(0, written);
        var place = new Place(before.Count('\n') + 1, written - before.LastIndexOf('\n'));
        mistakes.Add(new Mistake(place, "", $"byte 0x{bytes[read]:X2} is not UTF-8; save the file as UTF-8"));
        return null;
    }
}
