using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Penstock.Server.Storage.Ledger;
using Penstock.Server.Storage.Traces;

namespace Penstock.Server.Storage;

/// <summary>Which stores cannot be written right now, and what that means.</summary>
/// <remarks>
/// Without the journal nothing can be answered, because money is recorded before it is spent. Without the database or the
/// trace store everything is answered: taking such a server out of service would turn a fault that is survived into an outage.
/// </remarks>
internal sealed class StoreReport
{
    private readonly PenstockLedger _ledger;
    private readonly LedgerService _importing;
    private readonly TraceWriter _traces;

    public StoreReport(PenstockLedger ledger, LedgerService importing, TraceWriter traces, IMeterFactory meters)
    {
        (_ledger, _importing, _traces) = (ledger, importing, traces);
        meters.Create(StorageMeter.Name).CreateObservableGauge(
            "penstock.store.writable", Measure, "1", "1 where the last write to a store went well, else 0.");
    }

    /// <summary>What keeps <c>/v1</c> from answering; one sentence or none.</summary>
    public IEnumerable<string> Blocking() => Sentence(_ledger.Writes, "The ledger's journal cannot be written: {0}. New requests are refused.");

    /// <summary>What is broken while requests are answered, one sentence each.</summary>
    public IEnumerable<string> Degraded() =>
    [
        .. Sentence(_ledger.Flushes, "The ledger's journal cannot be flushed: {0}. Requests are answered, but the last records would not survive the end of the machine."),
        .. Sentence(_importing.Writes, ImportFails + " Requests are answered, and money is kept in the journal."),
        .. Sentence(_traces.Writes, "The trace store cannot be written: {0}. Requests are answered, and their traces are dropped and counted."),
    ];

    // Importing reads the journal and writes the database; which of the two failed is seen by what was thrown.
    private string ImportFails => _importing.Writes.Failure is SqliteException
        ? "The database cannot be written: {0}."
        : "Ledger records cannot be moved to the database: {0}.";

    private static IEnumerable<string> Sentence(WriteState writes, string text) =>
        writes.Failure is { } failure ? [string.Format(text, StoreFailure.Describe(failure))] : [];

    private IEnumerable<Measurement<int>> Measure() =>
        [Measure("journal", _ledger.Writes), Measure("database", _importing.Writes), Measure("traces", _traces.Writes)];

    private static Measurement<int> Measure(string store, WriteState writes) =>
        new(writes.Failure is null ? 1 : 0, new KeyValuePair<string, object?>("penstock.store", store));
}
