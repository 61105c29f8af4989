using Penstock.Contracts.Dialects;
using Penstock.Contracts.Ids;
using Penstock.Contracts.Money;
using Penstock.Gateway.Record;

namespace Penstock.Testing.Records;

/// <summary>Attempts whose fields differ from each other, so that a mixed-up field shows.</summary>
internal static class Attempts
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static AttemptStarted Started(int number = 1, string? user = "u-1", string? app = "support", TraceId? trace = null) => new()
    {
        Id = new AttemptId(trace ?? TraceId.New(Noon), number),
        At = Noon.AddTicks(1_234_567),
        Tenant = "acme",
        Key = "key-web",
        App = app,
        Release = app is null ? null : "r1",
        Model = "small",
        Provider = "engines",
        Operation = Operation.Chat,
        User = user,
        EstimatedInput = 77,
        EstimatedCost = new NanoUsd(770),
    };

    public static AttemptSettled Settled(this AttemptStarted started, long cost = 12_345) => new()
    {
        Id = started.Id,
        At = started.At.AddSeconds(1),
        Status = AttemptStatus.Succeeded,
        Usage = new TokenUsage(100, 20, 10, 50, 5, Counted: false),
        Cost = new NanoUsd(cost),
    };
}
