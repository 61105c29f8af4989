using Penstock.Contracts.Money;

namespace Penstock.Gateway.Snapshot.Settings;

/// <summary>A registered model: a provider and the exact id asked for.</summary>
public sealed record ModelSettings
{
    /// <summary>The name used in apps, and by callers who name a model directly.</summary>
    public required string Name { get; init; }

    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>The model id sent to the provider.</summary>
    public required string Id { get; init; }

    /// <summary>Tokens of prompt and answer together, or <see langword="null"/> when unknown.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>The longest answer in tokens, or <see langword="null"/> when unknown. Fills the field that Anthropic requires.</summary>
    public int? MaxOutput { get; init; }

    /// <summary>What its tokens cost.</summary>
    public PriceCard Price { get; init; } = PriceCard.Free;

    /// <summary>The encoding used where Penstock must count tokens itself: <c>o200k_base</c> or <c>cl100k_base</c>.</summary>
    public string Tokenizer { get; init; } = "o200k_base";
}
