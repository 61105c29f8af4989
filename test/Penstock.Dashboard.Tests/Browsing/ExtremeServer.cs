using Microsoft.Extensions.DependencyInjection;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Contracts.Ids;
using Penstock.Contracts.Money;
using Penstock.Gateway.Record;
using Penstock.Testing.Hosting;

namespace Penstock.Dashboard.Tests.Browsing;

/// <summary>A server on which everything is as long, as large and as small as it can be.</summary>
public sealed class ExtremeServer : IAsyncLifetime
{
    /// <summary>A name of 128 characters, the most that there may be.</summary>
    public static readonly string Name = "customer-support-assistant-for-enterprise-accounts-".PadRight(128, 'x');

    private static readonly string Word = new('w', 128);

    // A trace is looked for near the time that its id says.
    private readonly DateTimeOffset _at = TimeProvider.System.GetUtcNow().AddMinutes(-1);
    private PenstockHost? _host;

    public ExtremeServer() => ManyAttempts = TraceId.New(_at);

    public PenstockHost Host => _host ?? throw new InvalidOperationException("The server has not started.");

    /// <summary>An exchange of thirty attempts.</summary>
    public TraceId ManyAttempts { get; }

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Missing is null)
        {
            _host = await PenstockHost.StartAsync(Configuration(), TestContext.Current.CancellationToken, ("KEY", $"pk-{new string('k', 40)}"));
            Record();
        }
    }

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string Configuration() =>
        """
        tenants: [{name: WORD}, {name: NAME}]
        providers:
          - {name: NAME, dialect: openai, base_urls: ["http://127.0.0.1:1/v1", "http://127.0.0.1:1/a/very/long/path/WORD/v1"]}
        models:
          - {name: NAME, provider: NAME, id: "WORDWORD", context_window: 10000000, price: {input: 1000000, cached_input: 0.000001, output: 123456.789}}
          - {name: WORD, provider: NAME, id: small, price: {input: 0.0001, output: 0.0001}}
        apps:
          - {name: NAME, model: NAME, fallbacks: [WORD], owner: WORD}
          - {name: WORD, model: WORD}
        keys:
          - name: NAME
            tenant: NAME
            secret: ${KEY}
            allowed: [NAME, WORD]
            limits: {requests_per_minute: 1000000000, tokens_per_minute: 1000000000000, concurrent_requests: 100000}
        """.Replace("NAME", Name, StringComparison.Ordinal).Replace("WORD", Word, StringComparison.Ordinal);

    private void Record()
    {
        var traces = Host.Services.GetRequiredService<ITraceSink>();
        traces.TryAdd(Trace(TraceId.New(_at), _at, Name, 1_234_567_890_000_000));
        traces.TryAdd(Trace(TraceId.New(_at), _at, Word, 100));
        traces.TryAdd(Trace(ManyAttempts, _at, Name, 1) with
        {
            Attempts = [.. Enumerable.Range(1, 30).Select(number => Attempt(number, number == 30))],
            Status = AttemptStatus.Failed,
            Fault = FaultCode.ProviderUnreachable,
            FaultDetail = $"Nobody could be reached, {Word}.",
            RequestContent = $$$"""{"model": "{{{Name}}}", "messages": [{"role": "user", "content": "{{{Word}}}{{{Word}}}"}]}""",
            AnswerContent = Word + Word,
        });

        var ledger = Host.Services.GetRequiredService<ILedger>();
        Spend(ledger, Name, 1_234_567_890_000_000);
        Spend(ledger, Word, 100);
    }

    private static void Spend(ILedger ledger, string name, long cost)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = new AttemptId(TraceId.New(now), 1);
        ledger.TryBegin(new AttemptStarted
        {
            Id = id, At = now, Tenant = Name, Key = name, App = name, Release = "r1", Model = name, Provider = name, Operation = Operation.Chat, User = name,
            EstimatedInput = 1, EstimatedCost = new NanoUsd(1),
        });
        ledger.TrySettle(new AttemptSettled { Id = id, At = now, Status = AttemptStatus.Succeeded, Usage = Usage, Cost = new NanoUsd(cost) });
    }

    private static TokenUsage Usage => new(9_876_543_210, 1_876_543_210, 1_000_000_000, 8_765_432_109, 1_765_432_109, Counted: true);

    private static TraceRecord Trace(TraceId id, DateTimeOffset at, string name, long cost) => new()
    {
        Id = id, StartedAt = at, Duration = TimeSpan.FromMinutes(9), FirstToken = TimeSpan.FromSeconds(100), Tenant = Name, Key = Name, KeyName = Name,
        Requested = name, App = name, Release = "r1", Model = name, Provider = name, Operation = Operation.Chat, Dialect = Dialect.OpenAi, Streamed = true,
        Status = AttemptStatus.Succeeded, HttpStatus = 200, User = Word + Word, Usage = Usage, Cost = new NanoUsd(cost), Attempts = [Attempt(1, true)],
    };

    private static AttemptRecord Attempt(int number, bool answers) => new()
    {
        Number = number, Model = Name, Provider = Name, Endpoint = $"http://127.0.0.1:1/a/very/long/path/{Word}/v1", SentAt = TimeSpan.FromSeconds(number * 15),
        EndedAt = TimeSpan.FromSeconds((number * 15) + 9), FirstTokenAt = answers ? TimeSpan.FromSeconds((number * 15) + 1) : null,
        Status = answers ? AttemptStatus.Succeeded : AttemptStatus.Failed, HttpStatus = answers ? 200 : null, Fault = answers ? null : FaultCode.ProviderUnreachable,
        ResponseId = answers ? Word : null, ResponseModel = answers ? Word : null, Usage = answers ? Usage : default, Cost = new NanoUsd(answers ? 1_234_567_890_000_000 : 0),
    };
}
