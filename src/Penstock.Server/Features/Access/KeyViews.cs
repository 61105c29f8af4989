using System.Text.Json;
using Penstock.Contracts.Admin.Keys;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Server.Storage.Rows;

namespace Penstock.Server.Features.Access;

/// <summary>Keys as the admin API shows them.</summary>
internal static class KeyViews
{
    public static KeyView OfDeclared(KeySettings key, DateTimeOffset? lastUsedAt) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Tenant = key.Tenant,
        Source = "file",
        Limits = OfLimits(key.Limits),
        Allowed = key.Allowed,
        ExpiresAt = key.ExpiresAt,
        Disabled = false,
        LastUsedAt = lastUsedAt,
        Secrets = [.. key.Secrets.Select(secret => new KeySecretView { ExpiresAt = secret.ExpiresAt })],
    };

    public static KeyView OfStored(KeyRow row, DateTimeOffset now, string? suspended, DateTimeOffset? lastUsedAt)
    {
        var secrets = SecretsOf(row, now);
        return new KeyView
        {
            Id = row.Id,
            Name = row.Name,
            Tenant = row.Tenant,
            Source = "api",
            Hint = secrets is [var newest, ..] ? newest.Hint : null,
            Limits = LimitsOf(row),
            Allowed = AllowedOf(row),
            CreatedAt = row.CreatedAt,
            ExpiresAt = row.ExpiresAt,
            Disabled = row.DisabledAt is not null,
            Suspended = suspended,
            LastUsedAt = lastUsedAt,
            Secrets = secrets,
        };
    }

    public static IssuedKeyView Issue(KeyView key, string secret) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Tenant = key.Tenant,
        Source = key.Source,
        Hint = key.Hint,
        Limits = key.Limits,
        Allowed = key.Allowed,
        CreatedAt = key.CreatedAt,
        ExpiresAt = key.ExpiresAt,
        Disabled = key.Disabled,
        Suspended = key.Suspended,
        LastUsedAt = key.LastUsedAt,
        Secrets = key.Secrets,
        Secret = secret,
    };

    public static LimitsView OfLimits(LimitSettings limits) => new()
    {
        RequestsPerMinute = limits.RequestsPerMinute,
        TokensPerMinute = limits.TokensPerMinute,
        ConcurrentRequests = limits.ConcurrentRequests,
    };

    public static string LimitsJson(LimitsView? limits) => JsonSerializer.Serialize(new LimitSettings
    {
        RequestsPerMinute = limits?.RequestsPerMinute,
        TokensPerMinute = limits?.TokensPerMinute,
        ConcurrentRequests = limits?.ConcurrentRequests,
    });

    public static string AllowedJson(IReadOnlyList<string>? allowed) =>
        JsonSerializer.Serialize(allowed is [KeyRules.AllowAll] ? null : allowed);

    private static LimitsView LimitsOf(KeyRow row) =>
        OfLimits(JsonSerializer.Deserialize<LimitSettings>(row.LimitsJson) ?? new LimitSettings());

    private static IReadOnlyList<string>? AllowedOf(KeyRow row) =>
        JsonSerializer.Deserialize<IReadOnlyList<string>?>(row.AllowedJson);

    private static IReadOnlyList<KeySecretView> SecretsOf(KeyRow row, DateTimeOffset now) =>
    [
        .. row.Secrets.Where(secret => secret.ExpiresAt is null || secret.ExpiresAt > now)
            .OrderByDescending(secret => secret.CreatedAt).ThenByDescending(secret => secret.Id)
            .Select(secret => new KeySecretView { CreatedAt = secret.CreatedAt, ExpiresAt = secret.ExpiresAt, Hint = secret.Hint }),
    ];
}
