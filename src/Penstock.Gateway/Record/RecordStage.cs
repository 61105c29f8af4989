using System.Text;
using Penstock.Contracts.Faults;
using Penstock.Contracts.Money;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Call;

namespace Penstock.Gateway.Record;

/// <summary>What is left of an exchange: settled limits, a trace, metrics and spans. Never waits.</summary>
internal sealed class RecordStage(ITraceSink traces, ExchangeMetrics metrics, TimeProvider clock)
{
    private const int LongestRequested = 256;

    public void Add(Exchange exchange)
    {
        if (exchange.Grant is null)
        {
            // Nobody to attribute it to: strangers are counted, not recorded.
            metrics.Stranger(exchange.Fault?.Code ?? FaultCode.Internal);
            exchange.Span?.Dispose();
            return;
        }

        var usage = Sum(exchange, out var cost);
        AdmitStage.Settle(exchange, usage);

        var trace = ToTrace(exchange, usage, cost);
        traces.TryAdd(trace);
        metrics.Record(trace);
        ExchangeSpans.End(exchange.Span, trace);
    }

    private static TokenUsage Sum(Exchange exchange, out NanoUsd cost)
    {
        cost = NanoUsd.Zero;
        var sum = default(TokenUsage);
        foreach (var attempt in exchange.Attempts)
        {
            var usage = attempt.Usage;
            cost += attempt.Cost;
            sum = new TokenUsage(
                sum.Input + usage.Input,
                sum.CachedInput + usage.CachedInput,
                sum.CacheWrite + usage.CacheWrite,
                sum.Output + usage.Output,
                sum.Reasoning + usage.Reasoning,
                sum.Counted || usage.Counted);
        }

        return sum;
    }

    private TraceRecord ToTrace(Exchange exchange, in TokenUsage usage, NanoUsd cost)
    {
        var last = exchange.Attempts.Count > 0 ? exchange.Attempts[^1] : null;
        var keepsContent = exchange.Route?.App?.RecordContent ?? false;
        return new TraceRecord
        {
            Id = exchange.Id,
            StartedAt = exchange.StartedAt,
            Duration = clock.GetElapsedTime(exchange.StartTimestamp),
            FirstToken = exchange.FirstTokenAt,
            Tenant = exchange.Grant.Key.Tenant,
            Key = exchange.Grant.Key.Id,
            KeyName = exchange.Grant.Key.Name,
            Requested = Cut(exchange.Envelope?.Model ?? ""),
            App = exchange.Route?.App?.Name,
            Release = exchange.Route?.Release,
            Model = last?.Model,
            Provider = last?.Provider,
            ProviderKind = last?.ProviderKind,
            Operation = exchange.Ingress.Operation,
            Dialect = exchange.Ingress.Dialect,
            Streamed = exchange.Envelope?.Stream ?? false,
            Status = exchange.Status,
            HttpStatus = HttpStatus(exchange),
            Fault = exchange.Fault?.Code,
            FaultDetail = FaultDetail(exchange),
            FinishReason = exchange.FinishReason,
            User = exchange.Envelope?.User,
            ParentTrace = exchange.Caller?.TraceId.ToHexString(),
            Usage = usage,
            Cost = cost,
            Attempts = exchange.Attempts,
            RequestContent = keepsContent ? Encoding.UTF8.GetString(exchange.Body.Span) : null,
            AnswerContent = exchange.AnswerContent,
        };
    }

    // A provider's own words may quote the prompt; the trace keeps only what Penstock itself says.
    private static string? FaultDetail(Exchange exchange) =>
        exchange.Fault is { ProviderStatus: null } fault ? fault.Detail : exchange.Fault?.Code.Row().Title;

    private static int HttpStatus(Exchange exchange) =>
        exchange.Committed || exchange.Fault is null ? exchange.Http.Response.StatusCode : CallerResponse.Status(exchange.Fault);

    private static string Cut(string text) => text.Length <= LongestRequested ? text : text[..LongestRequested];
}
