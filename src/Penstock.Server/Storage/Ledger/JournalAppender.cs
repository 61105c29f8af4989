using Microsoft.Win32.SafeHandles;

namespace Penstock.Server.Storage.Ledger;

/// <summary>How bytes reach a segment; a test puts a full disk here.</summary>
internal delegate void JournalWrite(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);

/// <summary>The open end of the journal. Not thread-safe: the ledger's lock is around every call but the flush.</summary>
internal sealed class JournalAppender : IDisposable
{
    private const int ProbeBytes = 4096;

    private readonly string _folder;
    private long _segmentBytes;
    private readonly JournalWrite _write;
    private SafeFileHandle _file;
    private JournalSegment _segment;
    private long _offset;
    private bool _gone;

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
        if (_gone)
        {
            throw new FileNotFoundException("The journal's file was deleted while it was open.");
        }

        Rotate();
        _segment.Seal(frame, _offset);

        // A write that stopped half way is overwritten by the next one: the offset only moves when all of it is there.
        Write(_file, frame, _offset);
        _offset += frame.Length;
        return _segment.Number;
    }

    /// <summary>Takes hold of the open segment for a flush that runs beside appends.</summary>
    public FlushTicket Flushing() => new(_file);

    /// <summary>Puts the segment back where it was deleted or moved away, with all it held: its bytes live on while it is open.</summary>
    /// <remarks>
    /// Until that is done nothing is appended, because a file without a name does not survive the end of the process. The copy is made beside and renamed: whatever
    /// has the name by then, the open file perhaps, is not written over before all of it is safe.
    /// </remarks>
    /// <returns>Whether it had to be put back.</returns>
    public bool KeepInPlace()
    {
        var path = JournalSegment.PathOf(_folder, _segment.Number);
        if (!_gone && File.Exists(path))
        {
            return false;
        }

        _gone = true;
        if (!Directory.Exists(Path.GetDirectoryName(_folder)))
        {
            // Nobody holds the lock of a folder made anew: a second server could begin in it.
            throw new DirectoryNotFoundException("The data folder was removed.");
        }

        DataFolder.CreatePrivate(_folder);
        var beside = path + ".restoring";
        var copy = File.OpenHandle(beside, FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        try
        {
            CopyTo(copy);
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            copy.Dispose();
            throw;
        }

        _file.Dispose();
        (_file, _gone) = (copy, false);
        return true;
    }

    /// <summary>Writes behind the end and takes it back: throws where an append would.</summary>
    public void Probe()
    {
        Span<byte> room = stackalloc byte[ProbeBytes];
        room.Clear();
        Write(_file, room, _offset);
        RandomAccess.SetLength(_file, _offset);
    }

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

    // The only offset that can be wrong is one beyond a limit on the size of files: .NET has this exception for it.
    private void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            _write(file, bytes, offset);
        }
        catch (ArgumentOutOfRangeException tooLarge)
        {
            throw new IOException("The journal's file would be larger than this process may make files.", tooLarge);
        }
    }

    // The head anew, for a file that was emptied has none. What is cut off at the end stays a hole, which readers step over.
    private void CopyTo(SafeFileHandle copy)
    {
        Span<byte> head = stackalloc byte[JournalSegment.HeadBytes];
        _segment.WriteHead(head);
        Write(copy, head, 0);

        var buffer = new byte[64 * 1024];
        for (long at = JournalSegment.HeadBytes, read = 1; at < _offset && read > 0; at += read)
        {
            read = RandomAccess.Read(_file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, _offset - at)), at);
            Write(copy, buffer.AsSpan(0, (int)read), at);
        }
    }

    private (SafeFileHandle File, JournalSegment Segment) Create(long number)
    {
        var segment = JournalSegment.Create(number);
        var file = File.OpenHandle(
            JournalSegment.PathOf(_folder, number), FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);

        Span<byte> head = stackalloc byte[JournalSegment.HeadBytes];
        segment.WriteHead(head);

        try
        {
            Write(file, head, 0);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return (file, segment);
    }
}
