using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace Penstock.Server.Storage.Ledger;

/// <summary>A segment's name, head and frame checks.</summary>
/// <param name="Number">Counts up; never used twice in a data folder.</param>
/// <param name="Salt">Random, from the head.</param>
/// <remarks>
/// File: two copies of the head, so that one bad block cannot hide a whole segment, then frames:
/// marker (4) · length (4) · check (8) · payload. The check is seeded with the salt and the frame's offset. So bytes
/// that a caller smuggled into a text, or a block that a disk wrote to the wrong place, never pass for a record when
/// a reader looks for the next good frame behind damage.
/// </remarks>
internal readonly record struct JournalSegment(long Number, ulong Salt)
{
    public const int FrameHead = 16;
    public const int HeadBytes = 2 * HeadCopy;
    public const int MaxPayload = 64 * 1024;
    public const uint Marker = 0x4A4C_5350;

    private const int HeadCopy = 32;
    private const string Extension = ".journal";

    private static ReadOnlySpan<byte> Magic => "PENSTKJ1"u8;

    public static JournalSegment Create(long number)
    {
        Span<byte> salt = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(salt);
        return new JournalSegment(number, BinaryPrimitives.ReadUInt64LittleEndian(salt));
    }

    public static string PathOf(string folder, long number) =>
        Path.Combine(folder, number.ToString("D12", CultureInfo.InvariantCulture) + Extension);

    /// <summary>The numbers of the segments in a folder, ascending.</summary>
    public static IReadOnlyList<long> Find(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*" + Extension)
            .Select(path => long.TryParse(
                Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number : -1)
            .Where(number => number >= 0)
            .Order(),
    ];

    /// <summary>Renames a segment nobody can read, so that people can look at it and nothing trips over it.</summary>
    /// <returns>The new path.</returns>
    public static string SetAside(string folder, long number)
    {
        var (from, to) = (PathOf(folder, number), PathOf(folder, number) + ".unreadable");
        if (File.Exists(from))
        {
            File.Move(from, to, overwrite: true);
        }

        return to;
    }

    public void WriteHead(Span<byte> head)
    {
        for (var copy = 0; copy < 2; copy++)
        {
            var part = head.Slice(copy * HeadCopy, HeadCopy);
            Magic.CopyTo(part);
            BinaryPrimitives.WriteInt64LittleEndian(part[8..], Number);
            BinaryPrimitives.WriteUInt64LittleEndian(part[16..], Salt);
            BinaryPrimitives.WriteUInt64LittleEndian(part[24..], XxHash3.HashToUInt64(part[..24]));
        }
    }

    public static bool TryReadHead(ReadOnlySpan<byte> file, long number, out JournalSegment segment)
    {
        for (var copy = 0; copy < 2 && file.Length >= (copy + 1) * HeadCopy; copy++)
        {
            var part = file.Slice(copy * HeadCopy, HeadCopy);
            segment = new JournalSegment(
                BinaryPrimitives.ReadInt64LittleEndian(part[8..]), BinaryPrimitives.ReadUInt64LittleEndian(part[16..]));

            if (segment.Number == number
                && BinaryPrimitives.ReadUInt64LittleEndian(part[24..]) == XxHash3.HashToUInt64(part[..24]))
            {
                return true;
            }
        }

        segment = default;
        return false;
    }

    /// <summary>Completes a frame whose payload already stands behind <see cref="FrameHead"/> bytes.</summary>
    public void Seal(Span<byte> frame, long offset)
    {
        var payload = frame[FrameHead..];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Marker);
        BinaryPrimitives.WriteInt32LittleEndian(frame[4..], payload.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(frame[8..], Check(payload, offset));
    }

    /// <summary>The payload of the frame at the start of <paramref name="bytes"/>, if it is a whole and good one.</summary>
    public bool TryOpen(ReadOnlySpan<byte> bytes, long offset, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (bytes.Length < FrameHead || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Marker)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        if (length is < 1 or > MaxPayload || length > bytes.Length - FrameHead)
        {
            return false;
        }

        payload = bytes.Slice(FrameHead, length);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) == Check(payload, offset);
    }

    private ulong Check(ReadOnlySpan<byte> payload, long offset) =>
        XxHash3.HashToUInt64(payload, unchecked((long)(Salt ^ ((ulong)offset * 0x9E37_79B9_7F4A_7C15))));
}
