using DuckDB.NET.Data;
using Penstock.Contracts.Ids;
using Penstock.Gateway.Record;
using Penstock.Server.Storage;
using Penstock.Server.Storage.Traces;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Storage.Traces;

public sealed class TraceFileTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _temp = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_of_an_earlier_version_is_read_and_added_to()
    {
        var old = TraceHarness.Trace(Noon);
        using (var connection = new DuckDBConnection($"DataSource={_temp.Folder.Traces}"))
        {
            connection.Open();
            connection.Run(TraceSchema.Create(TraceSchema.Table));
            connection.Append([old]);
            connection.Run($"UPDATE {TraceSchema.Table} SET request_content = 'Say hello.', answer_content = 'Hello.'");
        }

        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop);
        var added = TraceHarness.Trace(Noon.AddSeconds(1));
        Assert.True(harness.Queue.TryAdd(added));

        var found = await harness.Traces.FindAsync(old.Id, Stop);
        Assert.Equal(("Say hello.", "Hello."), (found?.RequestContent, found?.AnswerContent));
        Assert.NotNull(await harness.Traces.FindAsync(added.Id, Stop));
    }

    // DuckDB used to close the file for good at a checkpoint over bodies like these, and not to open it again at the next start.
    [Fact]
    public async Task Bodies_of_megabytes_are_kept_whole_and_do_not_break_the_store()
    {
        var content = string.Concat(Enumerable.Repeat("The valve \U0001F6B0 is öpen. ", 120_000));
        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop);
        TraceRecord trace = TraceHarness.Trace(Noon);
        for (var count = 0; count < 60; count++)
        {
            trace = TraceHarness.Trace(Noon.AddSeconds(count)) with { RequestContent = content, AnswerContent = content[1..] };
            Assert.True(harness.Queue.TryAdd(trace));
            await harness.Writer.FlushAsync(Stop);
        }

        await harness.Writer.ChangeAsync(connection => connection.Run("CHECKPOINT"), Stop);
        var found = await harness.Traces.FindAsync(trace.Id, Stop);

        Assert.Equal(content, found?.RequestContent);
        Assert.Equal(content[1..], found?.AnswerContent);
        Assert.Empty(harness.Log.GetSnapshot());
    }

    [Fact]
    public async Task A_data_folder_may_have_a_quote_in_its_name()
    {
        var folder = DataFolder.At(Path.Combine(_temp.Folder.Path, "the operator's data"));
        Directory.CreateDirectory(folder.Path);
        using var harness = await TraceHarness.OpenAsync(folder, Stop);
        var trace = TraceHarness.Trace(Noon);
        Assert.True(harness.Queue.TryAdd(trace));

        Assert.NotNull(await harness.Traces.FindAsync(trace.Id, Stop));
        Assert.True(File.Exists(folder.Traces));
    }

    [Fact]
    public async Task A_store_at_rest_gives_its_memory_back_and_the_next_question_has_all_of_it_again()
    {
        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop, new TraceOptions { RestMb = 4 });
        var last = await FillAsync(harness, traces: 40_000);
        await harness.Writer.ChangeAsync(connection => connection.Run("CHECKPOINT"), Stop);
        await harness.Database.ReadAsync(connection => connection.Query($"SELECT max(attempts) FROM {TraceSchema.Table}", row => row.GetString(0)), Stop);

        await harness.Writer.RestAsync(Stop);

        var (held, limit) = (await harness.Database.ReadAsync(connection => connection.Query(
            "SELECT CAST(sum(memory_usage_bytes) AS BIGINT), current_setting('memory_limit') FROM duckdb_memory()",
            row => (row.GetInt64(0), row.GetString(1))), Stop))![0];
        Assert.InRange(held, 0, 4_000_000);
        Assert.Equal("244.1 MiB", limit);
        Assert.NotNull(await harness.Traces.FindAsync(last, Stop));
    }

    [Fact]
    public async Task Memory_is_left_alone_while_somebody_asks()
    {
        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop, new TraceOptions { RestMb = 1 });

        var limit = await harness.Database.ReadAsync(
            connection =>
            {
                harness.Database.Rest();
                return connection.Query("SELECT current_setting('memory_limit')", row => row.GetString(0));
            },
            Stop);

        Assert.Equal(["244.1 MiB"], limit);
    }

    public void Dispose() => _temp.Dispose();

    private static async Task<TraceId> FillAsync(TraceHarness harness, int traces)
    {
        TraceRecord trace = TraceHarness.Trace(Noon);
        for (var count = 0; count < traces; count++)
        {
            trace = TraceHarness.Trace(Noon.AddMilliseconds(count));
            harness.Queue.TryAdd(trace);
        }

        await harness.Writer.FlushAsync(Stop);
        return trace.Id;
    }
}
