using DuckDB.NET.Data;
using Penstock.Contracts.Admin.Overview;
using Penstock.Server.Storage.Traces;

namespace Penstock.Server.Features.Overview;

/// <summary>Questions about all traces of a window at once.</summary>
/// <remarks>
/// One scan answers everything: grouping sets by bucket, app, model and all. Percentiles are nearest-rank and exact;
/// they are of measured values only, and time to first token is of streams only.
/// </remarks>
internal sealed class OverviewStore(TraceDatabase database, TraceWriter writer, TimeProvider clock)
{
    private const int MostShares = 10;

    private const string Question =
        $"""
        SELECT grouping(bucket, app, model), bucket, app, model,
            count(*), count(*) FILTER (status IN ('failed', 'cut', 'refused')), count(*) FILTER (status = 'aborted'),
            quantile_disc(ttft, [0.5, 0.95]), quantile_disc(duration_us, [0.5, 0.95]),
            CAST(sum(input) AS BIGINT), CAST(sum(output) AS BIGINT), CAST(sum(cost_nano) AS BIGINT)
        FROM (
            SELECT (epoch_us(started_at) - $from_us) // $bucket_us AS bucket, app, model, status, duration_us,
                CASE WHEN streamed THEN first_token_us END AS ttft, input, output, cost_nano
            FROM {TraceSchema.Table} WHERE started_at >= $from AND started_at < $to)
        GROUP BY GROUPING SETS ((bucket), (app), (model), ())
        """;

    public async Task<OverviewView> ReadAsync(OverviewWindow window, CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        var (from, to) = Span(window);
        var figures = await database.ReadAsync(
            connection => connection.Query(
                Question,
                OverviewFigures.Read,
                new DuckDBParameter("from", from.UtcDateTime),
                new DuckDBParameter("to", to.UtcDateTime),
                new DuckDBParameter("from_us", (from - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond),
                new DuckDBParameter("bucket_us", window.Bucket.Ticks / TimeSpan.TicksPerMicrosecond)),
            cancellationToken) ?? [];

        return View(window, from, to, figures);
    }

    // Buckets stand on round times, so that a page that asks again sees the same ones; the last is still filling.
    private (DateTimeOffset From, DateTimeOffset To) Span(OverviewWindow window)
    {
        var now = clock.GetUtcNow();
        var to = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % window.Bucket.Ticks) + window.Bucket.Ticks, TimeSpan.Zero);
        return (to - window.Length, to);
    }

    private static OverviewView View(
        OverviewWindow window, DateTimeOffset from, DateTimeOffset to, List<OverviewFigures> figures)
    {
        var buckets = figures.Where(row => row.By == OverviewGroup.Bucket).ToDictionary(row => row.Bucket);
        return new OverviewView
        {
            Window = window.Name,
            From = from,
            To = to,
            BucketS = (int)window.Bucket.TotalSeconds,
            Totals = figures.Find(row => row.By == OverviewGroup.All)?.Total() ?? OverviewFigures.Nothing.Total(),
            Series =
            [
                .. Enumerable.Range(0, window.Buckets).Select(index =>
                    buckets.GetValueOrDefault(index, OverviewFigures.Nothing).At(from + (index * window.Bucket))),
            ],
            TopApps = Top(figures, OverviewGroup.App),
            TopModels = Top(figures, OverviewGroup.Model),
        };
    }

    private static IReadOnlyList<OverviewShare> Top(List<OverviewFigures> figures, OverviewGroup by) =>
    [
        .. figures.Where(row => row.By == by && row.Name is not null)
            .OrderByDescending(row => row.Requests).ThenBy(row => row.Name, StringComparer.Ordinal)
            .Take(MostShares)
            .Select(row => row.Share()),
    ];
}
