using System.Buffers;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Streaming;

namespace Penstock.Gateway.Call.Translate;

/// <summary>Translates one streamed answer, event by event. Not thread-safe.</summary>
internal interface IStreamBridge
{
    /// <summary>Writes zero or more complete events (blank line included) in the caller's dialect.</summary>
    /// <param name="streamed">One event of the provider.</param>
    /// <param name="output">Where the caller's events go.</param>
    /// <returns><see cref="FaultCode.AnswerMalformed"/> when the event is not what the dialect says.</returns>
    Fault? Translate(SseEvent streamed, IBufferWriter<byte> output);

    /// <summary>Writes what closes a complete answer in the caller's dialect (for OpenAI: usage if wanted, then <c>[DONE]</c>; for Anthropic: open blocks, <c>message_delta</c>, <c>message_stop</c>).</summary>
    /// <remarks>Called once, after the provider's own end, and only when the answer is complete.</remarks>
    void Complete(IBufferWriter<byte> output);
}
