using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Ids;
using Penstock.Contracts.Money;
using Penstock.Gateway.Record;
using Penstock.Server.Features.Overview;
using Penstock.Server.Features.Traces;
using Penstock.Server.Storage;
using Penstock.Server.Storage.Traces;

namespace Penstock.Testing.Records;

/// <summary>A trace store on a data folder, with the questions people ask it.</summary>
internal sealed class TraceHarness : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private TraceHarness(DataFolder folder, TraceOptions options, TimeProvider clock)
    {
        var logger = new LoggerFactory([new FakeLoggerProvider(Log)]);
        var metrics = new TraceMetrics(_services.GetRequiredService<IMeterFactory>());
        Database = new TraceDatabase(folder, options, clock, logger.CreateLogger<TraceDatabase>());
        Queue = new TraceQueue(options, () => Retention, metrics, clock, logger.CreateLogger<TraceQueue>());
        Writer = new TraceWriter(Database, Queue, options, metrics, logger.CreateLogger<TraceWriter>());
        Retain = new TraceRetention(folder, Writer, () => Retention, clock, logger.CreateLogger<TraceRetention>());
        Service = new TraceService(options, Writer, Retain, clock);
        Traces = new TraceStore(Database, Writer, clock);
        Overview = new OverviewStore(Database, Writer, clock);
    }

    public TraceDatabase Database { get; }

    public TraceQueue Queue { get; }

    public TraceWriter Writer { get; }

    public TraceRetention Retain { get; }

    public TraceService Service { get; }

    public TraceStore Traces { get; }

    public OverviewStore Overview { get; }

    public RetentionOptions Retention { get; set; } = new() { Age = TimeSpan.FromDays(10_000) };

    public FakeLogCollector Log { get; } = new();

    public static async Task<TraceHarness> OpenAsync(
        DataFolder folder, CancellationToken cancellationToken, TraceOptions? options = null, TimeProvider? clock = null)
    {
        var harness = new TraceHarness(folder, options ?? new TraceOptions(), clock ?? TimeProvider.System);
        await harness.Writer.OpenAsync(cancellationToken);
        return harness;
    }

    public static TraceRecord Trace(DateTimeOffset at) => new()
    {
        Id = TraceId.New(at),
        StartedAt = at,
        Duration = TimeSpan.FromMilliseconds(1_500.25),
        FirstToken = TimeSpan.FromMilliseconds(120.5),
        Tenant = "acme",
        Key = "key-web",
        KeyName = "web",
        Requested = "support",
        App = "support",
        Release = "r1",
        Model = "small",
        Provider = "engines",
        Operation = Operation.Chat,
        Dialect = Dialect.Anthropic,
        Streamed = true,
        Status = AttemptStatus.Succeeded,
        HttpStatus = 200,
        FinishReason = "stop",
        User = "u-1",
        ParentTrace = "0af7651916cd43dd8448eb211c80319c",
        Usage = new TokenUsage(100, 20, 10, 50, 5, Counted: false),
        Cost = new NanoUsd(12_345),
        Attempts = [Attempt()],
    };

    public void Dispose()
    {
        Overview.Dispose();
        Service.Dispose();
        Writer.Dispose();
        Database.Dispose();
        _services.Dispose();
    }

    private static AttemptRecord Attempt() => new()
    {
        Number = 1,
        Model = "small",
        Provider = "engines",
        Endpoint = "http://127.0.0.1:9001/v1",
        SentAt = TimeSpan.FromMilliseconds(1),
        HeadersAt = TimeSpan.FromMilliseconds(100),
        FirstTokenAt = TimeSpan.FromMilliseconds(120),
        EndedAt = TimeSpan.FromMilliseconds(1_500),
        Status = AttemptStatus.Succeeded,
        HttpStatus = 200,
        ResponseId = "chatcmpl-1",
        ResponseModel = "sim-small",
        Usage = new TokenUsage(100, 20, 10, 50, 5, Counted: false),
        Cost = new NanoUsd(12_345),
    };
}
