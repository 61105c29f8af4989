using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Hosting;
using Penstock.Gateway.Record;
using Penstock.Testing;

namespace Penstock.Gateway.Tests.Record;

public sealed class ExchangeMetricsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly GatewayLifetime _lifetime = new();
    private readonly IMeterFactory _meters;
    private readonly ExchangeMetrics _metrics;

    public ExchangeMetricsTests()
    {
        _meters = _services.GetRequiredService<IMeterFactory>();
        _metrics = new ExchangeMetrics(_meters, _lifetime, new ByteBudget());
    }

    [Fact]
    public void Each_attempt_is_one_client_operation_and_the_exchange_one_server_request()
    {
        using var client = Collect<double>("gen_ai.client.operation.duration");
        using var server = Collect<double>("gen_ai.server.request.duration");

        _metrics.Record(Traces.Retried());

        var (first, second) = (client.GetMeasurementSnapshot()[0], client.GetMeasurementSnapshot()[1]);
        Assert.Equal((1.1, "provider_failed", "engine-1"), (first.Value, first.Tags["error.type"], first.Tags["server.address"]));
        Assert.Equal((1.1, false, 9001L), (second.Value, second.Tags.ContainsKey("error.type"), second.Tags["server.port"]));
        var request = Assert.Single(server.GetMeasurementSnapshot());
        Assert.Equal((2.1, "support", "chat"), (request.Value, request.Tags["gen_ai.request.model"], request.Tags["gen_ai.operation.name"]));
    }

    [Fact]
    public void Tokens_cost_and_times_come_from_the_record()
    {
        using var tokens = Collect<long>("gen_ai.client.token.usage");
        using var cost = Collect<double>("penstock.cost");
        using var perToken = Collect<double>("gen_ai.server.time_per_output_token");
        using var firstChunk = Collect<double>("gen_ai.client.operation.time_to_first_chunk");
        using var retries = Collect<long>("penstock.retries");

        _metrics.Record(Traces.Retried());

        Assert.Equal([(40L, "input"), (11L, "output")], tokens.GetMeasurementSnapshot().Select(one => (one.Value, (string)one.Tags["gen_ai.token.type"]!)));
        Assert.Equal(0.000005, cost.GetMeasurementSnapshot().Sum(one => one.Value), 12);
        Assert.Equal(0.1, Assert.Single(perToken.GetMeasurementSnapshot()).Value, 9);
        Assert.Equal(0.1, Assert.Single(firstChunk.GetMeasurementSnapshot()).Value, 9);
        Assert.Equal(1, retries.GetMeasurementSnapshot().Sum(one => one.Value));
    }

    [Fact]
    public void No_tag_comes_from_the_caller()
    {
        var values = new List<object?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, one) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, _meters))
            {
                one.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => values.AddRange(tags.ToArray().Select(tag => tag.Value)));
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => values.AddRange(tags.ToArray().Select(tag => tag.Value)));
        listener.Start();

        _metrics.Record(Traces.Retried());

        Assert.NotEmpty(values);
        Assert.DoesNotContain(values, value => value is "bob" or "acme" or "key-web" or "web" or "whatever the caller wrote" or "the prompt" or "the answer");
    }

    [Fact]
    public void Recording_allocates_nothing_whether_anybody_listens_or_not()
    {
        using var listener = new MeterListener { InstrumentPublished = (instrument, one) => one.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => { });
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => { });
        listener.Start();
        var trace = Traces.Retried();

        var allocated = AllocatedBytes.LeastOf(() =>
        {
            for (var run = 0; run < 1_000; run++)
            {
                _metrics.Record(trace);
            }
        });

        Assert.Equal(0, allocated);
    }

    public void Dispose()
    {
        _services.Dispose();
        _lifetime.Dispose();
    }

    private MetricCollector<T> Collect<T>(string name)
        where T : struct => new(_meters, GatewayTelemetry.MeterName, name);
}
