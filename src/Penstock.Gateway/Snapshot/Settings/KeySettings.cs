namespace Penstock.Gateway.Snapshot.Settings;

/// <summary>A virtual key. Only hashes of its secrets are known.</summary>
public sealed record KeySettings
{
    /// <summary>The stable id in ledger, traces and admin API.</summary>
    public required string Id { get; init; }

    /// <summary>The name people gave it.</summary>
    public required string Name { get; init; }

    /// <summary>The tenant it belongs to.</summary>
    public required string Tenant { get; init; }

    /// <summary>The secrets that open it: one, or two while it is rotated.</summary>
    public required IReadOnlyList<KeySecret> Secrets { get; init; }

    /// <summary>Its limits.</summary>
    public LimitSettings Limits { get; init; } = new();

    /// <summary>Apps and models it may name, or <see langword="null"/> for all.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>From when on it is refused, or <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>One secret of a key, as a hash.</summary>
/// <param name="Hash">SHA-256 of the secret's UTF-8 bytes.</param>
/// <param name="ExpiresAt">From when on this secret is refused, or <see langword="null"/> for never.</param>
public sealed record KeySecret(KeyHash Hash, DateTimeOffset? ExpiresAt);
