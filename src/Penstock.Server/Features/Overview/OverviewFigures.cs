using DuckDB.NET.Data;
using Penstock.Contracts.Admin.Overview;
using Penstock.Contracts.Money;
using Penstock.Server.Storage.Traces;

namespace Penstock.Server.Features.Overview;

/// <summary>What a row of the answer is grouped by.</summary>
internal enum OverviewGroup
{
    All,
    Bucket,
    App,
    Model,
}

/// <summary>One row of the answer.</summary>
internal sealed record OverviewFigures
{
    public static readonly OverviewFigures Nothing = new();

    public OverviewGroup By { get; private init; }

    public long Bucket { get; private init; }

    public string? Name { get; private init; }

    public long Requests { get; private init; }

    private long Errors { get; init; }

    private long Aborted { get; init; }

    private IReadOnlyList<long>? Ttft { get; init; }

    private IReadOnlyList<long>? Duration { get; init; }

    private long Input { get; init; }

    private long Output { get; init; }

    private long CostNano { get; init; }

    public static OverviewFigures Read(DuckDBDataReader row)
    {
        // A set bit says that the column is not what this row is grouped by.
        var by = row.GetInt64(0) switch
        {
            0b011 => OverviewGroup.Bucket,
            0b101 => OverviewGroup.App,
            0b110 => OverviewGroup.Model,
            _ => OverviewGroup.All,
        };

        return new OverviewFigures
        {
            By = by,
            Bucket = row.OptionalNumber(1) ?? -1,
            Name = by is OverviewGroup.App ? row.OptionalText(2) : row.OptionalText(3),
            Requests = row.GetInt64(4),
            Errors = row.GetInt64(5),
            Aborted = row.GetInt64(6),
            Ttft = Pair(row, 7),
            Duration = Pair(row, 8),
            Input = row.OptionalNumber(9) ?? 0,
            Output = row.OptionalNumber(10) ?? 0,
            CostNano = row.OptionalNumber(11) ?? 0,
        };
    }

    public TrafficFigures Total() => new()
    {
        Requests = Requests,
        Errors = Errors,
        Aborted = Aborted,
        TtftP50Ms = Ms(Ttft, 0),
        TtftP95Ms = Ms(Ttft, 1),
        DurationP50Ms = Ms(Duration, 0),
        DurationP95Ms = Ms(Duration, 1),
        InputTokens = Input,
        OutputTokens = Output,
        CostUsd = new NanoUsd(CostNano),
    };

    public OverviewBucket At(DateTimeOffset at) => new()
    {
        At = at,
        Requests = Requests,
        Errors = Errors,
        Aborted = Aborted,
        TtftP50Ms = Ms(Ttft, 0),
        TtftP95Ms = Ms(Ttft, 1),
        DurationP50Ms = Ms(Duration, 0),
        DurationP95Ms = Ms(Duration, 1),
        InputTokens = Input,
        OutputTokens = Output,
        CostUsd = new NanoUsd(CostNano),
    };

    public OverviewShare Share() => new()
    {
        Name = Name ?? string.Empty,
        Requests = Requests,
        Errors = Errors,
        Aborted = Aborted,
        TtftP50Ms = Ms(Ttft, 0),
        TtftP95Ms = Ms(Ttft, 1),
        DurationP50Ms = Ms(Duration, 0),
        DurationP95Ms = Ms(Duration, 1),
        InputTokens = Input,
        OutputTokens = Output,
        CostUsd = new NanoUsd(CostNano),
    };

    private static List<long>? Pair(DuckDBDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<List<long>>(column);

    private static double? Ms(IReadOnlyList<long>? pair, int index) => pair is { Count: 2 } ? pair[index] / 1_000d : null;
}
