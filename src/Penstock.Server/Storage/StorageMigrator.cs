using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Penstock.Server.Storage;

/// <summary>Brings the database to this version's schema. Called once, before anything reads or writes.</summary>
internal sealed class StorageMigrator(IDbContextFactory<PenstockDb> databases, ILogger<StorageMigrator> logger)
{
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        Create(db.Database.GetConnectionString());

        // EF Core guards migrations with a row in this table and waits for it for ever. A process killed in the middle
        // of its first start leaves the row behind; the lock on the data folder says that nobody else can be at it.
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);

        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count == 0)
        {
            return;
        }

        await db.Database.MigrateAsync(cancellationToken);
        logger.Migrated(pending.Count, pending[^1]);
    }

    private static void Create(string? connectionString)
    {
        var create = new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false };
        using var connection = new SqliteConnection(create.ToString());
        connection.Open();
    }
}
