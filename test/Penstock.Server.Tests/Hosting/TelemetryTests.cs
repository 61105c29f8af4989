using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Penstock.Gateway.Hosting;
using Penstock.Testing;

namespace Penstock.Server.Tests.Hosting;

public sealed class TelemetryTests
{
    private const string Secret = "zebra-quartz-9017";
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collector_gets_the_released_names_units_and_buckets_and_no_prompt()
    {
        using var names = JsonDocument.Parse(ReadNames());
        await using var receiver = await OtlpReceiver.StartAsync(Stop);
        await using (var server = await StartAsync(receiver))
        {
            await server.ChatAsync(Body(stream: true), Stop, $"00-{Trace}-b7ad6b7169203331-01");
            await server.ChatAsync(Body(stream: false), Stop);
            await ExportAsync(server);
        }

        var released = names.RootElement.GetProperty("released");
        var metrics = receiver.Metrics.Where(metric => metric.Name.StartsWith("gen_ai.", StringComparison.Ordinal)).ToList();
        Assert.Equal(7, metrics.Select(metric => metric.Name).Distinct().Count());
        foreach (var metric in metrics)
        {
            var row = released.GetProperty("metrics").GetProperty(metric.Name);
            Assert.Equal(row.GetProperty("unit").GetString(), metric.Unit);
            Assert.Equal(row.GetProperty("buckets").EnumerateArray().Select(bound => bound.GetDouble()), metric.Bounds);
        }

        var attributes = receiver.Spans.SelectMany(span => span.Attributes).Where(name => name.StartsWith("gen_ai.", StringComparison.Ordinal));
        Assert.All(attributes.Distinct(), name => Assert.True(released.GetProperty("attributes").TryGetProperty(name, out _), name));
        Assert.DoesNotContain(receiver.Bodies, body => body.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Spans_continue_the_callers_trace_with_one_child_per_attempt()
    {
        await using var receiver = await OtlpReceiver.StartAsync(Stop);
        await using (var server = await StartAsync(receiver))
        {
            await server.ChatAsync(Body(stream: true), Stop, $"00-{Trace}-b7ad6b7169203331-01");
            await ExportAsync(server);
        }

        // Servers of other tests run in this process, and a tracer hears them all.
        var spans = receiver.Spans.Where(span => span.Trace == Trace).ToList();
        var exchange = Assert.Single(spans, span => span.Kind == 2);
        var attempt = Assert.Single(spans, span => span.Kind == 3);
        Assert.Equal(("b7ad6b7169203331", "chat demo"), (exchange.Parent, exchange.Name));
        Assert.Equal((exchange.Id, "chat small"), (attempt.Parent, attempt.Name));
    }

    [Fact]
    public async Task Prometheus_reads_the_same_figures_without_a_key()
    {
        await using var server = await RunningServer.StartAsync(Stop);
        await server.ChatAsync(Body(stream: true), Stop);

        var text = await server.ReadAsync("/metrics", Stop);

        Assert.Contains("gen_ai_server_time_to_first_token_seconds_count", text, StringComparison.Ordinal);
        Assert.Contains("penstock_requests_total", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_server_in_the_process_does_not_count_here()
    {
        await using var quiet = await RunningServer.StartAsync(Stop);
        await using var busy = await RunningServer.StartAsync(Stop);
        await busy.ChatAsync(Body(stream: true), Stop);

        Assert.Contains("penstock_requests_total", await busy.ReadAsync("/metrics", Stop), StringComparison.Ordinal);
        Assert.DoesNotContain("penstock_requests_total", await quiet.ReadAsync("/metrics", Stop), StringComparison.Ordinal);
    }

    private static Task<RunningServer> StartAsync(OtlpReceiver receiver) => RunningServer.StartAsync(
        Stop, ("PENSTOCK_OTLP_ENDPOINT", receiver.Address), ("PENSTOCK_OTLP_PROTOCOL", "http/protobuf"));

    // A server that stops exports what is left for five seconds and no longer.
    private static async Task ExportAsync(RunningServer server)
    {
        var services = server.Server.Services;
        await Eventually.IsSoAsync(() => services.GetRequiredService<GatewayLifetime>().InFlight == 0, Stop);
        var patience = (int)Eventually.Patience.TotalMilliseconds;
        Assert.True(services.GetRequiredService<TracerProvider>().ForceFlush(patience));

        // Says no whatever comes of it, because the reader of Prometheus does not push.
        services.GetRequiredService<MeterProvider>().ForceFlush(patience);
    }

    private static string Body(bool stream) =>
        $$"""{"model":"demo","stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"Say {{Secret}}."}]}""";

    private static string ReadNames()
    {
        var folder = Environment.GetEnvironmentVariable("PENSTOCK_DATA");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); folder is null && at is not null; at = at.Parent)
        {
            var beside = Path.Combine(at.FullName, "shared", "data");
            folder = Directory.Exists(beside) ? beside : null;
        }

        var file = Path.Combine(folder ?? string.Empty, "otel_genai", "names.json");
        Assert.SkipUnless(File.Exists(file), "The released names are not here: otel_genai/names.json below PENSTOCK_DATA or ../shared/data.");
        return File.ReadAllText(file);
    }
}
