using DuckDB.NET.Data;
using Penstock.Server.Storage.Traces;

namespace Penstock.Server.Features.Overview;

/// <summary>What an overview needs of a trace.</summary>
internal readonly record struct OverviewTrace(
    bool IsError, bool IsAborted, long DurationUs, long? TtftUs, long Input, long Output, long CostNano)
{
    private const string Question =
        $"""
        SELECT (epoch_us(started_at) - $from_us) // $bucket_us, hash(app, model), app, model, status IN ('failed', 'cut', 'refused'), status = 'aborted',
            duration_us, CASE WHEN streamed THEN first_token_us END, input, output, cost_nano
        FROM {TraceSchema.Table} WHERE started_at >= $from AND started_at < $to
        """;

    /// <summary>Reads the parts of every bucket of a span; buckets are counted from zero.</summary>
    /// <remarks>
    /// The database scans and the parts are added up here, because grouping with percentiles costs it twice as much. Names are read once per part: as
    /// strings of every row they would cost as much as all numbers together, so parts are found by a hash of 64 bits.
    /// </remarks>
    public static ILookup<long, OverviewPart> Read(DuckDBConnection connection, DateTimeOffset from, DateTimeOffset to, TimeSpan bucket)
    {
        var parts = new Dictionary<(long Bucket, ulong Names), OverviewPartBuilder>();
        connection.Visit(
            Question,
            row => Count(row, parts),
            new DuckDBParameter("from", from.UtcDateTime),
            new DuckDBParameter("to", to.UtcDateTime),
            new DuckDBParameter("from_us", (from - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond),
            new DuckDBParameter("bucket_us", bucket.Ticks / TimeSpan.TicksPerMicrosecond));

        return parts.ToLookup(part => part.Key.Bucket, part => part.Value.Build());
    }

    private static void Count(DuckDBDataReader row, Dictionary<(long Bucket, ulong Names), OverviewPartBuilder> parts)
    {
        var key = (row.GetInt64(0), row.GetFieldValue<ulong>(1));
        if (!parts.TryGetValue(key, out var part))
        {
            parts[key] = part = new OverviewPartBuilder(row.OptionalText(2), row.OptionalText(3));
        }

        part.Add(new OverviewTrace(
            row.GetBoolean(4), row.GetBoolean(5), row.GetInt64(6), row.OptionalNumber(7), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10)));
    }
}
