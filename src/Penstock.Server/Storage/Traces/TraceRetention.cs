using DuckDB.NET.Data;

namespace Penstock.Server.Storage.Traces;

/// <summary>Deletes what is too old or too much, and gives the room back to the disk.</summary>
/// <remarks>
/// Rows lie in order of time, so deleting the oldest empties whole blocks, which a checkpoint frees for new rows. The
/// file itself only shrinks from its end, and the freed blocks are at its start. Once more than half of it is free,
/// the rest is therefore written again into the freed blocks, and the next checkpoint cuts the end off.
/// </remarks>
internal sealed class TraceRetention(
    DataFolder folder, TraceWriter writer, RetentionSource source, TimeProvider clock, ILogger<TraceRetention> logger)
{
    private const int MostPasses = 8;
    private const long SmallBytes = 8 * 1024 * 1024;
    private const string Rewritten = "traces_rewritten";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var before = writer.Stored;
            await writer.ChangeAsync(connection => Retain(connection, source()), cancellationToken);

            if (before - writer.Stored is > 0 and var deleted)
            {
                logger.TracesRetained(deleted, new FileInfo(folder.Traces).Length);
            }
        }
        catch (Exception failure) when (failure is DuckDBException or IOException or InvalidOperationException)
        {
            logger.RetentionFailed(failure);
        }
    }

    private void Retain(DuckDBConnection connection, RetentionOptions options)
    {
        Delete(connection, (clock.GetUtcNow() - options.Age).UtcDateTime);
        connection.Run("CHECKPOINT");

        // What a cut takes off is an estimate, because traces differ in size; so look again.
        for (var pass = 0; pass < MostPasses && UsedBytes(connection) is var used && used > options.MaxBytes; pass++)
        {
            Shorten(connection, share: Math.Clamp(1 - (0.9 * options.MaxBytes / used), 0.05, 1));
            connection.Run("CHECKPOINT");

            // A block goes when all its rows are gone. Where few large blocks hold everything, rows must move first.
            if (UsedBytes(connection) > options.MaxBytes)
            {
                Rewrite(connection);
            }
        }

        GiveBack(connection);
    }

    private static void Shorten(DuckDBConnection connection, double share)
    {
        var cut = connection.Query(
            $"SELECT quantile_disc(started_at, {share.ToString("F4")}) FROM {TraceSchema.Table}",
            row => row.IsDBNull(0) ? default : row.GetDateTime(0))[0];
        Delete(connection, cut.AddTicks(TimeSpan.TicksPerMicrosecond));
    }

    private static void Delete(DuckDBConnection connection, DateTime before)
    {
        Delete(connection, TraceSchema.Table, before);
        Delete(connection, TraceContents.Table, before);
    }

    private static void Delete(DuckDBConnection connection, string table, DateTime before) => connection.Query(
        $"DELETE FROM {table} WHERE started_at < $before", row => row.GetInt64(0), new DuckDBParameter("before", before));

    private static void GiveBack(DuckDBConnection connection)
    {
        var (used, free) = (UsedBytes(connection), FreeBytes(connection));
        if (free >= SmallBytes && free >= used)
        {
            Rewrite(connection);
        }
    }

    private static void Rewrite(DuckDBConnection connection)
    {
        connection.Run("BEGIN");
        try
        {
            Rewrite(connection, TraceSchema.Table, TraceSchema.Create(Rewritten));
            Rewrite(connection, TraceContents.Table, TraceContents.Create(Rewritten));
            connection.Run("COMMIT");
        }
        catch
        {
            connection.Run("ROLLBACK");
            throw;
        }

        connection.Run("CHECKPOINT");
    }

    private static void Rewrite(DuckDBConnection connection, string table, string create)
    {
        connection.Run(create);
        connection.Run($"INSERT INTO {Rewritten} SELECT * FROM {table} ORDER BY started_at");
        connection.Run($"DROP TABLE {table}");
        connection.Run($"ALTER TABLE {Rewritten} RENAME TO {table}");
    }

    private static long UsedBytes(DuckDBConnection connection) =>
        connection.Number("SELECT CAST(used_blocks * block_size AS BIGINT) FROM pragma_database_size() WHERE database_name = current_database()");

    private static long FreeBytes(DuckDBConnection connection) =>
        connection.Number("SELECT CAST(free_blocks * block_size AS BIGINT) FROM pragma_database_size() WHERE database_name = current_database()");
}
