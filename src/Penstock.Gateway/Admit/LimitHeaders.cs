using System.Globalization;
using Microsoft.AspNetCore.Http;
using Penstock.Contracts.Dialects;
using Penstock.Gateway.Snapshot;

namespace Penstock.Gateway.Admit;

/// <summary>Tells callers what is left of their limits, in the headers their SDKs read. The tighter of key and tenant is shown.</summary>
internal static class LimitHeaders
{
    public static void Write(IHeaderDictionary headers, Dialect dialect, KeyGrant grant, TimeProvider clock)
    {
        var requests = Tighter(grant.KeyLimits.Requests, grant.TenantLimits.Requests);
        var tokens = Tighter(grant.KeyLimits.Tokens, grant.TenantLimits.Tokens);

        if (dialect is Dialect.OpenAi)
        {
            OpenAi(headers, requests, tokens);
            return;
        }

        Anthropic(headers, requests, tokens, clock.GetUtcNow());
    }

    private static BucketLevel? Tighter(TokenBucket? key, TokenBucket? tenant)
    {
        if (key is null || tenant is null)
        {
            return (key ?? tenant)?.Read();
        }

        var ofKey = key.Read();
        var ofTenant = tenant.Read();
        return ofKey.Remaining <= ofTenant.Remaining ? ofKey : ofTenant;
    }

    private static void OpenAi(IHeaderDictionary headers, BucketLevel? requests, BucketLevel? tokens)
    {
        if (requests is { } r)
        {
            headers["x-ratelimit-limit-requests"] = Text(r.Limit);
            headers["x-ratelimit-remaining-requests"] = Text(r.Remaining);
            headers["x-ratelimit-reset-requests"] = Duration(r.Reset);
        }

        if (tokens is { } t)
        {
            headers["x-ratelimit-limit-tokens"] = Text(t.Limit);
            headers["x-ratelimit-remaining-tokens"] = Text(t.Remaining);
            headers["x-ratelimit-reset-tokens"] = Duration(t.Reset);
        }
    }

    private static void Anthropic(IHeaderDictionary headers, BucketLevel? requests, BucketLevel? tokens, DateTimeOffset now)
    {
        if (requests is { } r)
        {
            headers["anthropic-ratelimit-requests-limit"] = Text(r.Limit);
            headers["anthropic-ratelimit-requests-remaining"] = Text(r.Remaining);
            headers["anthropic-ratelimit-requests-reset"] = Moment(now + r.Reset);
        }

        if (tokens is { } t)
        {
            headers["anthropic-ratelimit-tokens-limit"] = Text(t.Limit);
            headers["anthropic-ratelimit-tokens-remaining"] = Text(t.Remaining);
            headers["anthropic-ratelimit-tokens-reset"] = Moment(now + t.Reset);
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    // OpenAI writes durations as 12ms, 1.5s or 6m0s.
    private static string Duration(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMilliseconds}ms"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes}m{span.Seconds}s"),
    };

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
