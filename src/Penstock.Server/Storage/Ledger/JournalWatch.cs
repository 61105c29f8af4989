namespace Penstock.Server.Storage.Ledger;

/// <summary>Knows whether the journal can be written: from its writes, and where there are none, by a probe. Called under the ledger's lock.</summary>
internal sealed class JournalWatch(LedgerOptions options, LedgerMetrics metrics, ILogger logger)
{
    private int _quietFlushes;

    /// <summary>What the last write came to.</summary>
    public WriteState State { get; } = new();

    /// <summary>Puts the open segment back where it lost its name.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="kept">Settled attempts that wait in memory.</param>
    /// <param name="restored">Whether it had to be put back.</param>
    /// <returns>Whether it is in its place.</returns>
    public bool TryKeepInPlace(JournalAppender journal, int kept, out bool restored)
    {
        restored = false;
        try
        {
            restored = journal.KeepInPlace();
            if (restored)
            {
                logger.SegmentRestored(journal.Position.Segment);
            }

            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Fails(failure, kept);
            return false;
        }
    }

    /// <summary>Writes where nobody did for a while, or where the last write failed. Real writes tell best; a server that refuses everybody has none.</summary>
    public bool TryProbe(JournalAppender journal, int kept)
    {
        if (State.Failure is null && ++_quietFlushes < options.QuietFlushes)
        {
            return true;
        }

        try
        {
            journal.Probe();
            Works(kept);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Fails(failure, kept);
            return false;
        }
    }

    public void Fails(Exception failure, int kept)
    {
        metrics.WriteFailed();
        if (State.Fails(failure))
        {
            logger.LedgerUnwritable(kept, failure);
        }
    }

    public void Works(int kept)
    {
        _quietFlushes = 0;
        if (State.Works())
        {
            logger.LedgerWritable(kept);
        }
    }
}
