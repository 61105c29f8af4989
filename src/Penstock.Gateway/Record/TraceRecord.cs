using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Contracts.Ids;
using Penstock.Contracts.Money;

namespace Penstock.Gateway.Record;

/// <summary>The durable record of one exchange.</summary>
public sealed record TraceRecord
{
    /// <summary>The id, as in the header <c>x-penstock-trace</c>.</summary>
    public required TraceId Id { get; init; }

    /// <summary>When the request arrived.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From arrival to the last byte of the answer.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>From arrival to the first token sent to the caller, or <see langword="null"/> when none was.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>The key's id.</summary>
    public required string Key { get; init; }

    /// <summary>The key's name.</summary>
    public required string KeyName { get; init; }

    /// <summary>What the caller wrote in <c>model</c>, at most 256 characters.</summary>
    public required string Requested { get; init; }

    /// <summary>The app, or <see langword="null"/> when a model was named directly or none was found.</summary>
    public string? App { get; init; }

    /// <summary>The release that was live, or <see langword="null"/>.</summary>
    public string? Release { get; init; }

    /// <summary>The model that answered last, or <see langword="null"/> when none was tried.</summary>
    public string? Model { get; init; }

    /// <summary>Its provider.</summary>
    public string? Provider { get; init; }

    /// <summary>Its vendor in OpenTelemetry's words (<c>openai</c>, <c>anthropic</c>, …), or <see langword="null"/>. Not stored.</summary>
    public string? ProviderKind { get; init; }

    /// <summary>The operation.</summary>
    public required Operation Operation { get; init; }

    /// <summary>The caller's dialect.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>Whether the caller asked for a stream.</summary>
    public required bool Streamed { get; init; }

    /// <summary>How the exchange ended.</summary>
    public required AttemptStatus Status { get; init; }

    /// <summary>The HTTP status sent to the caller; for a stream cut after its start, still 200.</summary>
    public required int HttpStatus { get; init; }

    /// <summary>Why it failed, or <see langword="null"/>.</summary>
    public FaultCode? Fault { get; init; }

    /// <summary>One sentence about the failure, free of prompts and secrets, or <see langword="null"/>.</summary>
    public string? FaultDetail { get; init; }

    /// <summary>Why the model stopped, in OpenTelemetry's words (<c>stop</c>, <c>length</c>, <c>tool_call</c>, <c>content_filter</c>), or <see langword="null"/>.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The end user the caller named, or <see langword="null"/>.</summary>
    public string? User { get; init; }

    /// <summary>The caller's W3C trace id, or <see langword="null"/>.</summary>
    public string? ParentTrace { get; init; }

    /// <summary>Tokens of all attempts together.</summary>
    public required TokenUsage Usage { get; init; }

    /// <summary>Cost of all attempts together.</summary>
    public required NanoUsd Cost { get; init; }

    /// <summary>Every upstream try, in order.</summary>
    public required IReadOnlyList<AttemptRecord> Attempts { get; init; }

    /// <summary>The request body, where the app records content, else <see langword="null"/>.</summary>
    public string? RequestContent { get; init; }

    /// <summary>The answer's text, where the app records content, else <see langword="null"/>.</summary>
    public string? AnswerContent { get; init; }
}

/// <summary>One upstream try within a trace. Times are offsets from the arrival of the request.</summary>
public sealed record AttemptRecord
{
    /// <summary>1 for the first attempt.</summary>
    public required int Number { get; init; }

    /// <summary>The registered model.</summary>
    public required string Model { get; init; }

    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>Its vendor in OpenTelemetry's words, or <see langword="null"/>. Not stored.</summary>
    public string? ProviderKind { get; init; }

    /// <summary>The mean time between two pieces of a complete stream, or <see langword="null"/>. Not stored.</summary>
    public TimeSpan? TimePerChunk { get; init; }

    /// <summary>The base URL that was called.</summary>
    public required string Endpoint { get; init; }

    /// <summary>When it was sent.</summary>
    public required TimeSpan SentAt { get; init; }

    /// <summary>When the provider's headers came, or <see langword="null"/>.</summary>
    public TimeSpan? HeadersAt { get; init; }

    /// <summary>When its first token came, or <see langword="null"/>.</summary>
    public TimeSpan? FirstTokenAt { get; init; }

    /// <summary>When it ended.</summary>
    public required TimeSpan EndedAt { get; init; }

    /// <summary>How it ended.</summary>
    public required AttemptStatus Status { get; init; }

    /// <summary>The provider's HTTP status, or <see langword="null"/> when none came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Why it failed, or <see langword="null"/>.</summary>
    public FaultCode? Fault { get; init; }

    /// <summary>The provider's id of its answer, or <see langword="null"/>.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The model the provider says it used, or <see langword="null"/>.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>Its tokens.</summary>
    public required TokenUsage Usage { get; init; }

    /// <summary>Its cost.</summary>
    public required NanoUsd Cost { get; init; }
}

/// <summary>Takes traces off the request path. Whoever hosts the gateway brings one.</summary>
public interface ITraceSink
{
    /// <summary>Offers one trace. Never blocks.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>False when the queue is full; the trace is dropped, and the sink counts it.</returns>
    bool TryAdd(TraceRecord trace);
}
