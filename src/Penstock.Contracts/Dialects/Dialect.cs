namespace Penstock.Contracts.Dialects;

/// <summary>The wire format one side of an exchange speaks.</summary>
public enum Dialect
{
    /// <summary>OpenAI: chat completions, embeddings, models.</summary>
    OpenAi,

    /// <summary>Anthropic: messages.</summary>
    Anthropic,
}
