using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Penstock.Server.Storage;

/// <summary>Settings SQLite keeps per connection.</summary>
/// <remarks>
/// With a write-ahead log, <c>synchronous = NORMAL</c> loses at most the last commits in a power failure and never
/// corrupts. The ledger's importer, which deletes journal files after a commit, sets <c>FULL</c> for itself.
/// </remarks>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 10000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
