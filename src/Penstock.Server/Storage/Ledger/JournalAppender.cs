using Microsoft.Win32.SafeHandles;

namespace Penstock.Server.Storage.Ledger;

/// <summary>How bytes reach a segment; a test puts a full disk here.</summary>
internal delegate void JournalWrite(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);

/// <summary>The open end of the journal. Not thread-safe: the ledger's lock is around every call but the flush.</summary>
internal sealed class JournalAppender : IDisposable
{
    private readonly string _folder;
    private long _segmentBytes;
    private readonly JournalWrite _write;
    private SafeFileHandle _file;
    private JournalSegment _segment;
    private long _offset;

    public JournalAppender(string folder, long firstSegment, long segmentBytes, JournalWrite write)
    {
        (_folder, _segmentBytes, _write) = (folder, segmentBytes, write);
        (_file, _segment) = Create(firstSegment);
        _offset = JournalSegment.HeadBytes;
    }

    /// <summary>The end of what has been written.</summary>
    public JournalPosition Position => new(_segment.Number, _offset);

    /// <summary>Writes one frame, or throws an <see cref="IOException"/> and leaves the journal as it was.</summary>
    /// <param name="frame">Head room of <see cref="JournalSegment.FrameHead"/> bytes, then the payload.</param>
    /// <returns>The segment it went to.</returns>
    public long Append(Span<byte> frame)
    {
        Rotate();
        _segment.Seal(frame, _offset);

        // A write that stopped half way is overwritten by the next one: the offset only moves when all of it is there.
        _write(_file, frame, _offset);
        _offset += frame.Length;
        return _segment.Number;
    }

    /// <summary>Takes hold of the open segment for a flush that runs beside appends.</summary>
    public FlushTicket Flushing() => new(_file);

    public void Dispose()
    {
        RandomAccess.FlushToDisk(_file);
        _file.Dispose();
    }

    // Where no new segment can be made, for want of a file handle perhaps, the old one goes on: an append that fails
    // for a better reason will say so itself.
    private void Rotate()
    {
        if (_offset < _segmentBytes)
        {
            return;
        }

        try
        {
            var (file, segment) = Create(_segment.Number + 1);
            RandomAccess.FlushToDisk(_file);
            _file.Dispose();
            (_file, _segment, _offset) = (file, segment, JournalSegment.HeadBytes);
        }
        catch (IOException)
        {
            _segmentBytes += _segmentBytes / 8;
        }
    }

    private (SafeFileHandle File, JournalSegment Segment) Create(long number)
    {
        var segment = JournalSegment.Create(number);
        var file = File.OpenHandle(
            JournalSegment.PathOf(_folder, number), FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete);

        Span<byte> head = stackalloc byte[JournalSegment.HeadBytes];
        segment.WriteHead(head);

        try
        {
            _write(file, head, 0);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return (file, segment);
    }
}

/// <summary>Keeps a segment's file open while it is flushed, also when an append closes it meanwhile.</summary>
internal readonly struct FlushTicket : IDisposable
{
    private readonly SafeFileHandle _file;

    public FlushTicket(SafeFileHandle file)
    {
        var held = false;
        file.DangerousAddRef(ref held);
        _file = file;
    }

    public void Flush() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _file.DangerousRelease();
}
