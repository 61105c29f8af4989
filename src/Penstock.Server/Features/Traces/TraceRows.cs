using DuckDB.NET.Data;
using Penstock.Contracts.Admin.Traces;
using Penstock.Contracts.Ids;
using Penstock.Contracts.Money;
using Penstock.Server.Storage.Traces;

namespace Penstock.Server.Features.Traces;

/// <summary>Reads views from rows in the column order of <see cref="TraceSchema"/>.</summary>
internal static class TraceRows
{
    private const int FirstDetail = 27;

    public static TraceSummary Summary(DuckDBDataReader row) => new()
    {
        Id = new TraceId(row.GetGuid(0)).ToString(),
        StartedAt = Time(row, 1),
        DurationMs = row.GetInt64(2) / 1_000d,
        FirstTokenMs = row.OptionalNumber(3) / 1_000d,
        Tenant = row.GetString(4),
        Key = row.GetString(5),
        KeyName = row.GetString(6),
        Requested = row.GetString(7),
        App = row.OptionalText(8),
        Release = row.OptionalText(9),
        Model = row.OptionalText(10),
        Provider = row.OptionalText(11),
        Operation = row.GetString(12),
        Dialect = row.GetString(13),
        Streamed = row.GetBoolean(14),
        Status = row.GetString(15),
        HttpStatus = row.GetInt32(16),
        Fault = row.OptionalText(17),
        User = row.OptionalText(18),
        AttemptCount = row.GetInt32(19),
        Usage = Usage(row),
        CostUsd = new NanoUsd(row.GetInt64(26)),
    };

    public static TraceView Full(DuckDBDataReader row)
    {
        var summary = Summary(row);
        return new TraceView
        {
            Id = summary.Id,
            StartedAt = summary.StartedAt,
            DurationMs = summary.DurationMs,
            FirstTokenMs = summary.FirstTokenMs,
            Tenant = summary.Tenant,
            Key = summary.Key,
            KeyName = summary.KeyName,
            Requested = summary.Requested,
            App = summary.App,
            Release = summary.Release,
            Model = summary.Model,
            Provider = summary.Provider,
            Operation = summary.Operation,
            Dialect = summary.Dialect,
            Streamed = summary.Streamed,
            Status = summary.Status,
            HttpStatus = summary.HttpStatus,
            Fault = summary.Fault,
            User = summary.User,
            AttemptCount = summary.AttemptCount,
            Usage = summary.Usage,
            CostUsd = summary.CostUsd,
            FaultDetail = row.OptionalText(FirstDetail),
            FinishReason = row.OptionalText(FirstDetail + 1),
            ParentTrace = row.OptionalText(FirstDetail + 2),
            Attempts = StoredAttempts.Read(row.GetString(FirstDetail + 3)),
            RequestContent = row.OptionalText(FirstDetail + 4),
            AnswerContent = row.OptionalText(FirstDetail + 5),
        };
    }

    private static UsageView Usage(DuckDBDataReader row) => new()
    {
        Input = row.GetInt64(20),
        CachedInput = row.GetInt64(21),
        CacheWrite = row.GetInt64(22),
        Output = row.GetInt64(23),
        Reasoning = row.GetInt64(24),
        Counted = row.GetBoolean(25),
    };

    private static DateTimeOffset Time(DuckDBDataReader row, int column) =>
        new(DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc));
}
