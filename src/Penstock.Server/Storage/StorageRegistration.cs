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

    public static string ConnectionString(DataFolder folder) => new SqliteConnectionStringBuilder
    {
        DataSource = folder.Database,
        Mode = SqliteOpenMode.ReadWriteCreate,
        ForeignKeys = true,
        Pooling = true,
    }.ToString();

    private static void Configure(DbContextOptionsBuilder options, DataFolder folder) =>
        options.UseSqlite(ConnectionString(folder)).AddInterceptors(new SqlitePragmas());
}
