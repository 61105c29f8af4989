using Penstock.Contracts.Money;
using Penstock.Gateway.Record;

namespace Penstock.Server.Storage.Ledger;

/// <summary>What a recovery came to.</summary>
internal readonly record struct RecoveryOutcome(long NextSegment, int Interrupted, long Damaged);

/// <summary>Brings everything an earlier process left in the journal into the database.</summary>
/// <remarks>
/// In this order, so that a kill at any point only means doing it again:
/// 1. read all segments, import what is behind the stored position, note what began and was not settled;
/// 2. in one transaction add those as interrupted (a row that exists already wins) and move the position past the journal;
/// 3. delete the segments.
/// </remarks>
internal sealed class LedgerRecovery(
    DataFolder folder, LedgerOptions options, LedgerTables tables, TimeProvider clock, ILogger logger)
{
    private readonly Dictionary<AttemptId, AttemptStarted> _open = [];
    private readonly List<LedgerEntry> _batch = [];
    private JournalPosition _position;
    private long _imported;
    private long _damaged;

    public RecoveryOutcome Run(CancellationToken cancellationToken)
    {
        _position = tables.ReadPosition();
        var segments = JournalSegment.Find(folder.Ledger);

        foreach (var number in segments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Read(number);
        }

        var next = Math.Max(_position.Segment, segments.Count > 0 ? segments[^1] : 0) + 1;
        var interrupted = Interrupt(next);
        Delete(segments);

        if (segments.Count > 0)
        {
            logger.LedgerRecovered(_imported, segments.Count);
        }

        return new RecoveryOutcome(next, interrupted, _damaged);
    }

    private void Read(long number)
    {
        if (!JournalReader.TryOpen(folder.Ledger, number, 0, null, out var reader))
        {
            SetAside(number);
            return;
        }

        while (reader.Next() is { } entry)
        {
            Note(entry, new JournalPosition(number, reader.Offset));
        }

        Import(new JournalPosition(number, reader.Offset));
        Report(number, reader);
    }

    private void Note(LedgerEntry entry, JournalPosition end)
    {
        if (entry.Settled is null)
        {
            _open[entry.Started.Id] = entry.Started;
            return;
        }

        _open.Remove(entry.Started.Id);
        if (end > _position)
        {
            _batch.Add(entry);
        }

        if (_batch.Count >= options.ImportBatch)
        {
            Import(end);
        }
    }

    private void Import(JournalPosition end)
    {
        if (_batch.Count > 0)
        {
            _imported += tables.Import(_batch, end);
            _batch.Clear();
        }
    }

    private int Interrupt(long next)
    {
        var now = clock.GetUtcNow();
        LedgerEntry[] interrupted = [.. _open.Values.Select(started => new LedgerEntry(started, Interrupted(started, now)))];

        var added = tables.Import(interrupted, new JournalPosition(next, 0));
        if (added > 0)
        {
            logger.AttemptsInterrupted(added);
        }

        return added;
    }

    private static AttemptSettled Interrupted(AttemptStarted started, DateTimeOffset now) => new()
    {
        Id = started.Id,
        At = now,
        Status = AttemptStatus.Interrupted,
        Usage = new TokenUsage(started.EstimatedInput, 0, 0, 0, 0, Counted: true),
        Cost = started.EstimatedCost,
    };

    private void Report(long number, JournalReader reader)
    {
        if (reader.Damaged > 0)
        {
            _damaged += reader.Damaged;
            logger.SegmentDamaged(number, reader.Damaged);
        }

        if (reader.Torn > 0)
        {
            logger.TailCut(number, reader.Torn);
        }
    }

    // A file shorter than its head was being made when the process ended: nothing was ever written to it.
    private void SetAside(long number)
    {
        if (new FileInfo(JournalSegment.PathOf(folder.Ledger, number)).Length <= JournalSegment.HeadBytes)
        {
            return;
        }

        logger.SegmentSetAside(number, JournalSegment.SetAside(folder.Ledger, number));
    }

    private void Delete(IReadOnlyList<long> segments)
    {
        foreach (var number in segments)
        {
            File.Delete(JournalSegment.PathOf(folder.Ledger, number));
        }
    }
}
