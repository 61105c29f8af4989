using Microsoft.Data.Sqlite;

namespace Penstock.Server.Storage.Ledger;

/// <summary>Moves records from the journal into the database, and recovers what an earlier process left in it.</summary>
internal sealed class LedgerImporter(
    DataFolder folder,
    LedgerOptions options,
    PenstockLedger ledger,
    LedgerMetrics metrics,
    TimeProvider clock,
    ILogger<LedgerImporter> logger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private LedgerTables? _tables;
    private JournalPosition _position;
    private long _entries;
    private long _imported;

    /// <summary>Settled attempts in the database.</summary>
    public long Entries => Interlocked.Read(ref _entries);

    /// <summary>Settled attempts that are in the journal and not yet in the database.</summary>
    public long Backlog => Math.Max(0, ledger.Settled - Interlocked.Read(ref _imported));

    /// <summary>Bytes of all journal files.</summary>
    public long JournalBytes() =>
        new DirectoryInfo(folder.Ledger).EnumerateFiles("*.journal").Sum(file => file.Length);

    /// <summary>Imports what earlier processes left, closes their open attempts, and opens the journal for this one.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _tables = LedgerTables.Open(folder);
            var recovery = new LedgerRecovery(folder, options, _tables, clock, logger);
            var outcome = recovery.Run(cancellationToken);

            _position = new JournalPosition(outcome.NextSegment, 0);
            ledger.Open(outcome.NextSegment);
            _entries = _tables.CountEntries();
            metrics.Interrupted(outcome.Interrupted);
            metrics.Damaged(outcome.Damaged);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Imports everything that was settled before the call.</summary>
    public async Task ImportAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            Import(ledger.Position, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes to the database although nothing waits, and opens it anew where another file has its name.</summary>
    /// <exception cref="SqliteException">It cannot be written, or is gone.</exception>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            IsInPlace();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _tables?.Dispose();
        _turn.Dispose();
    }

    private void Import(JournalPosition target, CancellationToken cancellationToken)
    {
        while (_tables is not null && _position < target)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var last = _position.Segment == target.Segment;
            if (last && !File.Exists(JournalSegment.PathOf(folder.Ledger, target.Segment)))
            {
                // The open segment lost its name and is put back by whoever writes it; nothing in it is passed over.
                return;
            }

            ImportSegment(_tables, last ? target.Offset : null, cancellationToken);

            if (!last)
            {
                _position = new JournalPosition(_position.Segment + 1, 0);
            }
        }

        DeleteImported();
    }

    private void ImportSegment(LedgerTables tables, long? end, CancellationToken cancellationToken)
    {
        var number = _position.Segment;
        if (!JournalReader.TryOpen(folder.Ledger, number, _position.Offset, end, out var reader))
        {
            logger.SegmentSetAside(number, JournalSegment.SetAside(folder.Ledger, number));

            // The open segment is written again with a good head, and what follows is found in it.
            _position = end is null ? new JournalPosition(number, long.MaxValue) : _position;
            return;
        }

        foreach (var batch in Settled(reader).Chunk(options.ImportBatch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var at = new JournalPosition(number, batch[^1].End);
            var added = tables.Import([.. batch.Select(record => record.Entry)], at);
            Count(batch.Length, added);
            _position = at;
        }

        _position = new JournalPosition(number, end ?? reader.Offset);
        Report(number, reader);
    }

    private static IEnumerable<(LedgerEntry Entry, long End)> Settled(JournalReader reader)
    {
        while (reader.Next() is { } entry)
        {
            if (entry.Settled is not null)
            {
                yield return (entry, reader.Offset);
            }
        }
    }

    private void Count(int read, int added)
    {
        Interlocked.Add(ref _imported, read);
        Interlocked.Add(ref _entries, added);
        metrics.Imported(added);
    }

    private void Report(long number, JournalReader reader)
    {
        if (reader.Damaged + reader.Torn is > 0 and var bytes)
        {
            metrics.Damaged(bytes);
            logger.SegmentDamaged(number, bytes);
        }
    }

    // What was imported into a file that has lost its name is not imported: then the journal is all there is.
    private void DeleteImported()
    {
        long[] imported = [.. JournalSegment.Find(folder.Ledger).Where(number => number < _position.Segment && !ledger.Holds(number))];
        if (imported.Length > 0 && IsInPlace())
        {
            Array.ForEach(imported, number => File.Delete(JournalSegment.PathOf(folder.Ledger, number)));
        }
    }

    private bool IsInPlace()
    {
        if (_tables is null || Probe(_tables))
        {
            return _tables is not null;
        }

        var replaced = _tables;
        _tables = LedgerTables.Open(folder);
        replaced.Dispose();

        // A record that is there already changes nothing, so everything that is still in the journal is read again.
        var segments = JournalSegment.Find(folder.Ledger);
        _position = segments.Count > 0 ? new JournalPosition(segments[0], 0) : _position;
        _entries = _tables.CountEntries();
        logger.DatabaseReplaced();
        return false;
    }

    // Idle connections go on with the file they opened: what was changed through them would be lost as well.
    private bool Probe(LedgerTables tables)
    {
        var inPlace = false;
        try
        {
            return inPlace = tables.Probe();
        }
        finally
        {
            if (!inPlace)
            {
                StorageRegistration.ForgetConnections(folder);
            }
        }
    }
}
