using System.Buffers.Binary;
using DuckDB.NET.Data;
using Penstock.Contracts.Admin.Traces;
using Penstock.Contracts.Faults;
using Penstock.Contracts.Ids;
using Penstock.Server.Storage.Traces;

namespace Penstock.Server.Features.Traces;

/// <summary>A query as conditions of a statement and their values.</summary>
internal sealed class TraceFilter
{
    public const int DefaultLimit = 50;
    public const int MostLimit = 500;

    private readonly List<string> _conditions = [];
    private readonly List<(string Name, object Value)> _values = [];

    public TraceFilter(TraceQuery query)
    {
        Equal("tenant", query.Tenant);
        Equal("app", query.App);
        Equal("model", query.Model);
        Equal("provider", query.Provider);
        AnyOf("status", Words(query.Status));
        Equal("fault", query.Fault);
        Equal("\"user\"", query.User);
        Add("(\"key\" = {0} OR key_name = {0})", query.Key);
        Add("duration_us >= {0}", query.MinDurationMs is { } least ? (long)(least * 1_000) : null);
        Add("started_at >= {0}", query.From?.UtcDateTime);
        Add("started_at < {0}", query.To?.UtcDateTime);

        if (TraceId.TryParse(query.Cursor, out var cursor))
        {
            Newest = TimeOf(cursor);
            Add("id < {0}", cursor.Value);
            Add("started_at <= {0}", Newest?.AddSeconds(1));
        }
    }

    /// <summary>The time of the cursor, where the page begins; <see langword="null"/> for the first page.</summary>
    public DateTime? Newest { get; }

    /// <summary>What is wrong with a query, or <see langword="null"/>.</summary>
    public static Fault? Check(TraceQuery query)
    {
        if (query.Limit is < 1 or > MostLimit)
        {
            return Wrong("limit", $"limit must be 1 to {MostLimit}.");
        }

        if (query.Cursor is not null && !TraceId.TryParse(query.Cursor, out _))
        {
            return Wrong("cursor", "cursor must be the next_cursor of the page before.");
        }

        if (query.Status is not null && (Words(query.Status) is not { Length: > 0 } words || words.Except(TraceWords.Statuses).Any()))
        {
            return Wrong("status", $"status must be one of {string.Join(", ", TraceWords.Statuses)}, or several of them with commas between.");
        }

        return query.MinDurationMs is < 0 or double.NaN or > 1e12
            ? Wrong("min_duration_ms", "min_duration_ms must be a positive number of milliseconds.")
            : null;
    }

    /// <summary>The conditions, with the traces narrowed to those that arrived at <paramref name="oldest"/> or later.</summary>
    public string Where(DateTime? oldest)
    {
        string[] all = oldest is null ? [.. _conditions] : [.. _conditions, "started_at >= $oldest"];
        return all.Length == 0 ? string.Empty : "WHERE " + string.Join(" AND ", all);
    }

    public DuckDBParameter[] Values(DateTime? oldest)
    {
        var values = _values.Select(value => new DuckDBParameter(value.Name, value.Value));
        return oldest is { } time ? [.. values, new DuckDBParameter("oldest", time)] : [.. values];
    }

    /// <summary>The millisecond a version-7 id was made in.</summary>
    public static DateTime TimeOf(TraceId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16;
        return DateTime.UnixEpoch.AddMilliseconds(Math.Min(milliseconds, 200_000_000_000_000));
    }

    private static Fault Wrong(string param, string detail) => new(FaultCode.RequestInvalid, detail) { Param = param };

    private static string[] Words(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private void AnyOf(string column, string[] values)
    {
        if (values.Length > 0)
        {
            _conditions.Add($"{column} IN ({string.Join(", ", values.Select((_, index) => $"$any{index}"))})");
            _values.AddRange(values.Select((value, index) => ($"any{index}", (object)value)));
        }
    }

    private void Equal(string column, string? value) => Add(column + " = {0}", value);

    private void Add(string condition, object? value)
    {
        if (value is null)
        {
            return;
        }

        var name = $"v{_values.Count}";
        _values.Add((name, value));
        _conditions.Add(string.Format(condition, "$" + name));
    }
}
