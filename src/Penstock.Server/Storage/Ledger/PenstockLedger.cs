using System.Buffers;
using Penstock.Gateway.Record;

namespace Penstock.Server.Storage.Ledger;

/// <summary>The record of money: an append-only journal that a background importer moves into the database.</summary>
/// <remarks>
/// <para>A record is in the system's page cache when a call returns, so it survives any end of this process. It survives
/// the end of the machine after the next flush, at most <see cref="LedgerOptions.FlushEvery"/> later.</para>
/// <para>The lock is held for one short write. The buffer is on the stack, or from the pool for very long names.</para>
/// </remarks>
internal sealed class PenstockLedger(
    DataFolder folder,
    LedgerOptions options,
    LedgerMetrics metrics,
    ILogger<PenstockLedger> logger,
    JournalWrite? write = null) : ILedger, IDisposable
{
    private const int StackBytes = 1024;

    private readonly JournalWrite _write = write ?? RandomAccess.Write;
    private readonly Lock _gate = new();
    private readonly OpenAttempts _open = new();
    private readonly Queue<LedgerEntry> _unwritten = new();
    private readonly JournalWatch _watch = new(options, metrics, logger);
    private JournalAppender? _journal;
    private bool _dirty;
    private long _settled;

    /// <summary>What the last write to the journal came to, a probe's included.</summary>
    public WriteState Writes => _watch.State;

    /// <summary>What the last flush came to.</summary>
    public WriteState Flushes { get; } = new();

    /// <summary>The end of the journal; <see langword="default"/> before <see cref="Open"/>.</summary>
    public JournalPosition Position
    {
        get
        {
            lock (_gate)
            {
                return _journal?.Position ?? default;
            }
        }
    }

    /// <summary>Settled attempts this process has written to the journal.</summary>
    public long Settled => Interlocked.Read(ref _settled);

    /// <summary>Attempts under way.</summary>
    public int OpenCount
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Opens a fresh segment. Until then nothing can begin.</summary>
    public void Open(long segment)
    {
        lock (_gate)
        {
            _journal = new JournalAppender(folder.Ledger, segment, options.SegmentBytes, _write);
        }
    }

    public bool TryBegin(AttemptStarted attempt)
    {
        lock (_gate)
        {
            // What is owed comes first: beginning more work while settled money waits in memory would pile it up.
            if (_journal is null || !TryWriteUnwritten() || TryAppend(attempt, null) is not { } segment)
            {
                return false;
            }

            _open.Begin(attempt, segment);
            return true;
        }
    }

    public bool TrySettle(AttemptSettled attempt)
    {
        lock (_gate)
        {
            if (_open.Settle(attempt.Id) is not { } started)
            {
                logger.SettledWithoutBeginning(attempt.Id.Trace, attempt.Id.Number);
                return true;
            }

            if (TryWriteUnwritten() && TryAppend(started, attempt) is not null)
            {
                return true;
            }

            _unwritten.Enqueue(new LedgerEntry(started, attempt));
            return false;
        }
    }

    /// <summary>Tries again what could not be written, probes where nothing was, then brings everything written to the disk.</summary>
    public void Flush()
    {
        FlushTicket ticket;
        lock (_gate)
        {
            if (_journal is null || !TryKeepInPlace(_journal) || !TryWriteUnwritten() || !_watch.TryProbe(_journal, _unwritten.Count) || !_dirty)
            {
                return;
            }

            _dirty = false;
            ticket = _journal.Flushing();
        }

        using (ticket)
        {
            FlushToDisk(ticket);
        }
    }

    /// <summary>Whether a segment holds the beginning of an attempt that is still under way.</summary>
    public bool Holds(long segment)
    {
        lock (_gate)
        {
            return _open.Holds(segment);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_journal is not null && !TryWriteUnwritten())
            {
                logger.SettledAttemptsUnwritten(_unwritten.Count);
            }

            _journal?.Dispose();
            _journal = null;
        }
    }

    private void FlushToDisk(FlushTicket ticket)
    {
        try
        {
            ticket.Flush();
            if (Flushes.Works())
            {
                logger.FlushWorks();
            }
        }
        catch (IOException failure)
        {
            Volatile.Write(ref _dirty, true);
            metrics.WriteFailed();
            if (Flushes.Fails(failure))
            {
                logger.FlushFailed(failure);
            }
        }
    }

    private bool TryKeepInPlace(JournalAppender journal)
    {
        var works = _watch.TryKeepInPlace(journal, _unwritten.Count, out var restored);
        _dirty |= restored;
        return works;
    }

    private bool TryWriteUnwritten()
    {
        while (_unwritten.TryPeek(out var entry))
        {
            if (TryAppend(entry.Started, entry.Settled) is null)
            {
                return false;
            }

            _unwritten.Dequeue();
        }

        return true;
    }

    private long? TryAppend(AttemptStarted started, AttemptSettled? settled)
    {
        var size = JournalSegment.FrameHead + LedgerPayload.MaxBytes(started);
        var rented = size > StackBytes ? ArrayPool<byte>.Shared.Rent(size) : null;

        try
        {
            Span<byte> frame = rented ?? stackalloc byte[StackBytes];
            var length = LedgerPayload.Write(frame[JournalSegment.FrameHead..], started, settled);
            return Append(frame[..(JournalSegment.FrameHead + length)], settled is not null);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    private long? Append(Span<byte> frame, bool settled)
    {
        try
        {
            var segment = _journal!.Append(frame); // Open() has run: both callers check.
            _dirty = true;
            _settled += settled ? 1 : 0;
            _watch.Works(_unwritten.Count);
            return segment;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _watch.Fails(failure, _unwritten.Count);
            return null;
        }
    }
}
