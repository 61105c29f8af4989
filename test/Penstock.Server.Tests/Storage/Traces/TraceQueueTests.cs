using Penstock.Server.Storage.Traces;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Storage.Traces;

public sealed class TraceQueueTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _temp = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_queue_drops_counts_and_says_so_once()
    {
        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop, new TraceOptions { QueueCapacity = 3 });

        var taken = Enumerable.Range(0, 5).Count(_ => harness.Queue.TryAdd(TraceHarness.Trace(Noon)));

        Assert.Equal((3, 2L), (taken, harness.Queue.Dropped));
        Assert.Single(harness.Log.GetSnapshot(), record => record.Id.Id == 15205);
    }

    [Fact]
    public async Task Content_counts_by_its_bytes_and_room_returns_when_it_is_written()
    {
        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop, new TraceOptions { QueueBytes = 50_000 });
        var large = TraceHarness.Trace(Noon) with { RequestContent = new string('x', 20_000) };

        Assert.True(harness.Queue.TryAdd(large));
        Assert.False(harness.Queue.TryAdd(large));
        await harness.Writer.FlushAsync(Stop);

        Assert.True(harness.Queue.TryAdd(large));
    }

    [Fact]
    public async Task A_sample_leaves_traces_out_without_counting_them_as_dropped()
    {
        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop);
        harness.Retention = new RetentionOptions { Sample = 0.25 };

        Assert.All(Enumerable.Range(0, 2_000), _ => Assert.True(harness.Queue.TryAdd(TraceHarness.Trace(Noon))));

        Assert.InRange(harness.Queue.Count, 350, 650);
        Assert.Equal(0, harness.Queue.Dropped);
    }

    public void Dispose() => _temp.Dispose();
}
