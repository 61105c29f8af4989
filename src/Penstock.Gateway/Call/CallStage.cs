using System.Net;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Call.Providers;
using Penstock.Gateway.Call.Streaming;
using Penstock.Gateway.Call.Translate;
using Penstock.Gateway.Record;
using Penstock.Gateway.Snapshot;
using Microsoft.Extensions.Logging;

namespace Penstock.Gateway.Call;

/// <summary>Gets an answer from the first target that can give one, and takes it to the caller.</summary>
internal sealed class CallStage(CallServices services, ILogger<CallStage> logger)
{
    private const int MostErrorBytes = 64 * 1024;

    // What is commonly put into a body; more than that grows the buffer once more.
    private const int BytesSpliced = 256;

    private static readonly OpenAiOverAnthropicBridge OpenAiCaller = new();
    private static readonly AnthropicOverOpenAiBridge AnthropicCaller = new();

    /// <summary>Tries targets in order until one answers.</summary>
    /// <returns>The fault of the last attempt, or <see langword="null"/> when the caller has a complete answer.</returns>
    public async ValueTask<Fault?> SendAsync(Exchange exchange)
    {
        var targets = exchange.Route.Targets;
        Fault? fault = null;
        for (var i = 0; i < targets.Length; i++)
        {
            if (fault is not null && !RetryPolicy.MayHelp(targets[i], targets[i - 1], fault))
            {
                continue;
            }

            fault = await TryTargetAsync(exchange, targets[i]).ConfigureAwait(false);
            if (fault is null || exchange.Committed || RetryPolicy.Decide(fault) is RetryStep.Stop)
            {
                return fault;
            }
        }

        return fault;
    }

    private async ValueTask<Fault?> TryTargetAsync(Exchange exchange, Target target)
    {
        Endpoint? tried = null;
        for (var attempt = 1; ; attempt++)
        {
            var endpoint = target.Pool.Pick(tried);
            var fault = await TryOnceAsync(exchange, target, endpoint).ConfigureAwait(false);
            if (fault is null || exchange.Committed)
            {
                return fault;
            }

            logger.AttemptFailed(exchange.IdText, target.Provider.Name, fault.Code);
            if (RetryPolicy.Decide(fault) is not RetryStep.SameTarget
                || attempt >= target.Retries.MaxAttempts
                || RetryPolicy.Delay(fault, target.Retries, attempt, Random.Shared.NextDouble()) is not { } delay
                || services.Clock.GetElapsedTime(exchange.StartTimestamp) + delay >= target.Deadlines.Total)
            {
                return fault;
            }

            if (!await WaitAsync(exchange, delay).ConfigureAwait(false))
            {
                return exchange.Http.RequestAborted.IsCancellationRequested
                    ? new Fault(FaultCode.CallerGone, "The caller went away between two attempts.")
                    : fault;
            }

            tried = endpoint;
        }
    }

    private async ValueTask<bool> WaitAsync(Exchange exchange, TimeSpan delay)
    {
        await Task.Delay(delay, services.Clock, exchange.Http.RequestAborted)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !exchange.Http.RequestAborted.IsCancellationRequested && !services.Lifetime.StreamsEnd.IsCancellationRequested;
    }

    private async ValueTask<Fault?> TryOnceAsync(Exchange exchange, Target target, Endpoint endpoint)
    {
        using var attempt = new Attempt(exchange, target, endpoint, services);
        Fault? fault;
        try
        {
            fault = await SendOnceAsync(attempt).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            fault = attempt.Deadline.Explain();
        }
        catch (HttpRequestException broken)
        {
            fault = Unreachable(broken);
        }
        catch (BudgetExhaustedException)
        {
            fault = services.Bytes.Refuse();
        }
        catch (IOException)
        {
            fault = new Fault(FaultCode.ProviderUnreachable, "The connection to the provider broke before it had answered.");
        }

        if (fault is not null)
        {
            var callerGone = fault.Code is FaultCode.CallerGone;
            attempt.Settle(callerGone ? AttemptStatus.Aborted : AttemptStatus.Failed, fault, MayHaveWorked(fault.Code));
        }

        return fault;
    }

    // A provider that took the request and was given up on has worked; one that refused or was never reached has not.
    private static bool MayHaveWorked(FaultCode code) => code
        is FaultCode.CallerGone or FaultCode.FirstTokenTimeout or FaultCode.AnswerTimeout or FaultCode.TotalTimeout
        or FaultCode.StreamStalled or FaultCode.AnswerCut or FaultCode.AnswerMalformed or FaultCode.AnswerTooLarge
        or FaultCode.ServerFull or FaultCode.Draining;

    private static Fault Unreachable(HttpRequestException broken) => broken.HttpRequestError switch
    {
        HttpRequestError.ResponseEnded => new Fault(FaultCode.ProviderUnreachable, "The provider closed the connection before it had answered."),
        HttpRequestError.NameResolutionError => new Fault(FaultCode.ProviderUnreachable, "The provider's host name cannot be resolved."),
        HttpRequestError.SecureConnectionError => new Fault(FaultCode.ProviderUnreachable, "No secure connection to the provider: its certificate was not accepted."),
        _ => new Fault(FaultCode.ProviderUnreachable, "The provider cannot be reached."),
    };

    private async ValueTask<Fault?> SendOnceAsync(Attempt attempt)
    {
        var bridge = BridgeFor(attempt);
        var context = bridge is null ? null : Context(attempt);
        if (Prepare(attempt, bridge, context) is { } unsupported)
        {
            return unsupported;
        }

        if (!attempt.TryBegin())
        {
            return new Fault(FaultCode.LedgerUnavailable, "The ledger cannot be written, so nothing that costs money is started. Try again shortly.");
        }

        var streamed = attempt.Exchange.Envelope.Stream;
        attempt.Deadline.Arm(streamed ? AttemptPhase.FirstToken : AttemptPhase.Answer);
        using var request = ProviderRequest.Build(attempt);
        using var response = await attempt.Endpoint.Client.SendAsync(request, attempt.Deadline.Token).ConfigureAwait(false);
        attempt.HeadersCame((int)response.StatusCode);

        var upstream = await response.Content.ReadAsStreamAsync(attempt.Deadline.Token).ConfigureAwait(false);
        await using (upstream.ConfigureAwait(false))
        {
            if (response.StatusCode is not HttpStatusCode.OK)
            {
                return await ReadErrorAsync(attempt, response, upstream).ConfigureAwait(false);
            }

            if (!streamed)
            {
                return await WholeRelay.RelayAsync(attempt, upstream, response.Content.Headers.ContentLength, bridge, context).ConfigureAwait(false);
            }

            using var relay = new StreamRelay(attempt, upstream, bridge?.OpenStream(context!));
            return await relay.RelayAsync().ConfigureAwait(false);
        }
    }

    private static DialectBridge? BridgeFor(Attempt attempt) =>
        (attempt.Exchange.Ingress.Dialect, attempt.Target.Provider.Dialect) switch
        {
            (Dialect.OpenAi, Dialect.Anthropic) => OpenAiCaller,
            (Dialect.Anthropic, Dialect.OpenAi) => AnthropicCaller,
            _ => null,
        };

    private BridgeContext Context(Attempt attempt) => new(
        attempt.Target.Model.Id,
        attempt.Target.MaxOutput,
        attempt.Target.Provider.MaxTokensField,
        attempt.Target.Provider.StreamUsage,
        attempt.Exchange.Envelope.WantsUsage,
        services.Clock.GetUtcNow().ToUnixTimeSeconds());

    private static Fault? Prepare(Attempt attempt, DialectBridge? bridge, BridgeContext? context)
    {
        var (exchange, target) = (attempt.Exchange, attempt.Target);
        if (bridge is null)
        {
            var askForUsage = exchange.Envelope.Stream
                && target.Provider is { Dialect: Dialect.OpenAi, StreamUsage: true };
            if (!attempt.Body.TryReserve(exchange.Body.Length + BytesSpliced))
            {
                return attempt.Bytes.Refuse();
            }

            RequestComposer.Compose(exchange, target, askForUsage, attempt.Body);
            return null;
        }

        using var composed = new PooledBuffer(attempt.Bytes);
        RequestComposer.Compose(exchange, target, askForUsage: false, composed);
        return bridge.TranslateRequest(composed.Written, context!, attempt.Body);
    }

    private async ValueTask<Fault> ReadErrorAsync(Attempt attempt, HttpResponseMessage response, Stream upstream)
    {
        using var body = new PooledBuffer(attempt.Bytes);
        var read = 1;
        while (read > 0 && body.Length < MostErrorBytes)
        {
            read = await upstream.ReadAsync(body.GetMemory(4096), attempt.Deadline.Token).ConfigureAwait(false);
            body.Advance(read);
        }

        return ProviderErrorReader.Read(attempt.Target.Provider, (int)response.StatusCode, body.Written) with
        {
            RetryAfter = RetryAfterHeader.Read(response.Headers, services.Clock.GetUtcNow()),
        };
    }
}
