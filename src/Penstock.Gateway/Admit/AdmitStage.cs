using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Penstock.Contracts.Faults;
using Penstock.Contracts.Money;
using Penstock.Gateway.Snapshot;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Admit;

/// <summary>Who is calling, and whether they may now. In memory: no storage on the way.</summary>
internal sealed class AdmitStage(TimeProvider clock)
{
    private const string Bearer = "Bearer ";
    private const int BytesPerToken = 4;

    // What an answer is taken to cost when the caller sets no limit; settled afterwards.
    private const long AssumedOutput = 256;

    // No model answers with more; a caller that writes a larger number must not overflow the counters.
    private const long MostOutput = 100_000_000;

    /// <summary>Finds the grant of the key in the headers, before the body is read: strangers do not get to upload.</summary>
    public Outcome<KeyGrant> Identify(HttpRequest request, GatewaySnapshot snapshot)
    {
        var secret = Secret(request.Headers);
        if (secret.IsEmpty)
        {
            return new Fault(FaultCode.KeyMissing, "No key was sent. Send `Authorization: Bearer KEY` or `x-api-key: KEY`.");
        }

        var grant = snapshot.FindKey(KeyHash.Of(secret));
        if (grant is null)
        {
            return new Fault(FaultCode.KeyInvalid, "The key is not known here. Check it for typing errors, or ask for a new one.");
        }

        var now = clock.GetUtcNow();
        if (grant.ExpiresAt <= now)
        {
            return new Fault(FaultCode.KeyInvalid, "The key has expired. Ask for a new one.");
        }

        grant.KeyLimits.MarkUsed(now);
        return grant;
    }

    /// <summary>Takes one request and an estimate of its tokens from the limits of key and tenant, or nothing at all.</summary>
    public static Fault? Reserve(Exchange exchange)
    {
        var grant = exchange.Grant;
        var tokens = EstimateTokens(exchange);

        if (!grant.KeyLimits.TryEnter())
        {
            return Busy("key", grant.KeyLimits.Concurrent);
        }

        if (!grant.TenantLimits.TryEnter())
        {
            grant.KeyLimits.Leave();
            return Busy("tenant", grant.TenantLimits.Concurrent);
        }

        if (Take(grant.KeyLimits, "key", tokens) is { } keyFault)
        {
            Leave(grant);
            return keyFault;
        }

        if (Take(grant.TenantLimits, "tenant", tokens) is { } tenantFault)
        {
            grant.KeyLimits.Requests?.Settle(1, used: 0);
            grant.KeyLimits.Tokens?.Settle(tokens, used: 0);
            Leave(grant);
            return tenantFault;
        }

        exchange.Reservation = new Reservation(tokens, Held: true);
        return null;
    }

    /// <summary>Corrects the limits to what was really used. Called exactly once for a held reservation.</summary>
    public static void Settle(Exchange exchange, in TokenUsage usage)
    {
        if (!exchange.Reservation.Held)
        {
            return;
        }

        exchange.Grant.KeyLimits.Tokens?.Settle(exchange.Reservation.Tokens, usage.Total);
        exchange.Grant.TenantLimits.Tokens?.Settle(exchange.Reservation.Tokens, usage.Total);
        Leave(exchange.Grant);
        exchange.Reservation = default;
    }

    /// <summary>A rough count of a request's input: text by its length, images and files by a constant.</summary>
    public static long EstimateInput(Exchange exchange) => (exchange.Envelope.TextBytes / BytesPerToken) + 1;

    private static long EstimateTokens(Exchange exchange) =>
        EstimateInput(exchange)
        + (exchange.Ingress.Operation is Contracts.Dialects.Operation.Embeddings
            ? 0
            : Math.Min(exchange.Envelope.MaxOutput ?? AssumedOutput, MostOutput) * exchange.Envelope.Choices);

    private static ReadOnlySpan<char> Secret(IHeaderDictionary headers)
    {
        var authorization = First(headers.Authorization);
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return authorization[Bearer.Length..].Trim();
        }

        return First(headers["x-api-key"]).Trim();
    }

    private static ReadOnlySpan<char> First(StringValues values) => values.Count > 0 ? values[0] : default;

    private static void Leave(KeyGrant grant)
    {
        grant.KeyLimits.Leave();
        grant.TenantLimits.Leave();
    }

    private static Fault? Take(LimitState limits, string owner, long tokens)
    {
        if (limits.Requests is { } requests && !requests.TryTake(1, out var wait))
        {
            return Limited($"The {owner}'s limit of {requests.PerMinute} requests per minute is used up.", wait);
        }

        if (limits.Tokens is { } bucket && !bucket.TryTake(tokens, out wait))
        {
            limits.Requests?.Settle(1, used: 0);
            return Limited(
                $"The {owner}'s limit of {bucket.PerMinute} tokens per minute leaves no room for this request (about {tokens} tokens).", wait);
        }

        return null;
    }

    private static Fault Busy(string owner, int most) =>
        Limited($"The {owner} has {most} requests under way, which is its limit.", TimeSpan.FromSeconds(1));

    private static Fault Limited(string detail, TimeSpan wait) =>
        new(FaultCode.RateLimited, detail) { RetryAfter = wait };
}
