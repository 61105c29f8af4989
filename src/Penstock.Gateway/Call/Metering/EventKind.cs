namespace Penstock.Gateway.Call.Metering;

/// <summary>What one event of a streamed answer is, to the gateway.</summary>
internal enum EventKind
{
    /// <summary>Comes before the first token, or carries nothing that the caller waits for: roles, pings, block borders.</summary>
    Preamble,

    /// <summary>Carries a token: text, reasoning, or part of a tool call.</summary>
    Content,

    /// <summary>Carries usage and nothing else (OpenAI's last chunk).</summary>
    UsageOnly,

    /// <summary>The provider's own end: <c>[DONE]</c> or <c>message_stop</c>.</summary>
    End,

    /// <summary>The provider reports an error inside the stream.</summary>
    Error,

    /// <summary>Not what the dialect says.</summary>
    Malformed,
}
