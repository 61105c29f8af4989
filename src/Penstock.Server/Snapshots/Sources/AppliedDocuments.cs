using Microsoft.EntityFrameworkCore;
using Penstock.Server.Storage;
using Penstock.Server.Storage.Rows;

namespace Penstock.Server.Snapshots.Sources;

/// <summary>Documents applied through the API; the newest one counts, the others are history.</summary>
internal sealed class AppliedDocuments(IDbContextFactory<PenstockDb> databases)
{
    public async Task<string?> ReadNewestAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.AppliedConfigs.OrderByDescending(row => row.Id).Select(row => row.Text).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Keeps a document, with the note of who did what, in one transaction.</summary>
    public async Task AddAsync(AppliedConfigRow document, AuditRow note, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.AppliedConfigs.Add(document);
        db.Audit.Add(note);
        await db.SaveChangesAsync(cancellationToken);
    }
}
