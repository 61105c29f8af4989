using Microsoft.EntityFrameworkCore;
using Penstock.Server.Storage;
using Penstock.Server.Storage.Rows;

namespace Penstock.Server.Features.Access;

/// <summary>Made keys in the database. Every change carries its audit row in the same transaction.</summary>
internal sealed class KeyStore(IDbContextFactory<PenstockDb> databases)
{
    public async Task<IReadOnlyList<KeyRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Keys.AsNoTracking().Include(key => key.Secrets).OrderBy(key => key.Name).ToListAsync(cancellationToken);
    }

    public async Task<KeyRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Find(db, id).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<bool> HasNameAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Keys.AnyAsync(key => key.Name == name, cancellationToken);
    }

    public async Task AddAsync(KeyRow key, AuditRow note, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Keys.Add(key);
        db.Audit.Add(note);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Changes a key in place; null when there is none.</summary>
    public async Task<KeyRow?> ChangeAsync(
        string id, Action<KeyRow> change, AuditRow note, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await Find(db, id).SingleOrDefaultAsync(cancellationToken) is not { } key)
        {
            return null;
        }

        change(key);
        db.Audit.Add(note);
        await db.SaveChangesAsync(cancellationToken);
        return key;
    }

    /// <summary>Removes a key with its secrets; false when there is none.</summary>
    public async Task<bool> RemoveAsync(string id, AuditRow note, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await Find(db, id).SingleOrDefaultAsync(cancellationToken) is not { } key)
        {
            return false;
        }

        db.Keys.Remove(key);
        db.Audit.Add(note);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private static IQueryable<KeyRow> Find(PenstockDb db, string id) =>
        db.Keys.Include(key => key.Secrets).Where(key => key.Id == id);
}
