using System.Diagnostics.Metrics;

namespace Penstock.Server.Storage.Traces;

internal sealed class TraceMetrics
{
    private readonly Counter<long> _stored;
    private readonly Counter<long> _dropped;

    public TraceMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(StorageMeter.Name);
        _stored = meter.CreateCounter<long>("penstock.traces.stored", "{trace}", "Traces written to the store.");
        _dropped = meter.CreateCounter<long>(
            "penstock.traces.dropped", "{trace}", "Traces lost because the queue was full or the store could not be written.");
    }

    public void Stored(int count) => _stored.Add(count);

    public void Dropped(long count) => _dropped.Add(count);
}
