using Penstock.Contracts.Admin.Keys;

namespace Penstock.Dashboard.Pages.Keys;

/// <summary>What a person types about a key, before it is a request.</summary>
public sealed class KeyForm
{
    /// <summary>The name of the key.</summary>
    public string? Name { get; set; } = "";

    /// <summary>The tenant it belongs to.</summary>
    public string? Tenant { get; set; } = "";

    /// <summary>Requests per minute; empty for no limit.</summary>
    public string? RequestsPerMinute { get; set; } = "";

    /// <summary>Tokens per minute; empty for no limit.</summary>
    public string? TokensPerMinute { get; set; } = "";

    /// <summary>Requests at once; empty for no limit.</summary>
    public string? ConcurrentRequests { get; set; } = "";

    /// <summary>Apps and models, separated by commas; empty for all.</summary>
    public string? Allowed { get; set; } = "";

    /// <summary>Days until it expires; empty for never.</summary>
    public string? ExpiresInDays { get; set; } = "";

    /// <summary>Whether the key is refused.</summary>
    public bool Disabled { get; set; }

    /// <summary>What is wrong with the form, or <see langword="null"/>.</summary>
    public string? Mistake =>
        string.IsNullOrWhiteSpace(Name) ? "Give the key a name."
        : string.IsNullOrWhiteSpace(Tenant) ? "Choose a tenant."
        : !IsAmount(RequestsPerMinute) || !IsAmount(TokensPerMinute) || !IsAmount(ConcurrentRequests) ? "Limits are whole numbers above zero, or empty."
        : !IsAmount(ExpiresInDays) ? "The days are a whole number above zero, or empty."
        : null;

    /// <summary>The limits typed.</summary>
    public LimitsView Limits => new()
    {
        RequestsPerMinute = Amount(RequestsPerMinute),
        TokensPerMinute = Amount(TokensPerMinute),
        ConcurrentRequests = (int?)Amount(ConcurrentRequests),
    };

    /// <summary>The list typed, or <see langword="null"/> for all.</summary>
    public string[]? AllowedNames =>
        Allowed?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } names ? names : null;

    /// <summary>A form filled with what a key has.</summary>
    /// <param name="key">The key.</param>
    public static KeyForm Of(KeyView key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new KeyForm
        {
            Name = key.Name,
            Tenant = key.Tenant,
            RequestsPerMinute = key.Limits.RequestsPerMinute?.ToString(),
            TokensPerMinute = key.Limits.TokensPerMinute?.ToString(),
            ConcurrentRequests = key.Limits.ConcurrentRequests?.ToString(),
            Allowed = key.Allowed is null ? "" : string.Join(", ", key.Allowed),
            Disabled = key.Disabled,
        };
    }

    /// <summary>The request that makes this key.</summary>
    /// <param name="now">Where the days until it expires begin.</param>
    public CreateKey ToCreate(DateTimeOffset now) => new()
    {
        Name = Name!.Trim(), // Mistake is asked first.
        Tenant = Tenant!,
        Limits = Limits,
        Allowed = AllowedNames,
        ExpiresAt = Amount(ExpiresInDays) is { } days ? now.AddDays(days) : null,
    };

    /// <summary>The request that changes a key to this.</summary>
    public UpdateKey ToUpdate() => new() { Limits = Limits, Allowed = AllowedNames ?? ["*"], Disabled = Disabled };

    private static bool IsAmount(string? text) => string.IsNullOrWhiteSpace(text) || (long.TryParse(text, out var value) && value > 0);

    private static long? Amount(string? text) => long.TryParse(text, out var value) ? value : null;
}
