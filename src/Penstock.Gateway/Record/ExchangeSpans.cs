using System.Diagnostics;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Ids;
using Penstock.Contracts.Money;
using Penstock.Gateway.Hosting;

namespace Penstock.Gateway.Record;

/// <summary>Spans of one exchange: one for the exchange, one for each attempt, so that a provider's own spans hang under ours.</summary>
/// <remarks>
/// Nothing is made while nobody listens. What a span says is filled in from the record, when it is over. Prompts and
/// answers are never in them, also where the trace keeps them.
/// </remarks>
internal static class ExchangeSpans
{
    private static readonly ActivitySource Source = new(GatewayTelemetry.ActivitySourceName, GenAiNames.Release);

    /// <summary>Starts the span of an exchange, in the caller's trace where it named one, else in a trace with the exchange's own id.</summary>
    public static Activity? Start(TraceId id, Operation operation, ActivityContext? caller, DateTimeOffset at)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var parent = caller ?? new ActivityContext(ActivityTraceId.CreateFromString(id.ToString()), default, ActivityTraceFlags.Recorded);
        return Begin(operation.Name(), ActivityKind.Server, parent, at);
    }

    /// <summary>Starts the span of an attempt.</summary>
    public static Activity? StartAttempt(Activity? exchange, string name, DateTimeOffset at) =>
        exchange is null ? null : Begin(name, ActivityKind.Client, exchange.Context, at);

    /// <summary>Ends the span of an exchange.</summary>
    public static void End(Activity? span, TraceRecord trace)
    {
        if (span is null)
        {
            return;
        }

        span.DisplayName = Name(trace, trace.App ?? trace.Model);
        Describe(span, trace);
        span.SetEndTime((trace.StartedAt + trace.Duration).UtcDateTime);
        span.Stop();
    }

    /// <summary>Ends the span of an attempt.</summary>
    /// <param name="span">The span.</param>
    /// <param name="attempt">What the attempt came to.</param>
    /// <param name="streamed">Whether the caller asked for a stream.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="startedAt">When the exchange began, which the attempt's times count from.</param>
    public static void EndAttempt(Activity? span, AttemptRecord attempt, bool streamed, Operation operation, DateTimeOffset startedAt)
    {
        if (span is null)
        {
            return;
        }

        span.DisplayName = $"{operation.Name()} {attempt.Model}";
        Describe(span, attempt, streamed, operation);
        span.SetEndTime((startedAt + attempt.EndedAt).UtcDateTime);
        span.Stop();
    }

    // The span must not become the ambient one: requests of other exchanges would inherit it from pooled connections.
    private static Activity? Begin(string name, ActivityKind kind, ActivityContext parent, DateTimeOffset at)
    {
        var ambient = Activity.Current;
        var span = Source.StartActivity(name, kind, parent, startTime: at);
        Activity.Current = ambient;
        return span;
    }

    private static string Name(TraceRecord trace, string? model) =>
        model is null ? trace.Operation.Name() : $"{trace.Operation.Name()} {model}";

    private static void Describe(Activity span, TraceRecord trace)
    {
        span.SetTag(GenAiNames.OperationName, trace.Operation.Name());
        span.SetTag(GenAiNames.ProviderName, trace.ProviderKind);
        span.SetTag(GenAiNames.RequestModel, trace.App ?? trace.Model);
        span.SetTag(GenAiNames.RequestStream, trace.Streamed);
        span.SetTag(GenAiNames.HttpStatus, trace.HttpStatus);
        span.SetTag(GenAiNames.ResponseTimeToFirstChunk, trace.FirstToken?.TotalSeconds);
        span.SetTag(GenAiNames.ResponseFinishReasons, trace.FinishReason is { } reason ? new[] { reason } : null);
        span.SetTag("penstock.trace", trace.Id.ToString());
        span.SetTag("penstock.tenant", trace.Tenant);
        span.SetTag("penstock.release", trace.Release);
        span.SetTag("penstock.attempts", trace.Attempts.Count);
        Usage(span, trace.Usage);
        End(span, StatusTags.ErrorType(trace.Status, trace.Fault));
    }

    private static void Describe(Activity span, AttemptRecord attempt, bool streamed, Operation operation)
    {
        var endpoint = EndpointTags.Of(attempt.Endpoint);
        span.SetTag(GenAiNames.OperationName, operation.Name());
        span.SetTag(GenAiNames.ProviderName, attempt.ProviderKind);
        span.SetTag(GenAiNames.RequestModel, attempt.Model);
        span.SetTag(GenAiNames.RequestStream, streamed);
        span.SetTag(GenAiNames.ResponseModel, attempt.ResponseModel);
        span.SetTag(GenAiNames.ResponseId, attempt.ResponseId);
        span.SetTag(GenAiNames.ResponseTimeToFirstChunk, (attempt.FirstTokenAt - attempt.SentAt)?.TotalSeconds);
        span.SetTag(GenAiNames.ServerAddress, endpoint.Address);
        span.SetTag(GenAiNames.ServerPort, endpoint.Port);
        span.SetTag(GenAiNames.HttpStatus, attempt.HttpStatus);
        span.SetTag("penstock.attempt", attempt.Number);
        Usage(span, attempt.Usage);
        End(span, StatusTags.ErrorType(attempt.Status, attempt.Fault));
    }

    private static void Usage(Activity span, in TokenUsage usage)
    {
        span.SetTag(GenAiNames.UsageInput, usage.Input);
        span.SetTag(GenAiNames.UsageOutput, usage.Output);
        span.SetTag(GenAiNames.UsageCacheRead, usage.CachedInput);
        span.SetTag(GenAiNames.UsageCacheCreation, usage.CacheWrite);
        span.SetTag(GenAiNames.UsageReasoning, usage.Reasoning);
    }

    private static void End(Activity span, string? error)
    {
        if (error is not null)
        {
            span.SetTag(GenAiNames.ErrorType, error);
            span.SetStatus(ActivityStatusCode.Error, error);
        }
    }
}
