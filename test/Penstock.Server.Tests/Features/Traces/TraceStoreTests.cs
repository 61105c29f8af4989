using Microsoft.Extensions.Time.Testing;
using Penstock.Contracts.Admin.Traces;
using Penstock.Contracts.Faults;
using Penstock.Contracts.Ids;
using Penstock.Gateway.Record;
using Penstock.Server.Features.Traces;
using Penstock.Testing.Records;

namespace Penstock.Server.Tests.Features.Traces;

public sealed class TraceStoreTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _temp = new();
    private readonly FakeTimeProvider _clock = new(Noon.AddMinutes(1));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trace_can_be_read_in_full_at_once()
    {
        using var harness = await OpenAsync();
        var trace = TraceHarness.Trace(Noon.AddTicks(1_230)) with { RequestContent = "{\"q\":\"é\"}", Fault = FaultCode.AnswerCut, FaultDetail = "d" };
        harness.Queue.TryAdd(trace);

        var view = await harness.Traces.FindAsync(trace.Id, Stop);

        Assert.NotNull(view);
        Assert.Equal((trace.Id.ToString(), trace.StartedAt, 1_500.25, 120.5), (view.Id, view.StartedAt, view.DurationMs, view.FirstTokenMs));
        Assert.Equal(("acme", "key-web", "web", "support", "r1"), (view.Tenant, view.Key, view.KeyName, view.App, view.Release));
        Assert.Equal(("chat", "anthropic", true, "succeeded", 200), (view.Operation, view.Dialect, view.Streamed, view.Status, view.HttpStatus));
        Assert.Equal((100L, 20L, 10L, 50L, 5L), (view.Usage.Input, view.Usage.CachedInput, view.Usage.CacheWrite, view.Usage.Output, view.Usage.Reasoning));
        Assert.Equal((trace.Cost, "{\"q\":\"é\"}", "answer_cut", "d", "stop"), (view.CostUsd, view.RequestContent, view.Fault, view.FaultDetail, view.FinishReason));
        var attempt = Assert.Single(view.Attempts);
        Assert.Equal((1, "chatcmpl-1", 100d, 12_345L), (attempt.Number, attempt.ResponseId, attempt.HeadersAtMs, attempt.CostUsd.Value));
    }

    [Fact]
    public async Task Pages_cover_every_trace_once_newest_first()
    {
        using var harness = await OpenAsync();
        var ids = Enumerable.Range(0, 130).Select(index => TraceHarness.Trace(Noon.AddHours(-index * 7))).ToList();
        ids.ForEach(trace => harness.Queue.TryAdd(trace));

        var (seen, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await harness.Traces.ListAsync(new TraceQuery { Limit = 40, Cursor = cursor }, Stop);
            seen.AddRange(page.Items.Select(item => item.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(ids.Select(trace => trace.Id.ToString()), seen);
    }

    [Fact]
    public async Task Every_filter_narrows_the_list()
    {
        using var harness = await OpenAsync();
        var odd = TraceHarness.Trace(Noon.AddDays(-2)) with
        {
            Tenant = "t2", Key = "k2", KeyName = "name2", App = "a2", Model = "m2", Provider = "p2", User = "u2",
            Status = AttemptStatus.Cut, Fault = FaultCode.AnswerCut, Duration = TimeSpan.FromSeconds(9),
        };
        harness.Queue.TryAdd(odd);
        Enumerable.Range(0, 60).ToList().ForEach(_ => harness.Queue.TryAdd(TraceHarness.Trace(Noon)));

        TraceQuery[] queries =
        [
            new() { Tenant = "t2" }, new() { Key = "k2" }, new() { Key = "name2" }, new() { App = "a2" }, new() { Model = "m2" },
            new() { Provider = "p2" }, new() { User = "u2" }, new() { Status = "cut" }, new() { Status = "failed, cut,refused" }, new() { Fault = "answer_cut" },
            new() { MinDurationMs = 5_000 }, new() { To = Noon.AddDays(-1) },
            new() { From = Noon.AddDays(-3), To = Noon.AddDays(-1), Tenant = "t2", Status = "cut" },
        ];
        foreach (var query in queries)
        {
            Assert.Equal(odd.Id.ToString(), Assert.Single((await harness.Traces.ListAsync(query, Stop)).Items).Id);
        }

        Assert.Empty((await harness.Traces.ListAsync(new TraceQuery { App = "a2'; DROP TABLE traces; --" }, Stop)).Items);
    }

    [Theory]
    [InlineData("limit")]
    [InlineData("cursor")]
    [InlineData("status")]
    [InlineData("min_duration_ms")]
    public void A_filter_that_makes_no_sense_is_named(string param)
    {
        var query = param switch
        {
            "limit" => new TraceQuery { Limit = 501 },
            "cursor" => new TraceQuery { Cursor = "x" },
            "status" => new TraceQuery { Status = "cut,fine" },
            _ => new TraceQuery { MinDurationMs = -1 },
        };

        Assert.Equal(param, TraceFilter.Check(query)?.Param);
    }

    [Fact]
    public async Task An_id_that_is_no_time_finds_nothing()
    {
        using var harness = await OpenAsync();

        Assert.Null(await harness.Traces.FindAsync(new TraceId(Guid.AllBitsSet), Stop));
    }

    public void Dispose() => _temp.Dispose();

    private Task<TraceHarness> OpenAsync() => TraceHarness.OpenAsync(_temp.Folder, Stop, clock: _clock);
}
