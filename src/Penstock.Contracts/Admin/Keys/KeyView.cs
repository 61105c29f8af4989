namespace Penstock.Contracts.Admin.Keys;

/// <summary>A virtual key without its secret.</summary>
public record KeyView
{
    /// <summary>The stable id in ledger and traces.</summary>
    public required string Id { get; init; }

    /// <summary>The name people gave it; unique.</summary>
    public required string Name { get; init; }

    /// <summary>The tenant it belongs to.</summary>
    public required string Tenant { get; init; }

    /// <summary><c>file</c> when the configuration declares it, <c>api</c> when it was made through the API or the pages.</summary>
    public required string Source { get; init; }

    /// <summary>The last four characters of the newest secret, or <see langword="null"/> when they are not known.</summary>
    public string? Hint { get; init; }

    /// <summary>Its limits.</summary>
    public required LimitsView Limits { get; init; }

    /// <summary>Apps and models it may name, or <see langword="null"/> for all.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>When it was made, or <see langword="null"/> for one that the file declares.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>From when on it is refused, or <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether it is refused until it is enabled again.</summary>
    public required bool Disabled { get; init; }

    /// <summary>
    /// Why it is refused although it is not disabled (the configuration dropped its tenant, or declares a key of the same name), or
    /// <see langword="null"/>.
    /// </summary>
    public string? Suspended { get; init; }

    /// <summary>When it last opened a request, also one that was refused afterwards, or <see langword="null"/> for never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The secrets that open it, newest first: one, or two while it is rotated.</summary>
    public required IReadOnlyList<KeySecretView> Secrets { get; init; }
}

/// <summary>A key together with a secret that was just made. The secret cannot be read again.</summary>
public sealed record IssuedKeyView : KeyView
{
    /// <summary>The secret that callers send.</summary>
    public required string Secret { get; init; }
}

/// <summary>One secret of a key, without the secret.</summary>
public sealed record KeySecretView
{
    /// <summary>When it was made, or <see langword="null"/> for one that the file declares.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>From when on it is refused, or <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Its last four characters, or <see langword="null"/> when they are not known.</summary>
    public string? Hint { get; init; }
}
