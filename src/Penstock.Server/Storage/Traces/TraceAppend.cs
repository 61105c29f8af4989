using DuckDB.NET.Data;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Record;

namespace Penstock.Server.Storage.Traces;

/// <summary>Appends traces in the column order of <see cref="TraceSchema"/>.</summary>
internal static class TraceAppend
{
    /// <summary>Appends traces and their contents, all or nothing.</summary>
    public static void Append(this DuckDBConnection connection, IReadOnlyList<TraceRecord> traces)
    {
        if (!traces.Any(TraceContents.Has))
        {
            AppendTraces(connection, traces);
            return;
        }

        connection.Run("BEGIN");
        try
        {
            TraceContents.Append(connection, traces);
            AppendTraces(connection, traces);
            connection.Run("COMMIT");
        }
        catch
        {
            TryRollBack(connection);
            throw;
        }
    }

    private static void AppendTraces(DuckDBConnection connection, IReadOnlyList<TraceRecord> traces)
    {
        using var appender = connection.CreateAppender(TraceSchema.Table);
        foreach (var trace in traces)
        {
            var row = appender.CreateRow();
            Course(row, trace);
            Target(row, trace);
            End(row, trace);
            Detail(row, trace);
            row.EndRow();
        }
    }

    // Where the commit itself failed there is nothing left to take back; the failure that matters is the first one.
    private static void TryRollBack(DuckDBConnection connection)
    {
        try
        {
            connection.Run("ROLLBACK");
        }
        catch (DuckDBException)
        {
            return;
        }
    }

    private static void Course(IDuckDBAppenderRow row, TraceRecord trace) => row
        .AppendValue(trace.Id.Value)
        .AppendValue(trace.StartedAt.UtcDateTime)
        .AppendValue(Microseconds(trace.Duration))
        .AppendValue(trace.FirstToken is { } first ? Microseconds(first) : null)
        .AppendValue(trace.Tenant)
        .AppendValue(trace.Key)
        .AppendValue(trace.KeyName)
        .AppendValue(trace.Requested);

    private static void Target(IDuckDBAppenderRow row, TraceRecord trace) => row
        .AppendValue(trace.App)
        .AppendValue(trace.Release)
        .AppendValue(trace.Model)
        .AppendValue(trace.Provider)
        .AppendValue(trace.Operation.Name())
        .AppendValue(trace.Dialect.Name())
        .AppendValue(trace.Streamed);

    private static void End(IDuckDBAppenderRow row, TraceRecord trace) => row
        .AppendValue(trace.Status.Word())
        .AppendValue(trace.HttpStatus)
        .AppendValue(trace.Fault?.Row().Slug)
        .AppendValue(trace.User)
        .AppendValue(trace.Attempts.Count)
        .AppendValue(trace.Usage.Input)
        .AppendValue(trace.Usage.CachedInput)
        .AppendValue(trace.Usage.CacheWrite)
        .AppendValue(trace.Usage.Output)
        .AppendValue(trace.Usage.Reasoning)
        .AppendValue(trace.Usage.Counted)
        .AppendValue(trace.Cost.Value);

    private static void Detail(IDuckDBAppenderRow row, TraceRecord trace) => row
        .AppendValue(trace.FaultDetail)
        .AppendValue(trace.FinishReason)
        .AppendValue(trace.ParentTrace)
        .AppendValue(StoredAttempts.Write(trace.Attempts))
        .AppendNullValue()
        .AppendNullValue();

    private static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;
}
