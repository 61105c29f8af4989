using Penstock.Simulator.Anthropic;
using Penstock.Simulator.Engine;
using Penstock.Simulator.OpenAi;

namespace Penstock.Simulator.Hosting;

/// <summary>From a path to what serves it.</summary>
internal sealed class EngineRoutes(EngineCore engine)
{
    private readonly EmbeddingsOperation _embeddings = new(engine.Options.EmbeddingDimensions);

    public ValueTask<RequestEnd> ServeAsync(HttpContext context, ReadOnlyMemory<byte> body) =>
        (context.Request.Method, context.Request.Path.Value) switch
        {
            ("POST", "/v1/chat/completions") => Inference.ServeAsync(engine, context, ChatOperation.Instance, body),
            ("POST", "/v1/embeddings") => Inference.ServeAsync(engine, context, _embeddings, body),
            ("POST", "/v1/messages") => Inference.ServeAsync(engine, context, MessagesOperation.Instance, body),
            ("POST", "/v1/messages/count_tokens") => CountTokensOperation.ServeAsync(engine, context, body),
            _ => Pages.ServeAsync(engine, context, body),
        };
}
