using System.Diagnostics;
using System.Text;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Contracts.Money;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Call.Metering;
using Penstock.Gateway.Call.Providers;
using Penstock.Gateway.Call.Streaming;
using Penstock.Gateway.Receive;
using Penstock.Gateway.Record;
using Penstock.Gateway.Snapshot;

namespace Penstock.Gateway.Call;

/// <summary>One upstream try: its deadline, its meter, and its two lines in the ledger.</summary>
internal sealed class Attempt : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly ILedger _ledger;
    private readonly AttemptId _id;
    private TimeSpan _sentAt;
    private TimeSpan? _headersAt;
    private int? _httpStatus;
    private bool _begun;
    private Activity? _span;
    private int _chunks;

    public Attempt(Exchange exchange, Target target, Endpoint endpoint, CallServices services)
    {
        (Exchange, Target, Endpoint) = (exchange, target, endpoint);
        (_clock, _ledger, Bytes) = (services.Clock, services.Ledger, services.Bytes);
        Body = new PooledBuffer(Bytes);
        _id = new AttemptId(exchange.Id, exchange.Attempts.Count + 1);
        Meter = target.Provider.Dialect is Dialect.Anthropic
            ? new AnthropicMeter(Bytes)
            : new OpenAiMeter(exchange.Ingress.Operation is Operation.Embeddings, (int)exchange.Envelope.Choices, Bytes);
        Deadline = new AttemptDeadline(
            services.Clock, target.Deadlines, exchange.StartTimestamp, exchange.Http.RequestAborted, services.Lifetime.StreamsEnd);
    }

    public Exchange Exchange { get; }

    public Target Target { get; }

    public Endpoint Endpoint { get; }

    public IAnswerMeter Meter { get; }

    public AttemptDeadline Deadline { get; }

    /// <summary>The provider's request body.</summary>
    public PooledBuffer Body { get; }

    /// <summary>What every buffer of the attempt is paid from.</summary>
    public ByteBudget Bytes { get; }

    public TimeSpan? FirstTokenAt { get; private set; }

    /// <summary>The W3C <c>traceparent</c> for the provider: this attempt's span, or without one the exchange's id in the caller's trace.</summary>
    public string TraceParent => _span?.Id
        ?? $"00-{Exchange.Caller?.TraceId.ToHexString() ?? Exchange.IdText}-{Exchange.IdText.AsSpan(16)}-01";

    /// <summary>Notes in the ledger that the attempt is sent.</summary>
    /// <returns>False when the ledger cannot be written: then nothing is sent.</returns>
    public bool TryBegin()
    {
        var input = AdmitStage.EstimateInput(Exchange);
        var begun = _ledger.TryBegin(new AttemptStarted
        {
            Id = _id,
            At = _clock.GetUtcNow(),
            Tenant = Exchange.Grant.Key.Tenant,
            Key = Exchange.Grant.Key.Id,
            App = Exchange.Route.App?.Name,
            Release = Exchange.Route.Release,
            Model = Target.Model.Name,
            Provider = Target.Provider.Name,
            Operation = Exchange.Ingress.Operation,
            User = Exchange.Envelope.User,
            EstimatedInput = input,
            EstimatedCost = Target.Model.Price.Price(new TokenUsage(input, 0, 0, 0, 0, Counted: true)),
        });

        if (begun)
        {
            _begun = true;
            _sentAt = Elapsed();
            _span = ExchangeSpans.StartAttempt(Exchange.Span, Target.Model.Name, Exchange.StartedAt + _sentAt);
            Endpoint.State.Enter();
        }

        return begun;
    }

    public void HeadersCame(int status) => (_headersAt, _httpStatus) = (Elapsed(), status);

    /// <summary>Notes one piece of a streamed answer that carries a token.</summary>
    public void ChunkCame() => _chunks++;

    public void FirstTokenCame()
    {
        FirstTokenAt ??= Elapsed();
        Exchange.FirstTokenAt ??= FirstTokenAt;
    }

    /// <summary>Writes what the attempt came to: ledger first, then endpoint health and the trace. Called once.</summary>
    /// <param name="status">How it ended.</param>
    /// <param name="fault">Why, or <see langword="null"/>.</param>
    /// <param name="worked">Whether the provider may have worked, so that tokens are owed.</param>
    public void Settle(AttemptStatus status, Fault? fault, bool worked)
    {
        if (!_begun)
        {
            return;
        }

        _begun = false;
        var usage = worked ? AttemptUsage.Of(this, complete: status is AttemptStatus.Succeeded) : default;
        var cost = Target.Model.Price.Price(usage);
        _ledger.TrySettle(new AttemptSettled { Id = _id, At = _clock.GetUtcNow(), Status = status, Usage = usage, Cost = cost });

        Endpoint.State.Leave();
        NoteHealth(fault);
        Exchange.FinishReason = Cut(Meter.FinishReason) ?? Exchange.FinishReason;
        if (Exchange.Route.App is { RecordContent: true } && Meter.Text.Length > 0)
        {
            Exchange.AnswerContent = Encoding.UTF8.GetString(Meter.Text.Span);
        }


        var record = ToRecord(status, fault, usage, cost);
        Exchange.Attempts.Add(record);
        ExchangeSpans.EndAttempt(_span, record, Exchange.Envelope.Stream, Exchange.Ingress.Operation, Exchange.StartedAt);
    }

    public void Dispose()
    {
        // Still open only when a defect threw past every fault: what was spent and what is under way must be right even then.
        if (_begun)
        {
            Settle(AttemptStatus.Failed, new Fault(FaultCode.Internal, "Penstock failed."), worked: true);
        }

        Deadline.Dispose();
        Meter.Dispose();
        Body.Dispose();
    }

    private static string? Cut(string? name) => name?.Length > RequestReader.LongestName ? name[..RequestReader.LongestName] : name;

    private TimeSpan Elapsed() => _clock.GetElapsedTime(Exchange.StartTimestamp);

    private void NoteHealth(Fault? fault)
    {
        if (fault is null)
        {
            Endpoint.State.Succeeded((FirstTokenAt ?? Elapsed()) - _sentAt);
        }
        else if (IsProvidersFault(fault))
        {
            Endpoint.State.Failed(fault.Code);
        }
    }

    // A model or a path the provider does not have is a target set up wrongly: every request will find it so.
    private static bool IsProvidersFault(Fault fault) => fault is { Code: FaultCode.ProviderRejected, ProviderStatus: 404 } || fault.Code
        is FaultCode.ProviderFailed or FaultCode.ProviderUnreachable or FaultCode.ProviderAuthFailed
        or FaultCode.ProviderRateLimited or FaultCode.AnswerMalformed or FaultCode.AnswerCut or FaultCode.ConnectTimeout
        or FaultCode.FirstTokenTimeout or FaultCode.AnswerTimeout or FaultCode.StreamStalled;

    private AttemptRecord ToRecord(AttemptStatus status, Fault? fault, in TokenUsage usage, NanoUsd cost) => new()
    {
        Number = _id.Number,
        Model = Target.Model.Name,
        Provider = Target.Provider.Name,
        ProviderKind = Target.Provider.TelemetryName,
        TimePerChunk = status is AttemptStatus.Succeeded && _chunks > 1 && FirstTokenAt is { } first ? (Elapsed() - first) / (_chunks - 1) : null,
        Endpoint = Endpoint.Name,
        SentAt = _sentAt,
        HeadersAt = _headersAt,
        FirstTokenAt = FirstTokenAt,
        EndedAt = Elapsed(),
        Status = status,
        HttpStatus = _httpStatus,
        Fault = fault?.Code,
        ResponseId = Cut(Meter.ResponseId),
        ResponseModel = Cut(Meter.ResponseModel),
        Usage = usage,
        Cost = cost,
    };
}
