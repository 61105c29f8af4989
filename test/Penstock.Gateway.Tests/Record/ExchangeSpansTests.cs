using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Penstock.Gateway.Hosting;
using Penstock.Gateway.Record;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Gateway.Tests.Flow;
using Penstock.Testing;

namespace Penstock.Gateway.Tests.Record;

public sealed class ExchangeSpansTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ActivityListener _listener;

    public ExchangeSpansTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GatewayTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact]
    public async Task An_exchange_is_one_server_span_in_the_callers_trace_with_a_client_span_per_attempt()
    {
        await using var gateway = await FallbackAsync();
        var caller = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);

        var trace = await AskAsync(gateway, caller);

        var spans = await SpansAsync(caller.TraceId);
        var server = Assert.Single(spans, span => span.Kind == ActivityKind.Server);
        Assert.Equal(("chat support", caller.SpanId, trace.Duration), (server.DisplayName, server.ParentSpanId, server.Duration));
        var clients = spans.Where(span => span.Kind == ActivityKind.Client).OrderBy(span => span.StartTimeUtc).ToList();
        Assert.Equal(["chat sim-small!context-length", "chat sim-large"], clients.Select(span => span.DisplayName));
        Assert.All(clients, span => Assert.Equal(server.SpanId, span.ParentSpanId));
        Assert.Equal((ActivityStatusCode.Error, "context_length_exceeded"), (clients[0].Status, clients[0].GetTagItem("error.type")));
        Assert.Equal("openai", clients[1].GetTagItem("gen_ai.provider.name"));
        Assert.Equal(trace.Usage.Output, clients[1].GetTagItem("gen_ai.usage.output_tokens"));
    }

    [Fact]
    public async Task A_provider_hangs_its_own_spans_under_the_attempt_that_called_it()
    {
        await using var gateway = await FallbackAsync();
        var caller = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);

        await AskAsync(gateway, caller);

        var seen = await gateway.Fleet.Engines[0].Requests.WaitAsync(2, TestContext.Current.CancellationToken);
        var answered = Assert.Single(await SpansAsync(caller.TraceId), span => span.DisplayName == "chat sim-large");
        Assert.Equal($"00-{caller.TraceId}-{answered.SpanId}-01", seen.Headers["traceparent"]);
    }

    [Fact]
    public async Task Without_a_callers_trace_the_exchanges_own_id_is_the_traces()
    {
        await using var gateway = await FallbackAsync();

        var trace = await AskAsync(gateway, caller: null);

        Assert.Equal(3, (await SpansAsync(ActivityTraceId.CreateFromString(trace.Id.ToString()))).Count);
    }

    [Fact]
    public async Task Spans_never_hold_content_or_the_callers_words()
    {
        await using var gateway = await FallbackAsync();

        var trace = await AskAsync(gateway, caller: null);

        Assert.Contains("zebra", trace.RequestContent, StringComparison.Ordinal);
        var spans = await SpansAsync(ActivityTraceId.CreateFromString(trace.Id.ToString()));
        var values = spans.SelectMany(span => span.TagObjects)
            .Select(tag => tag.Value?.ToString() ?? "");
        Assert.DoesNotContain(values, value => value.Contains("zebra", StringComparison.Ordinal) || value.Contains(trace.AnswerContent!, StringComparison.Ordinal));
    }

    public void Dispose() => _listener.Dispose();

    private static Task<GatewayFixture> FallbackAsync() => GatewayFixture.StartAsync(
        settings => settings with
        {
            Models = [.. settings.Models.Select(model => model.Name == "sim-large" ? model with { ContextWindow = 1_000_000 } : model)],
            Apps = [new AppSettings { Name = "support", Model = "sim-small!context-length", Fallbacks = ["sim-large"], RecordContent = true }],
        },
        "sim-small!context-length",
        "sim-large");

    private static async Task<TraceRecord> AskAsync(GatewayFixture gateway, ActivityContext? caller)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = JsonContent.Create(GatewayFixture.Chat("support", "a zebra", stream: true)),
        };
        if (caller is { } context)
        {
            request.Headers.Add("traceparent", $"00-{context.TraceId}-{context.SpanId}-01");
        }

        using var response = await gateway.Client.SendAsync(request, cancel);
        await response.Content.ReadAsStringAsync(cancel);
        return await gateway.Host.Traces.WaitAsync(1, cancel);
    }

    // Other tests run beside this one and make spans of their own. The exchange's span ends just after its trace is recorded.
    private async Task<List<Activity>> SpansAsync(ActivityTraceId trace)
    {
        await Eventually.IsSoAsync(
            () => _spans.Any(span => span.TraceId == trace && span.Kind == ActivityKind.Server), TestContext.Current.CancellationToken);
        return [.. _spans.Where(span => span.TraceId == trace)];
    }
}
