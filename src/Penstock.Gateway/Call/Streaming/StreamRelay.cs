using Penstock.Contracts.Faults;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Call.Metering;
using Penstock.Gateway.Call.Providers;
using Penstock.Gateway.Call.Translate;
using Penstock.Gateway.Receive;
using Penstock.Gateway.Record;

namespace Penstock.Gateway.Call.Streaming;

/// <summary>Takes a provider's streamed answer to the caller, event by event.</summary>
/// <remarks>
/// <code>
/// 1 hold   until the first token: a failure up to here can still move to another target
/// 2 relay  every event as it came (or translated), flushed once per read
/// 3 settle the ledger when the provider ends the answer
/// 4 close  the caller's stream: complete with the dialect's end, or with the dialect's error — never silently
/// </code>
/// </remarks>
internal sealed class StreamRelay : IDisposable
{
    private const int MostBytesPerEvent = 16 * 1024 * 1024;
    private const int MostBytesHeld = 16 * 1024 * 1024;

    private readonly Attempt _attempt;
    private readonly IStreamBridge? _bridge;
    private readonly SseFrameReader _frames;
    private readonly PooledBuffer _pending;
    private readonly PooledBuffer _end;
    private readonly bool _hideUsage;
    private bool _hasContent;
    private bool _ended;

    public StreamRelay(Attempt attempt, Stream upstream, IStreamBridge? bridge)
    {
        (_attempt, _bridge) = (attempt, bridge);
        _frames = new SseFrameReader(upstream, MostBytesPerEvent, attempt.Bytes);
        (_pending, _end) = (new PooledBuffer(attempt.Bytes), new PooledBuffer(attempt.Bytes));

        // Usage was asked for on the gateway's behalf; callers that did not ask index `choices[0]` without looking.
        _hideUsage = bridge is null && !attempt.Exchange.Envelope.WantsUsage;
    }

    /// <summary>Relays until the answer is complete or fails.</summary>
    /// <returns>A fault when it failed. <see cref="Exchange.Committed"/> says whether the caller has seen any of it.</returns>
    public async ValueTask<Fault?> RelayAsync()
    {
        Fault? fault;
        try
        {
            fault = await PumpAsync().ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            fault = new Fault(FaultCode.AnswerTooLarge, $"An event of the provider's answer is larger than {MostBytesPerEvent} bytes.");
        }
        catch (BudgetExhaustedException)
        {
            fault = _attempt.Bytes.Refuse();
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            fault = Cut();
        }
        catch (OperationCanceledException)
        {
            fault = _attempt.Deadline.Explain();
        }

        if (fault is null)
        {
            return await CompleteAsync().ConfigureAwait(false);
        }

        if (_attempt.Exchange.Committed)
        {
            await BreakOffAsync(fault).ConfigureAwait(false);
        }

        return fault;
    }

    public void Dispose()
    {
        _frames.Dispose();
        _pending.Dispose();
        _end.Dispose();
    }

    private static Fault Cut() => new(FaultCode.AnswerCut, "The provider's answer ended before it was complete.");

    private static Fault Malformed() => new(FaultCode.AnswerMalformed, "The provider sent an event that is not what its dialect says.");

    private async ValueTask<Fault?> PumpAsync()
    {
        var token = _attempt.Deadline.Token;
        var open = true;
        while (open && !_ended)
        {
            open = await _frames.FillAsync(token).ConfigureAwait(false);
            if (TakeEvents() is { } fault)
            {
                return fault;
            }

            if (_pending.Length > MostBytesHeld)
            {
                return Malformed();
            }

            if (_hasContent)
            {
                await SendPendingAsync(token).ConfigureAwait(false);
                _attempt.Deadline.Arm(AttemptPhase.Stall);
            }
        }

        return IsComplete() ? null : Cut();
    }

    // With an end marker one finish reason is enough (some providers ignore `n`); without one, every choice must be done.
    private bool IsComplete() => _ended ? _attempt.Meter.FinishReason is not null : _attempt.Meter.IsFinished;

    private Fault? TakeEvents()
    {
        while (!_ended && _frames.TryRead(out var raw))
        {
            var streamed = _frames.Parse(raw);
            var kind = _attempt.Meter.Observe(streamed);
            switch (kind)
            {
                case EventKind.Malformed:
                    return Malformed();

                case EventKind.Error:
                    return ProviderErrorReader.Read(_attempt.Target.Provider, status: 200, streamed.Data.ToArray());

                case EventKind.End:
                    _ended = true;
                    _end.Write(raw);
                    break;

                case EventKind.UsageOnly when _hideUsage:
                    break;

                default:
                    if (Take(streamed, raw) is { } fault)
                    {
                        return fault;
                    }

                    break;
            }

            if (kind is EventKind.Content)
            {
                _hasContent = true;
                _attempt.ChunkCame();
            }
        }

        return null;
    }

    private Fault? Take(SseEvent streamed, ReadOnlySpan<byte> raw)
    {
        if (_bridge is not null)
        {
            // Comments keep connections open (OpenRouter sends them while it waits) and say nothing in any dialect.
            return streamed.Data.IsEmpty ? null : _bridge.Translate(streamed, _pending);
        }

        _pending.Write(raw);
        return null;
    }

    private async ValueTask SendPendingAsync(CancellationToken cancellationToken)
    {
        var exchange = _attempt.Exchange;
        if (!exchange.Committed)
        {
            _attempt.FirstTokenCame();
            CallerResponse.BeginStream(exchange, _attempt.Target);
        }

        if (_pending.Length == 0)
        {
            return;
        }

        // The caller's own slowness must not look like the provider's.
        _attempt.Deadline.Arm(AttemptPhase.Total);
        await CallerResponse.WriteAsync(exchange.Http.Response, _pending.Written, cancellationToken).ConfigureAwait(false);
        _pending.Clear();
    }

    // Money first: the ledger has the answer before the caller has its end.
    private async ValueTask<Fault?> CompleteAsync()
    {
        var exchange = _attempt.Exchange;
        _attempt.FirstTokenCame();
        _attempt.Settle(AttemptStatus.Succeeded, fault: null, worked: true);
        exchange.Status = AttemptStatus.Succeeded;

        if (!exchange.Committed)
        {
            CallerResponse.BeginStream(exchange, _attempt.Target);
        }

        if (_bridge is not null)
        {
            _bridge.Complete(_pending);
        }
        else if (_end.Length > 0)
        {
            _pending.Write(_end.Span);
        }
        else
        {
            StreamEnds.Write(exchange.Ingress.Dialect, _pending);
        }

        _attempt.Deadline.Arm(AttemptPhase.Total);
        await CallerResponse.WriteAsync(exchange.Http.Response, _pending.Written, _attempt.Deadline.Token).ConfigureAwait(false);
        return null;
    }

    private async ValueTask BreakOffAsync(Fault fault)
    {
        var exchange = _attempt.Exchange;
        _attempt.Settle(fault.Code is FaultCode.CallerGone ? AttemptStatus.Aborted : AttemptStatus.Cut, fault, worked: true);
        if (fault.Code is FaultCode.CallerGone)
        {
            return;
        }

        _pending.Clear();
        FaultWriter.WriteEvent(exchange.Ingress.Dialect, fault, exchange.IdText, _pending);
        await exchange.Http.Response.BodyWriter.WriteAsync(_pending.Written, exchange.Http.RequestAborted).ConfigureAwait(false);
    }
}
