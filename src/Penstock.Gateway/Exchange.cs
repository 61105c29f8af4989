using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Penstock.Contracts.Faults;
using Penstock.Contracts.Ids;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Call.Streaming;
using Penstock.Gateway.Receive;
using Penstock.Gateway.Record;
using Penstock.Gateway.Snapshot;

namespace Penstock.Gateway;

/// <summary>One request and what is known of it. Stages fill it in from top to bottom; one request, one thread at a time.</summary>
internal sealed class Exchange(HttpContext http, Ingress ingress, TraceId id, DateTimeOffset startedAt, long startTimestamp, ByteBudget bytes) : IDisposable
{
    public HttpContext Http { get; } = http;

    public Ingress Ingress { get; } = ingress;

    public TraceId Id { get; } = id;

    public DateTimeOffset StartedAt { get; } = startedAt;

    /// <summary>The clock's reading at arrival; every offset counts from here.</summary>
    public long StartTimestamp { get; } = startTimestamp;

    /// <summary>The id as text, for headers and errors.</summary>
    public string IdText { get; } = id.ToString();

    /// <summary>The caller's place in its own W3C trace, or <see langword="null"/>.</summary>
    public ActivityContext? Caller { get; } = TraceParents.Read(http.Request.Headers);

    /// <summary>The exchange's span while somebody listens, else <see langword="null"/>.</summary>
    public Activity? Span { get; set; }

    // Receive
    public GatewaySnapshot Snapshot { get; set; } = null!;

    public KeyGrant Grant { get; set; } = null!;

    public PooledBuffer Body { get; } = new(bytes);

    public RequestEnvelope Envelope { get; set; } = null!;

    // Resolve, Admit
    public Route Route { get; set; } = null!;

    public Reservation Reservation { get; set; }

    // Call
    public List<AttemptRecord> Attempts { get; } = new(1);

    /// <summary>Whether the caller has been sent a status line.</summary>
    public bool Committed { get; set; }

    public TimeSpan? FirstTokenAt { get; set; }

    public string? FinishReason { get; set; }

    /// <summary>The answer's text where content is recorded.</summary>
    public string? AnswerContent { get; set; }

    // Record
    public AttemptStatus Status { get; set; } = AttemptStatus.Failed;

    public Fault? Fault { get; set; }

    public void Dispose() => Body.Dispose();
}
