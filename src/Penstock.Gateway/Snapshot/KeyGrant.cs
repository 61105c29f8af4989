using System.Collections.Frozen;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Snapshot;

/// <summary>What one secret opens: the key, its tenant, and the counters of both.</summary>
internal sealed class KeyGrant(KeySettings key, KeySecret secret, LimitState keyLimits, LimitState tenantLimits)
{
    public KeySettings Key { get; } = key;

    public LimitState KeyLimits { get; } = keyLimits;

    public LimitState TenantLimits { get; } = tenantLimits;

    /// <summary>Apps and models it may name, or <see langword="null"/> for all.</summary>
    public FrozenSet<string>? Allowed { get; } = key.Allowed?.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>From when on the secret is refused: the earlier of the key's and the secret's own end.</summary>
    public DateTimeOffset ExpiresAt { get; } = Earlier(key.ExpiresAt, secret.ExpiresAt);

    public bool Allows(string name) => Allowed is null || Allowed.Contains(name);

    private static DateTimeOffset Earlier(DateTimeOffset? first, DateTimeOffset? second)
    {
        var a = first ?? DateTimeOffset.MaxValue;
        var b = second ?? DateTimeOffset.MaxValue;
        return a < b ? a : b;
    }
}
