using Microsoft.Extensions.Time.Testing;
using Penstock.Server.Storage.Traces;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Storage.Traces;

public sealed class TraceRetentionTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _temp = new();
    private readonly FakeTimeProvider _clock = new(Start.AddDays(10));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Traces_older_than_the_limit_go_and_the_others_stay()
    {
        using var harness = await FilledAsync(traces: 1_000, contentChars: 0);
        harness.Retention = new RetentionOptions { Age = TimeSpan.FromDays(4) };

        await harness.Retain.RunAsync(Stop);

        Assert.Equal(401, harness.Writer.Stored);
        Assert.Equal(401, (await harness.Traces.ListAsync(new() { Limit = 500 }, Stop)).Items.Count);
    }

    [Fact]
    public async Task Too_many_bytes_shorten_the_store_and_the_file_on_disk()
    {
        using var harness = await FilledAsync(traces: 20_000, contentChars: 4_000);
        await harness.Writer.ChangeAsync(connection => connection.Run("CHECKPOINT"), Stop);
        var before = new FileInfo(_temp.Folder.Traces).Length;
        var limit = before / 4;
        harness.Retention = new RetentionOptions { Age = TimeSpan.FromDays(100), MaxBytes = limit };

        await harness.Retain.RunAsync(Stop);

        Assert.InRange(harness.Writer.Stored, 1_000, 10_000);
        Assert.InRange(new FileInfo(_temp.Folder.Traces).Length, 1, limit * 2);
        var newest = Assert.Single((await harness.Traces.ListAsync(new() { Limit = 1 }, Stop)).Items);
        Assert.Equal(Start.AddDays(10), newest.StartedAt, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Prompts_and_answers_go_with_their_traces()
    {
        using var harness = await FilledAsync(traces: 1_000, contentChars: 100);
        harness.Retention = new RetentionOptions { Age = TimeSpan.FromDays(4) };

        await harness.Retain.RunAsync(Stop);

        var left = await harness.Database.ReadAsync(
            connection => connection.Query($"SELECT count(DISTINCT trace) FROM {TraceContents.Table}", row => row.GetInt64(0)), Stop);
        Assert.Equal([401], left);
    }

    public void Dispose() => _temp.Dispose();

    // Ten days of traces, evenly spread. The content is noise, which does not compress.
    private async Task<TraceHarness> FilledAsync(int traces, int contentChars)
    {
        var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop, clock: _clock);
        var random = new Random(1);

        for (var index = 0; index < traces; index++)
        {
            var at = Start + ((index + 1) * (TimeSpan.FromDays(10) / traces));
            var noise = new byte[contentChars / 2];
            random.NextBytes(noise);
            Assert.True(harness.Queue.TryAdd(TraceHarness.Trace(at) with { RequestContent = Convert.ToHexString(noise) }));
            if (index % 1_000 == 999)
            {
                await harness.Writer.FlushAsync(Stop);
            }
        }

        await harness.Writer.FlushAsync(Stop);
        return harness;
    }
}
