using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace Penstock.Server.Storage.Ledger;

/// <summary>Reads one segment in batches, stepping over damage.</summary>
internal sealed class JournalReader
{
    private readonly byte[] _bytes;
    private readonly long _start;
    private readonly JournalSegment _segment;
    private int _next;

    private JournalReader(JournalSegment segment, byte[] bytes, long start) =>
        (_segment, _bytes, _start) = (segment, bytes, start);

    /// <summary>Where the next record stands, or the end of what was read.</summary>
    public long Offset => _start + _next;

    /// <summary>Bytes that belonged to no record, with good records behind them.</summary>
    public long Damaged { get; private set; }

    /// <summary>Bytes at the end that belong to no record: a write that was under way when the machine stopped.</summary>
    public long Torn { get; private set; }

    /// <summary>Reads a segment's bytes. False when it is gone or its head cannot be read, so that nothing in it can be checked.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="number">The segment.</param>
    /// <param name="from">The offset to begin at; 0 means behind the head.</param>
    /// <param name="to">The end, or <see langword="null"/> for the end of the file.</param>
    /// <param name="reader">The reader.</param>
    public static bool TryOpen(string folder, long number, long from, long? to, [NotNullWhen(true)] out JournalReader? reader)
    {
        reader = null;
        var path = JournalSegment.PathOf(folder, number);
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> head = stackalloc byte[JournalSegment.HeadBytes];
        if (!JournalSegment.TryReadHead(head[..Fill(file, head, 0)], number, out var segment))
        {
            return false;
        }

        var start = Math.Max(from, JournalSegment.HeadBytes);
        var end = Math.Min(to ?? long.MaxValue, RandomAccess.GetLength(file));
        var bytes = new byte[Math.Max(0, end - start)];
        var read = Fill(file, bytes, start);
        reader = new JournalReader(segment, read == bytes.Length ? bytes : bytes[..read], start);
        return true;
    }

    /// <summary>The next record, or <see langword="null"/> at the end.</summary>
    public LedgerEntry? Next()
    {
        for (var at = _next; at < _bytes.Length; at++)
        {
            if (!_segment.TryOpen(_bytes.AsSpan(at), _start + at, out var payload)
                || !LedgerPayload.TryRead(payload, out var entry))
            {
                continue;
            }

            Damaged += at - _next;
            _next = at + JournalSegment.FrameHead + payload.Length;
            return entry;
        }

        Torn = _bytes.Length - _next;
        return null;
    }

    private static int Fill(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        var filled = 0;
        while (filled < buffer.Length && RandomAccess.Read(file, buffer[filled..], offset + filled) is > 0 and var read)
        {
            filled += read;
        }

        return filled;
    }
}
