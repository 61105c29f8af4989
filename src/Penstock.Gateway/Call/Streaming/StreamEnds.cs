using Penstock.Contracts.Dialects;

namespace Penstock.Gateway.Call.Streaming;

/// <summary>The end marker of a complete stream, for providers that finish an answer and leave it out.</summary>
internal static class StreamEnds
{
    public static void Write(Dialect dialect, PooledBuffer output) => output.Write(dialect switch
    {
        Dialect.OpenAi => "data: [DONE]\n\n"u8,
        Dialect.Anthropic => "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"u8,
    });
}
