namespace Penstock.Server.Storage.Ledger;

/// <summary>How the ledger writes.</summary>
internal sealed record LedgerOptions
{
    /// <summary>Size at which a segment is closed and the next one begun. Default 16 MiB.</summary>
    public long SegmentBytes { get; init; } = 16L * 1024 * 1024;

    /// <summary>The longest time a record stays in the system's cache only, and the pace of retries. Default 200 ms.</summary>
    public TimeSpan FlushEvery { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest time without a word on whether a store can be written: then a probe asks. Default 5 s.</summary>
    public TimeSpan ProbeEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>As many flushes as fit into <see cref="ProbeEvery"/>.</summary>
    public int QuietFlushes => (int)Math.Max(1, ProbeEvery / FlushEvery);

    /// <summary>The pace at which records move to the database. Default 250 ms.</summary>
    public TimeSpan ImportEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The most records in one transaction of the importer. Default 5,000.</summary>
    public int ImportBatch { get; init; } = 5_000;
}
