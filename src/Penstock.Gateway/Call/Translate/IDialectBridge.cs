using System.Buffers;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Streaming;

namespace Penstock.Gateway.Call.Translate;

/// <summary>What a bridge needs to know beside the bytes.</summary>
/// <param name="ProviderModel">The model id the provider expects.</param>
/// <param name="MaxOutput">The answer's limit where the caller set none and the provider requires one.</param>
/// <param name="MaxTokensField">The provider's field for the longest answer (OpenAI dialect).</param>
/// <param name="StreamUsage">Whether the provider takes <c>stream_options.include_usage</c> (OpenAI dialect).</param>
/// <param name="CallerWantsUsage">Whether the caller asked for usage at the end of its stream (OpenAI dialect).</param>
/// <param name="CreatedUnixSeconds">The time the answer carries where the provider gives none.</param>
internal sealed record BridgeContext(
    string ProviderModel,
    int MaxOutput,
    string MaxTokensField,
    bool StreamUsage,
    bool CallerWantsUsage,
    long CreatedUnixSeconds);

/// <summary>Carries one exchange between a caller's dialect and a provider's other one. Stateless.</summary>
internal interface IDialectBridge
{
    /// <summary>Writes the provider's request for a caller's valid request.</summary>
    /// <returns>A fault that names the field when the provider's dialect cannot say what is asked for.</returns>
    Fault? TranslateRequest(ReadOnlyMemory<byte> body, BridgeContext context, IBufferWriter<byte> output);

    /// <summary>Writes the caller's answer for a provider's whole answer.</summary>
    /// <returns><see cref="FaultCode.AnswerMalformed"/> when the answer is not what the dialect says.</returns>
    Fault? TranslateAnswer(ReadOnlyMemory<byte> answer, BridgeContext context, IBufferWriter<byte> output);

    /// <summary>Starts the translation of one streamed answer.</summary>
    IStreamBridge OpenStream(BridgeContext context);
}

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
