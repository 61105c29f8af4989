using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Penstock.Server.Storage;
using Penstock.Server.Storage.Rows;
using Penstock.Testing;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Storage;

public sealed class StorageMigratorTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly ServiceProvider _services;

    public StorageMigratorTests() =>
        _services = new ServiceCollection().AddLogging().AddStorage(_temp.Folder).BuildServiceProvider();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_folder_gets_the_whole_schema_and_a_second_start_changes_nothing()
    {
        await MigrateAsync();
        await MigrateAsync();

        await using var db = await OpenAsync();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Stop));
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task A_start_that_was_killed_while_migrating_does_not_block_the_next()
    {
        await MigrateAsync();
        await using (var db = await OpenAsync())
        {
            await db.Database.ExecuteSqlRawAsync(
                """
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT OR REPLACE INTO "__EFMigrationsLock" VALUES (1, '2026-01-01');
                DELETE FROM "__EFMigrationsHistory"; DROP TABLE "audit"; DROP TABLE "applied_config"; DROP TABLE "key_secrets";
                DROP TABLE "keys"; DROP TABLE "ledger"; DROP TABLE "ledger_position"; DROP TABLE "usage_day";
                DROP TABLE "key_uses";
                """,
                Stop);
        }

        await MigrateAsync().WaitAsync(Eventually.Patience, Stop);

        await using var migrated = await OpenAsync();
        Assert.Empty(await migrated.Keys.ToListAsync(Stop));
    }

    [Fact]
    public async Task A_database_of_the_first_version_is_brought_up_to_date_with_what_it_holds()
    {
        await MigrateAsync();
        await using (var first = await OpenAsync())
        {
            await first.GetService<IMigrator>().MigrateAsync("Initial", Stop);
            first.Audit.Add(new AuditRow { At = DateTimeOffset.UnixEpoch, Actor = "a", Action = "b", Target = "c", Detail = "d" });
            await first.SaveChangesAsync(Stop);
        }

        await MigrateAsync();

        await using var db = await OpenAsync();
        Assert.Equal("c", (await db.Audit.SingleAsync(Stop)).Target);
        Assert.Empty(await db.KeyUses.ToListAsync(Stop));
    }

    [Fact]
    public async Task Times_come_back_to_the_microsecond()
    {
        await MigrateAsync();
        var at = new DateTimeOffset(2026, 3, 1, 12, 0, 0, 123, 456, TimeSpan.FromHours(2));
        await using (var db = await OpenAsync())
        {
            db.Audit.Add(new AuditRow { At = at, Actor = "a", Action = "b", Target = "c", Detail = "d" });
            await db.SaveChangesAsync(Stop);
        }

        await using var reader = await OpenAsync();
        Assert.Equal(at, (await reader.Audit.SingleAsync(Stop)).At);
    }

    public void Dispose()
    {
        _services.Dispose();
        _temp.Dispose();
    }

    private Task MigrateAsync() => _services.GetRequiredService<StorageMigrator>().MigrateAsync(Stop);

    private Task<PenstockDb> OpenAsync() =>
        _services.GetRequiredService<IDbContextFactory<PenstockDb>>().CreateDbContextAsync(Stop);
}
