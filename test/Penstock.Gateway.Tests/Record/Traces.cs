using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Contracts.Ids;
using Penstock.Contracts.Money;
using Penstock.Gateway.Record;

namespace Penstock.Gateway.Tests.Record;

/// <summary>An exchange that failed once and then streamed an answer.</summary>
internal static class Traces
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static TraceRecord Retried() => new()
    {
        Id = TraceId.New(Noon),
        StartedAt = Noon,
        Duration = TimeSpan.FromSeconds(2.1),
        FirstToken = TimeSpan.FromSeconds(1.1),
        Tenant = "acme",
        Key = "key-web",
        KeyName = "web",
        Requested = "whatever the caller wrote",
        App = "support",
        Model = "large",
        Provider = "second",
        ProviderKind = "second",
        Operation = Operation.Chat,
        Dialect = Dialect.OpenAi,
        Streamed = true,
        Status = AttemptStatus.Succeeded,
        HttpStatus = 200,
        FinishReason = "stop",
        User = "bob",
        Usage = new TokenUsage(40, 8, 0, 11, 0, Counted: false),
        Cost = new NanoUsd(5_000),
        Attempts = [Attempt(1, AttemptStatus.Failed, FaultCode.ProviderFailed), Attempt(2, AttemptStatus.Succeeded, null)],
        RequestContent = "the prompt",
        AnswerContent = "the answer",
    };

    private static AttemptRecord Attempt(int number, AttemptStatus status, FaultCode? fault) => new()
    {
        Number = number,
        Model = number == 1 ? "small" : "large",
        Provider = number == 1 ? "first" : "second",
        ProviderKind = number == 1 ? "first" : "second",
        Endpoint = $"http://engine-{number}:9001/v1",
        SentAt = TimeSpan.FromSeconds(number - 1),
        FirstTokenAt = fault is null ? TimeSpan.FromSeconds(number - 0.9) : null,
        EndedAt = TimeSpan.FromSeconds(number + 0.1),
        Status = status,
        HttpStatus = fault is null ? 200 : 500,
        Fault = fault,
        Usage = fault is null ? new TokenUsage(40, 8, 0, 11, 0, Counted: false) : default,
        Cost = fault is null ? new NanoUsd(5_000) : default,
    };
}
