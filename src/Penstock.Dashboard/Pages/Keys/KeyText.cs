using Penstock.Contracts.Admin.Keys;
using Penstock.Dashboard.Formatting;

namespace Penstock.Dashboard.Pages.Keys;

/// <summary>A key in words.</summary>
internal static class KeyText
{
    public static string State(KeyView key, DateTimeOffset now) =>
        key.Disabled ? "disabled" : key.ExpiresAt < now ? "expired" : "active";

    public static string Tone(KeyView key, DateTimeOffset now) =>
        State(key, now) == "active" ? "badge-good" : "badge-warn";

    public static IReadOnlyList<string> Limits(LimitsView limits)
    {
        string?[] parts =
        [
            limits.RequestsPerMinute is { } requests ? $"{Figures.Short(requests)} requests/min" : null,
            limits.TokensPerMinute is { } tokens ? $"{Figures.Short(tokens)} tokens/min" : null,
            limits.ConcurrentRequests is { } atOnce ? $"{Figures.Short(atOnce)} at once" : null,
        ];
        return parts.OfType<string>().ToArray() is { Length: > 0 } some ? some : ["none"];
    }

    /// <summary>Until when an earlier secret still works, or <see langword="null"/> when only one does.</summary>
    public static DateTimeOffset? OldSecret(KeyView key, DateTimeOffset now) =>
        key.Secrets.Where(secret => secret.ExpiresAt > now && secret.ExpiresAt != key.ExpiresAt).Max(secret => secret.ExpiresAt);
}
