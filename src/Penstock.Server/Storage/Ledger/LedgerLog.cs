namespace Penstock.Server.Storage.Ledger;

internal static partial class LedgerLog
{
    [LoggerMessage(15101, LogLevel.Error, "The ledger cannot be written. New attempts are refused until it can; {Kept} settled attempts are kept in memory.")]
    public static partial void LedgerUnwritable(this ILogger logger, int kept, Exception failure);

    [LoggerMessage(15102, LogLevel.Information, "The ledger can be written again; {Kept} attempts kept in memory were written.")]
    public static partial void LedgerWritable(this ILogger logger, int kept);

    [LoggerMessage(15103, LogLevel.Error, "Attempt {Number} of trace {Trace} was settled without having begun, or twice; the ledger keeps the first.")]
    public static partial void SettledWithoutBeginning(this ILogger logger, Contracts.Ids.TraceId trace, int number);

    [LoggerMessage(15104, LogLevel.Error, "Ledger segment {Segment} is damaged: {Bytes} bytes hold no readable record and were stepped over. Check the disk.")]
    public static partial void SegmentDamaged(this ILogger logger, long segment, long bytes);

    [LoggerMessage(15105, LogLevel.Error, "The head of ledger segment {Segment} cannot be read; the file was set aside as {Path}. Check the disk.")]
    public static partial void SegmentSetAside(this ILogger logger, long segment, string path);

    [LoggerMessage(15106, LogLevel.Warning, "Ledger segment {Segment} ended in {Bytes} bytes of an unfinished write, which were cut off.")]
    public static partial void TailCut(this ILogger logger, long segment, long bytes);

    [LoggerMessage(15107, LogLevel.Warning, "{Count} attempts were under way when the last process ended; they are recorded as interrupted, with estimated tokens.")]
    public static partial void AttemptsInterrupted(this ILogger logger, int count);

    [LoggerMessage(15108, LogLevel.Information, "Ledger recovered: {Imported} settled attempts from {Segments} journal segments.")]
    public static partial void LedgerRecovered(this ILogger logger, long imported, int segments);

    [LoggerMessage(15109, LogLevel.Error, "Moving ledger records to the database failed; they stay in the journal and will be moved later.")]
    public static partial void ImportFailed(this ILogger logger, Exception failure);

    [LoggerMessage(15110, LogLevel.Critical, "{Count} settled attempts could not be written before the end; the next start records them as interrupted, with estimates.")]
    public static partial void SettledAttemptsUnwritten(this ILogger logger, int count);

    [LoggerMessage(15112, LogLevel.Critical, "Ledger segment {Segment} was deleted while in use; it was written again from what was still open. Find out who deletes files of the data folder.")]
    public static partial void SegmentRestored(this ILogger logger, long segment);

    [LoggerMessage(15113, LogLevel.Information, "Ledger records move to the database again.")]
    public static partial void ImportWorks(this ILogger logger);

    [LoggerMessage(15114, LogLevel.Critical, "The database file was replaced while in use. It is opened again, and everything that is in the journal is imported into it.")]
    public static partial void DatabaseReplaced(this ILogger logger);

    [LoggerMessage(15115, LogLevel.Information, "The ledger is flushed to disk again.")]
    public static partial void FlushWorks(this ILogger logger);

    [LoggerMessage(15111, LogLevel.Error, "The ledger could not be flushed to disk; records are safe from a crash of the process, not from one of the machine.")]
    public static partial void FlushFailed(this ILogger logger, Exception failure);
}
