using DuckDB.NET.Data;

namespace Penstock.Server.Storage.Traces;

/// <summary>Moves traces from the queue into the store, and is the only one to change it.</summary>
internal sealed class TraceWriter(
    TraceDatabase database, TraceQueue queue, TraceOptions options, TraceMetrics metrics, ILogger<TraceWriter> logger)
    : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _stored;

    /// <summary>What the last write came to, a probe's included.</summary>
    public WriteState Writes { get; } = new();

    /// <summary>Traces in the store.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>When what changed last.</summary>
    public TraceChanges Changes { get; } = new();

    /// <summary>Opens the store.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            database.Open();
            Count();
            if (database.Writer is null)
            {
                Writes.Fails(new InvalidOperationException("The trace store could not be opened."));
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes everything that waited at the time of the call, so that a question asked next sees it.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            for (var left = queue.Count; left > 0; left -= options.Batch)
            {
                Write();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Changes the store in another way, with nobody writing beside it.</summary>
    public async Task ChangeAsync(Action<DuckDBConnection> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (database.Writer is { } connection)
            {
                change(connection);
                Count();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Gives back memory that nobody needs between two checkpoints and two questions.</summary>
    public async Task RestAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            database.Rest();
        }
        catch (DuckDBException failure)
        {
            Fails(failure);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Opens the store again where a write failed or its file is gone. DuckDB closes itself for good after some failures.</summary>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (Writes.Failure is null && database.IsInPlace)
            {
                return;
            }

            await database.ReopenAsync(cancellationToken);
            Changes.Reopened();
            Count();
            Works();
        }
        catch (Exception failure) when (failure is DuckDBException or InvalidOperationException or IOException)
        {
            Fails(failure);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private void Write()
    {
        var traces = queue.Take(options.Batch);
        if (database.Writer is not { } connection)
        {
            queue.Drop(traces.Count);
            return;
        }

        try
        {
            connection.Append(traces);
            Changes.Written(traces);
            Interlocked.Add(ref _stored, traces.Count);
            metrics.Stored(traces.Count);
            Works();
        }
        catch (Exception failure) when (failure is DuckDBException or InvalidOperationException)
        {
            queue.Drop(traces.Count);
            Fails(failure);
        }
    }

    private void Fails(Exception failure)
    {
        if (Writes.Fails(failure))
        {
            logger.TracesUnwritable(failure);
        }
    }

    private void Works()
    {
        if (Writes.Works())
        {
            logger.TracesWritable(queue.Dropped);
        }
    }

    private void Count()
    {
        if (database.Writer is { } connection)
        {
            var (count, oldest) = connection.Query(
                $"SELECT count(*), min(started_at) FROM {TraceSchema.Table}",
                row => (row.GetInt64(0), row.IsDBNull(1) ? DateTime.MaxValue : row.GetDateTime(1)))[0];
            Interlocked.Exchange(ref _stored, count);
            Changes.Kept(oldest);
        }
    }
}
