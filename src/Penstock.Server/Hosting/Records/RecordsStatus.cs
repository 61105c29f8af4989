using Penstock.Contracts.Admin.Status;
using Penstock.Server.Storage.Ledger;
using Penstock.Server.Storage.Traces;

namespace Penstock.Server.Hosting.Records;

/// <summary>The state of what is recorded, for the status page.</summary>
internal sealed class RecordsStatus(LedgerImporter importer, TraceQueue queue, TraceWriter writer)
{
    public LedgerStatusView Ledger() => new(importer.Entries, importer.Backlog, importer.JournalBytes());

    public TraceStatusView Traces() => new(writer.Stored, queue.Count, queue.Dropped);
}
