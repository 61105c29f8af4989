using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Penstock.Server.Storage;

internal static class StorageRegistration
{
    /// <summary>The relational store: <c>IDbContextFactory&lt;PenstockDb&gt;</c> for everybody.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, DataFolder folder)
    {
        services.AddSingleton(folder);
        services.AddDbContextFactory<PenstockDb>(options => Configure(options, folder));
        services.AddSingleton<StorageMigrator>();
        return services;
    }

    /// <summary>Opens a database that is there: only the migrator makes one, so that a file lost while running is missed, not replaced by an empty one.</summary>
    public static string ConnectionString(DataFolder folder) => new SqliteConnectionStringBuilder
    {
        DataSource = folder.Database,
        Mode = SqliteOpenMode.ReadWrite,
        ForeignKeys = true,
        Pooling = true,
    }.ToString();

    /// <summary>Drops idle connections, which go on with the file they opened although another one has its name now.</summary>
    public static void ForgetConnections(DataFolder folder)
    {
        using var any = new SqliteConnection(ConnectionString(folder));
        SqliteConnection.ClearPool(any);
    }

    private static void Configure(DbContextOptionsBuilder options, DataFolder folder) =>
        options.UseSqlite(ConnectionString(folder)).AddInterceptors(new SqlitePragmas());
}
