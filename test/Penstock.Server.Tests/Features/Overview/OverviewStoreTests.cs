using System.Text.Json;
using DuckDB.NET.Data;
using Microsoft.Extensions.Time.Testing;
using Penstock.Contracts.Money;
using Penstock.Gateway.Record;
using Penstock.Server.Features.Overview;
using Penstock.Server.Storage.Traces;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Features.Overview;

public sealed class OverviewStoreTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _temp = new();
    private readonly FakeTimeProvider _clock = new(Noon.AddSeconds(30));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Figures_fall_into_the_bucket_of_their_arrival_and_add_up()
    {
        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop, clock: _clock);
        for (var index = 1; index <= 100; index++)
        {
            harness.Queue.TryAdd(TraceHarness.Trace(Noon.AddSeconds(1)) with
            {
                Duration = TimeSpan.FromMilliseconds(index), FirstToken = TimeSpan.FromMilliseconds(index), Streamed = index > 50,
            });
        }

        harness.Queue.TryAdd(TraceHarness.Trace(Noon.AddMinutes(-59)) with { Status = AttemptStatus.Cut, App = null, Model = "big" });
        harness.Queue.TryAdd(TraceHarness.Trace(Noon.AddMinutes(-5)) with { Status = AttemptStatus.Aborted });
        harness.Queue.TryAdd(TraceHarness.Trace(Noon.AddHours(-2)));

        var view = await harness.Overview.ReadAsync(OverviewWindow.Find("1h")!, Stop);

        Assert.Equal((60, 60, Noon.AddMinutes(-59)), (view.BucketS, view.Series.Count, view.From));
        Assert.Equal((102L, 1L, 1L, new NanoUsd(102 * 12_345)), (view.Totals.Requests, view.Totals.Errors, view.Totals.Aborted, view.Totals.CostUsd));
        var last = view.Series[^1];
        Assert.Equal((Noon, 100L, 50d, 95d, 75d), (last.At, last.Requests, last.DurationP50Ms, last.DurationP95Ms, last.TtftP50Ms));
        Assert.Equal((1L, 1L), (view.Series[0].Requests, view.Series[0].Errors));
        Assert.Equal((0L, (double?)null), (view.Series[1].Requests, view.Series[1].DurationP50Ms));
        Assert.Equal(("support", 101L), (Assert.Single(view.TopApps).Name, view.TopApps[0].Requests));
        Assert.Equal(["small", "big"], view.TopModels.Select(model => model.Name));
    }

    [Fact]
    public async Task Figures_that_were_kept_go_with_the_file_they_are_of()
    {
        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop, clock: _clock);
        harness.Queue.TryAdd(TraceHarness.Trace(Noon.AddMinutes(-5)));
        var before = await harness.Overview.ReadAsync(OverviewWindow.Find("1h")!, Stop);

        File.Delete(_temp.Folder.Traces);
        File.Delete(_temp.Folder.Traces + ".wal");
        await harness.Writer.ProbeAsync(Stop);
        var after = await harness.Overview.ReadAsync(OverviewWindow.Find("1h")!, Stop);

        Assert.Equal((1L, 0L), (before.Totals.Requests, after.Totals.Requests));
    }

    [Fact]
    public async Task An_empty_store_has_empty_buckets()
    {
        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop, clock: _clock);

        var view = await harness.Overview.ReadAsync(OverviewWindow.Find("7d")!, Stop);

        Assert.Equal((84, 0L), (view.Series.Count, view.Totals.Requests));
    }

    [Fact]
    public async Task Figures_that_were_kept_equal_what_the_traces_say_after_late_writes_and_retention()
    {
        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop, clock: _clock);
        var random = new Random(7);

        for (var step = 0; step < 24; step++)
        {
            for (var index = 0; index < 25; index++)
            {
                harness.Queue.TryAdd(Any(random));
            }

            if (step % 6 == 5)
            {
                harness.Retention = new RetentionOptions { Age = TimeSpan.FromHours(160 - step) };
                await harness.Retain.RunAsync(Stop);
            }

            foreach (var window in (OverviewWindow[])[OverviewWindow.Find("7d")!, OverviewWindow.Find("24h")!, OverviewWindow.Find("1h")!])
            {
                using var fresh = new OverviewStore(harness.Database, harness.Writer, _clock);
                var (kept, read) = (await harness.Overview.ReadAsync(window, Stop), await fresh.ReadAsync(window, Stop));

                Assert.Equal(JsonSerializer.Serialize(read), JsonSerializer.Serialize(kept));
            }

            _clock.Advance(TimeSpan.FromMinutes(random.Next(0, 50)));
        }
    }

    [Fact]
    public async Task A_window_adds_up_to_what_the_store_counts()
    {
        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop, clock: _clock);
        var random = new Random(11);
        for (var index = 0; index < 3_000; index++)
        {
            harness.Queue.TryAdd(Any(random));
        }

        var view = await harness.Overview.ReadAsync(OverviewWindow.Find("7d")!, Stop);
        var exact = await harness.Database.ReadAsync(
            connection => connection.Query(
                """
                SELECT count(*), count(*) FILTER (status = 'aborted'), CAST(sum(cost_nano) AS BIGINT),
                    quantile_disc(duration_us, 0.5), quantile_disc(duration_us, 0.95), quantile_disc(first_token_us, 0.95) FILTER (streamed)
                FROM traces WHERE started_at >= $from AND started_at < $to
                """,
                row => (Requests: row.GetInt64(0), Aborted: row.GetInt64(1), Cost: row.GetInt64(2), Median: row.GetInt64(3), High: row.GetInt64(4), First: row.GetInt64(5)),
                new DuckDBParameter("from", view.From.UtcDateTime),
                new DuckDBParameter("to", view.To.UtcDateTime)),
            Stop);
        var counted = Assert.Single(exact!);

        Assert.Equal((counted.Requests, counted.Aborted, counted.Cost), (view.Totals.Requests, view.Totals.Aborted, view.Totals.CostUsd.Value));
        Assert.Equal(counted.Requests, view.Series.Sum(bucket => bucket.Requests));
        Assert.Equal(counted.Median / 1_000d, view.Totals.DurationP50Ms!.Value, counted.Median / 1_000d * 0.005);
        Assert.Equal(counted.High / 1_000d, view.Totals.DurationP95Ms!.Value, counted.High / 1_000d * 0.005);
        Assert.Equal(counted.First / 1_000d, view.Totals.TtftP95Ms!.Value, counted.First / 1_000d * 0.005);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(999, 999)]
    [InlineData(1_004, 1_000)]
    [InlineData(1_005, 1_010)]
    [InlineData(9_996, 10_000)]
    [InlineData(123_456, 123_000)]
    [InlineData(3_600_000_000, 3_600_000_000)]
    [InlineData(long.MaxValue, 9_990_000_000_000)]
    public void A_time_keeps_three_digits(long microseconds, long kept)
    {
        Assert.Equal(kept, TimeHistogram.Microseconds(TimeHistogram.Code(microseconds)));
    }

    public void Dispose() => _temp.Dispose();

    // Most traces are of the last minutes, and some come late.
    private TraceRecord Any(Random random)
    {
        var back = random.Next(4) == 0 ? TimeSpan.FromMinutes(random.Next(0, 10_000)) : TimeSpan.FromSeconds(random.Next(0, 600));
        return TraceHarness.Trace(_clock.GetUtcNow() - back) with
        {
            App = random.Next(5) == 0 ? null : $"app-{random.Next(12)}",
            Model = random.Next(9) == 0 ? null : $"model-{random.Next(3)}",
            Status = (AttemptStatus)random.Next(6),
            Streamed = random.Next(3) > 0,
            Duration = TimeSpan.FromMicroseconds(random.Next(1, 90_000_000)),
            FirstToken = random.Next(4) == 0 ? null : TimeSpan.FromMicroseconds(random.Next(1, 9_000_000)),
            Cost = new NanoUsd(random.Next()),
        };
    }
}
