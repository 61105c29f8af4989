using Microsoft.Data.Sqlite;

namespace Penstock.Server.Storage.Ledger;

/// <summary>The importer's side of the database: rows, daily sums and the position in one transaction.</summary>
/// <remarks>
/// Raw prepared commands: tens of thousands of rows a second, where change tracking would take a tenth. A row that is
/// there already changes nothing, not even the sums, so that importing a record twice is the same as once.
/// </remarks>
internal sealed class LedgerTables : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly InsertLedgerRow _insert;
    private readonly AddToUsageDay _sum;

    private LedgerTables(SqliteConnection connection) =>
        (_connection, _insert, _sum) = (connection, new InsertLedgerRow(connection), new AddToUsageDay(connection));

    public static LedgerTables Open(DataFolder folder)
    {
        var connection = new SqliteConnection(StorageRegistration.ConnectionString(folder));
        connection.Open();

        // FULL: journal files are deleted after a commit, so the commit must be on the disk by then.
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000;");
        return new LedgerTables(connection);
    }

    public JournalPosition ReadPosition()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT segment, \"offset\" FROM ledger_position WHERE id = 1";
        using var reader = command.ExecuteReader();
        return reader.Read() ? new JournalPosition(reader.GetInt64(0), reader.GetInt64(1)) : default;
    }

    public long CountEntries()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT COALESCE(SUM(attempts), 0) FROM usage_day";
        return (long)command.ExecuteScalar()!; // COALESCE: never null.
    }

    /// <summary>Adds settled attempts and moves the position on, all or nothing.</summary>
    /// <returns>How many were new.</returns>
    public int Import(IReadOnlyList<LedgerEntry> entries, JournalPosition position)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        var sums = new Dictionary<UsageDayKey, UsageDaySums>();
        var added = 0;

        foreach (var entry in entries)
        {
            if (_insert.Run(transaction, entry.Started, entry.Settled!)) // the caller passes settled ones only
            {
                added++;
                var key = UsageDayKey.Of(entry.Started);
                sums[key] = sums.GetValueOrDefault(key).Plus(entry);
            }
        }

        foreach (var (key, sum) in sums)
        {
            _sum.Run(transaction, key, sum);
        }

        WritePosition(transaction, position);
        transaction.Commit();
        return added;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _sum.Dispose();
        _connection.Dispose();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void WritePosition(SqliteTransaction transaction, JournalPosition position)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            "INSERT INTO ledger_position (id, segment, \"offset\") VALUES (1, $segment, $offset) "
            + "ON CONFLICT (id) DO UPDATE SET segment = excluded.segment, \"offset\" = excluded.\"offset\"";
        command.Parameters.AddWithValue("$segment", position.Segment);
        command.Parameters.AddWithValue("$offset", position.Offset);
        command.ExecuteNonQuery();
    }
}
