using DuckDB.NET.Data;

namespace Penstock.Server.Storage.Traces;

/// <summary>The DuckDB file: one writing connection that stays open, and short-lived reading ones beside it.</summary>
/// <remarks>Readers see a consistent state while the writer appends. A file that cannot be opened never stops the server.</remarks>
internal sealed class TraceDatabase(
    DataFolder folder, TraceOptions options, TimeProvider clock, ILogger<TraceDatabase> logger) : IDisposable
{
    private const int Readers = 4;

    private readonly SemaphoreSlim _readers = new(Readers, Readers);
    private DuckDBConnection? _writer;

    /// <summary>The writing connection; one user at a time, who holds the writer's turn.</summary>
    public DuckDBConnection? Writer => _writer;

    /// <summary>Opens the file, or sets it aside and opens a new one, or leaves the store closed.</summary>
    public void Open()
    {
        try
        {
            _writer = Connect();
        }
        catch (DuckDBException failure)
        {
            SetAside(failure);
        }
    }

    /// <summary>Whether the file that was opened still has its name; DuckDB itself goes on without noticing.</summary>
    public bool IsInPlace => _writer is not null && File.Exists(folder.Traces);

    /// <summary>Closes the file, opens it again and writes to it. Sets nothing aside: a full disk is no reason to put traces away.</summary>
    /// <exception cref="DuckDBException">It cannot be opened or written.</exception>
    public async Task ReopenAsync(CancellationToken cancellationToken)
    {
        // One reader is enough to keep the closed file in use.
        for (var reader = 0; reader < Readers; reader++)
        {
            await _readers.WaitAsync(cancellationToken);
        }

        try
        {
            _writer?.Dispose();
            _writer = null;
            _writer = Connect();
            _writer.Run("CREATE OR REPLACE TABLE write_probe AS SELECT 1 AS one; CHECKPOINT; DROP TABLE write_probe");
        }
        finally
        {
            _readers.Release(Readers);
        }
    }

    /// <summary>Asks one question on a connection of its own.</summary>
    /// <returns>Nothing when the store is closed.</returns>
    public async Task<T?> ReadAsync<T>(Func<DuckDBConnection, T> question, CancellationToken cancellationToken)
        where T : class?
    {
        await _readers.WaitAsync(cancellationToken);
        try
        {
            if (_writer is null)
            {
                return null;
            }

            using var connection = TraceFile.Beside(_writer);
            return question(connection);
        }
        finally
        {
            _readers.Release();
        }
    }

    /// <summary>Gives back what DuckDB keeps of blocks it has written or read, unless somebody is asking. Needs the writer's turn.</summary>
    public void Rest()
    {
        var free = 0;
        try
        {
            while (free < Readers && _readers.Wait(0))
            {
                free++;
            }

            if (free == Readers && _writer is { } connection)
            {
                TraceFile.Shrink(connection, options.RestMb, options.MemoryMb);
            }
        }
        finally
        {
            if (free > 0)
            {
                _readers.Release(free);
            }
        }
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _writer = null;
        _readers.Dispose();
    }

    private DuckDBConnection Connect()
    {
        var connection = TraceFile.Open(folder.Traces, options.MemoryMb);
        try
        {
            connection.Run(TraceSchema.Create(TraceSchema.Table));
            connection.Run(TraceContents.Create(TraceContents.Table));
            connection.Run($"SELECT count(attempts) FROM (SELECT attempts FROM {TraceSchema.Table} LIMIT 1)");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // The log of the last writes first: without it the rest is usually whole.
    private void SetAside(DuckDBException failure)
    {
        var stamp = clock.GetUtcNow().ToString("yyyyMMdd-HHmmss");
        foreach (var path in new[] { folder.Traces + ".wal", folder.Traces })
        {
            try
            {
                if (_writer is null && File.Exists(path))
                {
                    File.Move(path, $"{path}.unreadable-{stamp}", overwrite: true);
                    logger.TraceStoreSetAside(path, $"{path}.unreadable-{stamp}", failure);
                    _writer = Connect();
                }
            }
            catch (Exception again) when (again is DuckDBException or IOException or UnauthorizedAccessException)
            {
                logger.TraceStoreUnavailable(path, again);
            }
        }

        if (_writer is null)
        {
            logger.TraceStoreUnavailable(folder.Traces, failure);
        }
    }
}
