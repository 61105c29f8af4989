using DuckDB.NET.Data;
using Penstock.Contracts.Admin.Traces;
using Penstock.Contracts.Ids;
using Penstock.Server.Storage.Traces;

namespace Penstock.Server.Features.Traces;

/// <summary>Questions about single traces.</summary>
internal sealed class TraceStore(TraceDatabase database, TraceWriter writer, TimeProvider clock)
{
    // Most questions are about the newest traces. Looking at the last hour first reads a few blocks instead of all.
    private static readonly TimeSpan?[] Spans = [TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(14), null];

    public async Task<TracePage> ListAsync(TraceQuery query, CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        var limit = query.Limit ?? TraceFilter.DefaultLimit;
        var rows = await database.ReadAsync(connection => List(connection, query, limit + 1), cancellationToken) ?? [];

        return rows.Count <= limit ? new TracePage(rows) : new TracePage(rows[..limit], rows[limit - 1].Id);
    }

    public async Task<TraceView?> FindAsync(TraceId id, CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        return await database.ReadAsync(connection => Find(connection, id), cancellationToken);
    }

    private List<TraceSummary> List(DuckDBConnection connection, TraceQuery query, int limit)
    {
        var filter = new TraceFilter(query);
        var newest = filter.Newest ?? query.To?.UtcDateTime ?? clock.GetUtcNow().UtcDateTime;

        foreach (var span in Spans)
        {
            var oldest = newest - span;
            var rows = connection.Query(
                $"SELECT {TraceSchema.SummaryColumns} FROM {TraceSchema.Table} {filter.Where(oldest)} ORDER BY id DESC LIMIT {limit}",
                TraceRows.Summary,
                filter.Values(oldest));

            if (rows.Count >= limit || span is null || oldest < query.From?.UtcDateTime)
            {
                return rows;
            }
        }

        return [];
    }

    private static TraceView? Find(DuckDBConnection connection, TraceId id)
    {
        var at = TraceFilter.TimeOf(id);
        var rows = connection.Query(
            $"""
            SELECT {TraceSchema.SummaryColumns}, {TraceSchema.DetailColumns} FROM {TraceSchema.Table}
            WHERE id = $id AND started_at BETWEEN $from AND $to
            """,
            TraceRows.Full,
            new DuckDBParameter("id", id.Value),
            new DuckDBParameter("from", at.AddSeconds(-1)),
            new DuckDBParameter("to", at.AddSeconds(1)));

        return rows.Count > 0 ? WithContent(connection, id, rows[0]) : null;
    }

    private static TraceView WithContent(DuckDBConnection connection, TraceId id, TraceView trace) => trace with
    {
        RequestContent = trace.RequestContent ?? TraceContents.Read(connection, id.Value, trace.StartedAt.UtcDateTime, answer: false),
        AnswerContent = trace.AnswerContent ?? TraceContents.Read(connection, id.Value, trace.StartedAt.UtcDateTime, answer: true),
    };
}
