namespace Penstock.Contracts.Admin.Models;

/// <summary>A registered model: a provider and the exact id asked for.</summary>
public sealed record ModelView
{
    /// <summary>The name used in apps, and by callers who name a model directly.</summary>
    public required string Name { get; init; }

    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>The model id sent to the provider.</summary>
    public required string Id { get; init; }

    /// <summary>Tokens of prompt and answer together, or <see langword="null"/> when unknown.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>The longest answer in tokens, or <see langword="null"/> when unknown.</summary>
    public int? MaxOutput { get; init; }

    /// <summary>What its tokens cost.</summary>
    public required PriceView Price { get; init; }

    /// <summary>The encoding used where Penstock counts tokens itself.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>The apps that use it, first or as a fallback.</summary>
    public required IReadOnlyList<string> Apps { get; init; }
}

/// <summary>Prices in USD per million tokens.</summary>
/// <param name="Input">Input tokens.</param>
/// <param name="CachedInput">Input tokens read from the provider's cache.</param>
/// <param name="CacheWrite">Input tokens written to the provider's cache.</param>
/// <param name="Output">Output tokens.</param>
public sealed record PriceView(decimal Input, decimal CachedInput, decimal CacheWrite, decimal Output);
