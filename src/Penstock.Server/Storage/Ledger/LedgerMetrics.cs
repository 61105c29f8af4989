using System.Diagnostics.Metrics;

namespace Penstock.Server.Storage.Ledger;

internal sealed class LedgerMetrics
{
    private readonly Counter<long> _entries;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _interrupted;
    private readonly Counter<long> _damaged;

    public LedgerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(StorageMeter.Name);
        _entries = meter.CreateCounter<long>("penstock.ledger.entries", "{attempt}", "Settled attempts moved to the database.");
        _failures = meter.CreateCounter<long>("penstock.ledger.write_failures", "{write}", "Journal writes that failed.");
        _interrupted = meter.CreateCounter<long>("penstock.ledger.interrupted", "{attempt}", "Attempts a dead process left open.");
        _damaged = meter.CreateCounter<long>("penstock.ledger.damaged", "By", "Journal bytes that held no readable record.");
    }

    public void Imported(int count) => _entries.Add(count);

    public void WriteFailed() => _failures.Add(1);

    public void Interrupted(int count) => _interrupted.Add(count);

    public void Damaged(long bytes) => _damaged.Add(bytes);
}
