using System.Diagnostics.CodeAnalysis;
using System.Globalization;
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

    private readonly string _probe;

    private LedgerTables(SqliteConnection connection, string connectionString) =>
        (_probe, _connection, _insert, _sum) = (connectionString, connection, new InsertLedgerRow(connection), new AddToUsageDay(connection));

    public static LedgerTables Open(DataFolder folder)
    {
        var connectionString = new SqliteConnectionStringBuilder(StorageRegistration.ConnectionString(folder)) { Pooling = false }.ToString();
        var connection = new SqliteConnection(connectionString);
        connection.Open();

        // FULL: journal files are deleted after a commit, so the commit must be on the disk by then.
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000;");
        return new LedgerTables(connection, connectionString);
    }

    public JournalPosition ReadPosition()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT segment, \"offset\" FROM ledger_position WHERE id = 1";
        using var reader = command.ExecuteReader();
        return reader.Read() ? new JournalPosition(reader.GetInt64(0), reader.GetInt64(1)) : default;
    }

    /// <summary>Writes a number and looks for it by the file's name.</summary>
    /// <returns>Whether the name still leads to the file that is open here. If not, commits go to a file that nobody will find again.</returns>
    public bool Probe()
    {
        var number = (Number(_connection) + 1) % int.MaxValue;
        WriteNumber(number);
        using var byName = new SqliteConnection(_probe);
        byName.Open();
        return Number(byName) == number;
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

    // The file's head keeps a number for the application's own use, and setting it is a write like any other.
    private static long Number(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!; // a pragma that always has an answer
    }

    [SuppressMessage("Security", "CA2100", Justification = "A pragma takes no parameters; the value is a number.")]
    private void WriteNumber(long number)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {number}");
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
