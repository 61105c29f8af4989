using DuckDB.NET.Data;
using Penstock.Gateway.Record;

namespace Penstock.Server.Storage.Traces;

/// <summary>Prompts and answers of traces, in pieces.</summary>
/// <remarks>
/// DuckDB holds 2,048 values of a column in memory at once when it writes a checkpoint, and closes the file for good when they do not fit. Bodies
/// of a few hundred kilobytes in one column would come to that; pieces of this size never do.
/// </remarks>
internal static class TraceContents
{
    public const string Table = "trace_contents";

    private const int PieceLength = 8 * 1024;

    public static string Create(string table) =>
        $"""
        CREATE TABLE IF NOT EXISTS {table} (
            trace UUID NOT NULL, started_at TIMESTAMP NOT NULL, answer BOOLEAN NOT NULL, piece INTEGER NOT NULL, text VARCHAR NOT NULL)
        """;

    public static bool Has(TraceRecord trace) => trace.RequestContent is not null || trace.AnswerContent is not null;

    public static void Append(DuckDBConnection connection, IReadOnlyList<TraceRecord> traces)
    {
        using var appender = connection.CreateAppender(Table);
        foreach (var trace in traces)
        {
            Append(appender, trace, trace.RequestContent, answer: false);
            Append(appender, trace, trace.AnswerContent, answer: true);
        }
    }

    /// <summary>Puts the pieces of one side of a trace together.</summary>
    /// <returns>Nothing when no content was recorded, or an earlier version recorded it with the trace.</returns>
    public static string? Read(DuckDBConnection connection, Guid trace, DateTime startedAt, bool answer)
    {
        var pieces = connection.Query(
            $"SELECT text FROM {Table} WHERE trace = $trace AND started_at = $at AND answer = $answer ORDER BY piece",
            row => row.GetString(0),
            new DuckDBParameter("trace", trace),
            new DuckDBParameter("at", startedAt),
            new DuckDBParameter("answer", answer));
        return pieces.Count > 0 ? string.Concat(pieces) : null;
    }

    private static void Append(DuckDBAppender appender, TraceRecord trace, string? content, bool answer)
    {
        var (piece, start) = (0, 0);
        while (content is not null && (start < content.Length || piece == 0))
        {
            var end = End(content, start);
            appender.CreateRow()
                .AppendValue(trace.Id.Value)
                .AppendValue(trace.StartedAt.UtcDateTime)
                .AppendValue(answer)
                .AppendValue(piece++)
                .AppendValue(content[start..end])
                .EndRow();
            start = end;
        }
    }

    // A character beyond the basic plane is two of .NET's, and half of one is not text.
    private static int End(string content, int start)
    {
        var end = Math.Min(start + PieceLength, content.Length);
        return end < content.Length && char.IsHighSurrogate(content[end - 1]) ? end - 1 : end;
    }
}
