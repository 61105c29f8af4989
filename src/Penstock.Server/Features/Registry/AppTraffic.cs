using DuckDB.NET.Data;
using Penstock.Contracts.Admin.Overview;
using Penstock.Contracts.Money;
using Penstock.Server.Storage.Traces;

namespace Penstock.Server.Features.Registry;

/// <summary>What apps did in the last 24 hours, from the trace store.</summary>
internal sealed class AppTraffic(TraceDatabase database, TraceWriter writer, TimeProvider clock)
{
    private const double MicrosecondsPerMillisecond = 1_000;

    private const string Question =
        $"""
        SELECT app, count(*), count(*) FILTER (status IN ('failed', 'cut', 'refused')), count(*) FILTER (status = 'aborted'),
            quantile_disc(CASE WHEN streamed THEN first_token_us END, 0.5), quantile_disc(CASE WHEN streamed THEN first_token_us END, 0.95),
            quantile_disc(duration_us, 0.5), quantile_disc(duration_us, 0.95),
            CAST(sum(input) AS BIGINT), CAST(sum(output) AS BIGINT), CAST(sum(cost_nano) AS BIGINT)
        FROM {TraceSchema.Table} WHERE started_at >= $from AND app IS NOT NULL GROUP BY app
        """;

    /// <summary>The figures by app; an app that is not there had no request. <see langword="null"/> when the store cannot say.</summary>
    public async Task<IReadOnlyDictionary<string, TrafficFigures>?> ReadAsync(CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        var from = new DuckDBParameter("from", clock.GetUtcNow().AddDays(-1).UtcDateTime);
        var rows = await database.ReadAsync(connection => connection.Query(Question, Read, from), cancellationToken);
        return rows?.ToDictionary(row => row.App, row => row.Figures);
    }

    private static (string App, TrafficFigures Figures) Read(DuckDBDataReader row) => (row.GetString(0), new TrafficFigures
    {
        Requests = row.GetInt64(1),
        Errors = row.GetInt64(2),
        Aborted = row.GetInt64(3),
        TtftP50Ms = row.OptionalNumber(4) / MicrosecondsPerMillisecond,
        TtftP95Ms = row.OptionalNumber(5) / MicrosecondsPerMillisecond,
        DurationP50Ms = row.OptionalNumber(6) / MicrosecondsPerMillisecond,
        DurationP95Ms = row.OptionalNumber(7) / MicrosecondsPerMillisecond,
        InputTokens = row.OptionalNumber(8) ?? 0,
        OutputTokens = row.OptionalNumber(9) ?? 0,
        CostUsd = new NanoUsd(row.OptionalNumber(10) ?? 0),
    });
}
