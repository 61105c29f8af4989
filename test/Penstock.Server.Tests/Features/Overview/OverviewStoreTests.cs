using Microsoft.Extensions.Time.Testing;
using Penstock.Contracts.Money;
using Penstock.Gateway.Record;
using Penstock.Server.Features.Overview;
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
    public async Task An_empty_store_has_empty_buckets()
    {
        using var harness = await TraceHarness.OpenAsync(_temp.Folder, Stop, clock: _clock);

        var view = await harness.Overview.ReadAsync(OverviewWindow.Find("7d")!, Stop);

        Assert.Equal((84, 0L), (view.Series.Count, view.Totals.Requests));
    }

    public void Dispose() => _temp.Dispose();
}
