namespace Penstock.Contracts.Admin.Keys;

/// <summary>Makes a key.</summary>
public sealed record CreateKey
{
    /// <summary>A name that no other key has: 1 to 64 letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>A tenant that exists.</summary>
    public required string Tenant { get; init; }

    /// <summary>Its limits; left out for none.</summary>
    public LimitsView? Limits { get; init; }

    /// <summary>Apps and models it may name; left out for all.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>From when on it is refused; left out for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>Changes a key. What is left out or <see langword="null"/> stays as it is.</summary>
public sealed record UpdateKey
{
    /// <summary>New limits, which replace the old ones as a whole: an empty object lifts them all.</summary>
    public LimitsView? Limits { get; init; }

    /// <summary>New list of apps and models; the single entry <c>*</c> allows all.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>New time from which on it is refused.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>True takes the time away, so that the key does not expire. Not together with <see cref="ExpiresAt"/>.</summary>
    public bool? NeverExpires { get; init; }

    /// <summary>True refuses the key from now on, false takes it again.</summary>
    public bool? Disabled { get; init; }
}

/// <summary>Gives a key a new secret.</summary>
public sealed record RotateKey
{
    /// <summary>Seconds for which the old secret still opens the key: 0 to 2,592,000 (30 days). Default 3,600.</summary>
    public int GraceS { get; init; } = 3_600;
}
