using Penstock.Gateway.Record;

namespace Penstock.Bench.Allocation;

/// <summary>A ledger and a trace sink that keep nothing: what storage costs is not the pipeline's.</summary>
internal sealed class NoRecords : ILedger, ITraceSink
{
    public bool TryBegin(AttemptStarted attempt) => true;

    public bool TrySettle(AttemptSettled attempt) => true;

    public bool TryAdd(TraceRecord trace) => true;
}
