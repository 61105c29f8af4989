using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Penstock.Contracts.Faults;
using Penstock.Contracts.Ids;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Call;
using Penstock.Gateway.Hosting;
using Penstock.Gateway.Receive;
using Penstock.Gateway.Record;
using Penstock.Gateway.Resolve;
using Penstock.Gateway.Snapshot;

namespace Penstock.Gateway;

/// <summary>One exchange, from the first header to the record. The order of the stages is the order of the lines.</summary>
internal sealed class GatewayPipeline(
    SnapshotHolder snapshots,
    BodyReader bodies,
    AdmitStage admit,
    CallStage call,
    RecordStage record,
    GatewayLifetime lifetime,
    ByteBudget bytes,
    TimeProvider clock,
    ILogger<GatewayPipeline> logger)
{
    // Far longer than an event takes to leave a busy machine, and waited for only by callers that skip it: the others go.
    private static readonly TimeSpan EventGrace = TimeSpan.FromSeconds(1);

    public async Task RunAsync(HttpContext http, Ingress ingress)
    {
        var now = clock.GetUtcNow();
        using var exchange = new Exchange(http, ingress, TraceId.New(now), now, clock.GetTimestamp(), bytes);
        exchange.Span = ExchangeSpans.Start(exchange.Id, ingress.Operation, exchange.Caller, now);
        lifetime.Enter();
        try
        {
            exchange.Fault = await RunStagesAsync(exchange).ConfigureAwait(false);
            await AnswerFaultAsync(exchange).ConfigureAwait(false);
        }
        catch (Exception defect)
        {
            await BreakAsync(exchange, defect).ConfigureAwait(false);
        }
        finally
        {
            record.Add(exchange);
            await EndCutAnswerAsync(exchange).ConfigureAwait(false);
            lifetime.Leave();
        }
    }

    private async ValueTask<Fault?> RunStagesAsync(Exchange exchange)
    {
        // The key comes before the body: strangers do not get to upload.
        if (Identify(exchange) is { } stranger)
        {
            return stranger;
        }

        if (await ReceiveAsync(exchange).ConfigureAwait(false) is { } unreadable)
        {
            return unreadable;
        }

        // Refused callers above all want to know what is left and when there is more.
        var limited = AdmitStage.Reserve(exchange);
        LimitHeaders.Write(exchange.Http.Response.Headers, exchange.Ingress.Dialect, exchange.Grant, clock);
        if (limited is not null)
        {
            return limited;
        }

        var route = ResolveStage.Resolve(exchange);
        if (!route.IsOk)
        {
            return route.Fault;
        }

        exchange.Route = route.Value;
        return await call.SendAsync(exchange).ConfigureAwait(false);
    }

    private Fault? Identify(Exchange exchange)
    {
        if (lifetime.IsDraining)
        {
            exchange.Http.Response.Headers.Connection = "close";
            return new Fault(FaultCode.Draining, "The server is stopping. Send the request again.") { RetryAfter = TimeSpan.FromSeconds(1) };
        }

        if (snapshots.Current is not { } snapshot)
        {
            return new Fault(FaultCode.NotReady, "The server is starting. Send the request again.") { RetryAfter = TimeSpan.FromSeconds(1) };
        }

        exchange.Snapshot = snapshot;
        var grant = admit.Identify(exchange.Http.Request, snapshot);
        if (!grant.IsOk)
        {
            return grant.Fault;
        }

        exchange.Grant = grant.Value;
        return null;
    }

    private async ValueTask<Fault?> ReceiveAsync(Exchange exchange)
    {
        var settings = exchange.Snapshot.Settings.Receive;
        try
        {
            if (await bodies.ReadAsync(exchange.Http, settings, exchange.Body).ConfigureAwait(false) is { } fault)
            {
                return fault;
            }
        }
        catch (OperationCanceledException)
        {
            return new Fault(FaultCode.CallerGone, "The caller went away while sending the body.");
        }
        catch (IOException)
        {
            return new Fault(FaultCode.CallerGone, "The caller went away while sending the body.");
        }

        var envelope = RequestReader.Read(exchange.Body.Span, exchange.Ingress.Dialect, exchange.Ingress.Operation, settings.MaxDepth);
        if (!envelope.IsOk)
        {
            return envelope.Fault;
        }

        exchange.Envelope = envelope.Value;
        return null;
    }

    private static async ValueTask AnswerFaultAsync(Exchange exchange)
    {
        if (exchange.Fault is not { } fault)
        {
            return;
        }

        exchange.Status = fault.Code is FaultCode.CallerGone ? AttemptStatus.Aborted
            : exchange.Committed ? AttemptStatus.Cut
            : exchange.Attempts.Count == 0 ? AttemptStatus.Refused
            : AttemptStatus.Failed;

        if (!exchange.Committed && !exchange.Http.RequestAborted.IsCancellationRequested)
        {
            await CallerResponse.WriteFaultAsync(exchange.Http, exchange.Ingress.Dialect, fault, exchange.IdText).ConfigureAwait(false);
        }
    }

    /// <summary>Breaks the transfer of an answer that ended with an error event.</summary>
    /// <remarks>
    /// Some SDKs skip error events (NuGet's OpenAI 2.15 is one). To them a transfer that ends properly is a complete answer,
    /// so it must not end properly. The pause lets the event leave first: an abort discards what has not been sent.
    /// </remarks>
    private async ValueTask EndCutAnswerAsync(Exchange exchange)
    {
        if (exchange is { Committed: true, Fault: not null } && !exchange.Http.RequestAborted.IsCancellationRequested)
        {
            await Task.Delay(EventGrace, clock, exchange.Http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            exchange.Http.Abort();
        }
    }

    private async ValueTask BreakAsync(Exchange exchange, Exception defect)
    {
        if (exchange.Http.RequestAborted.IsCancellationRequested)
        {
            exchange.Fault ??= new Fault(FaultCode.CallerGone, "The caller went away before the answer was complete.");
            exchange.Status = exchange.Status is AttemptStatus.Succeeded ? AttemptStatus.Succeeded : AttemptStatus.Aborted;
            return;
        }

        logger.ExchangeBroke(exchange.IdText, defect);
        exchange.Status = AttemptStatus.Failed;
        exchange.Fault = new Fault(FaultCode.Internal, $"Penstock failed. The operator finds the cause under trace {exchange.IdText}.");
        if (exchange.Http.Response.HasStarted)
        {
            // Nothing honest can be added to a half-written answer; a broken connection cannot be taken for its end.
            exchange.Http.Abort();
            return;
        }

        exchange.Http.Response.Clear();
        await CallerResponse.WriteFaultAsync(exchange.Http, exchange.Ingress.Dialect, exchange.Fault, exchange.IdText).ConfigureAwait(false);
    }
}
