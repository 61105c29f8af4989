using System.Globalization;
using System.Net.Http.Headers;

namespace Penstock.Gateway.Call.Providers;

/// <summary>Reads how long a provider asks to be left alone: <c>retry-after-ms</c>, then <c>Retry-After</c> in seconds or as a date.</summary>
internal static class RetryAfterHeader
{
    // Whoever asks for more is mistaken; callers' SDKs would sleep for it all the same.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now) =>
        Said(headers, now) is { } wait && wait <= Longest ? wait : null;

    private static TimeSpan? Said(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.TryGetValues("retry-after-ms", out var values)
            && double.TryParse(values.First(), CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds is >= 0 and < 86_400_000)
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        return headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
            _ => null,
        };
    }
}
