namespace Penstock.Server.Storage.Traces;

/// <summary>The table of traces; <see cref="TraceContents"/> holds their prompts and answers, which earlier versions put into the last two columns. Its column order is what the writer appends in.</summary>
/// <remarks>
/// Attempts are JSON in a column of their own: a columnar store does not touch it for a list or a sum, and one trace
/// in full reads one row. No index: rows arrive in order of time, and DuckDB skips blocks by their smallest and
/// largest value, which is what both time and id questions need.
/// </remarks>
internal static class TraceSchema
{
    public const string Table = "traces";

    /// <summary>Without content and attempts, which lists do not show.</summary>
    public const string SummaryColumns =
        """
        id, started_at, duration_us, first_token_us, tenant, "key", key_name, requested, app, release, model, provider,
        operation, dialect, streamed, status, http_status, fault, "user", attempt_count,
        input, cached_input, cache_write, output, reasoning, counted, cost_nano
        """;

    public const string DetailColumns = "fault_detail, finish_reason, parent_trace, attempts, request_content, answer_content";

    public static string Create(string table) =>
        $"""
        CREATE TABLE IF NOT EXISTS {table} (
            id UUID NOT NULL, started_at TIMESTAMP NOT NULL, duration_us BIGINT NOT NULL, first_token_us BIGINT,
            tenant VARCHAR NOT NULL, "key" VARCHAR NOT NULL, key_name VARCHAR NOT NULL, requested VARCHAR NOT NULL,
            app VARCHAR, release VARCHAR, model VARCHAR, provider VARCHAR,
            operation VARCHAR NOT NULL, dialect VARCHAR NOT NULL, streamed BOOLEAN NOT NULL,
            status VARCHAR NOT NULL, http_status INTEGER NOT NULL, fault VARCHAR, "user" VARCHAR,
            attempt_count INTEGER NOT NULL, input BIGINT NOT NULL, cached_input BIGINT NOT NULL,
            cache_write BIGINT NOT NULL, output BIGINT NOT NULL, reasoning BIGINT NOT NULL, counted BOOLEAN NOT NULL,
            cost_nano BIGINT NOT NULL, fault_detail VARCHAR, finish_reason VARCHAR, parent_trace VARCHAR,
            attempts VARCHAR NOT NULL, request_content VARCHAR, answer_content VARCHAR)
        """;
}
