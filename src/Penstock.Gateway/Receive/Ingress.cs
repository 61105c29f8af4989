using Penstock.Contracts.Dialects;

namespace Penstock.Gateway.Receive;

/// <summary>One path of the data plane: the dialect it speaks and what it asks for.</summary>
internal sealed record Ingress(Dialect Dialect, Operation Operation)
{
    public static readonly Ingress ChatCompletions = new(Dialect.OpenAi, Operation.Chat);
    public static readonly Ingress Embeddings = new(Dialect.OpenAi, Operation.Embeddings);
    public static readonly Ingress Messages = new(Dialect.Anthropic, Operation.Chat);
}
