using System.Buffers;
using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate;

/// <summary>Carries one exchange between a caller's dialect and a provider's other one. Stateless.</summary>
/// <remarks>After a fault the output holds a part of the translation and must be thrown away.</remarks>
internal abstract class DialectBridge
{
    /// <summary>Writes the provider's request for a caller's valid request.</summary>
    /// <returns>A fault that names the field when the provider's dialect cannot say what is asked for.</returns>
    public Fault? TranslateRequest(ReadOnlyMemory<byte> body, BridgeContext context, IBufferWriter<byte> output)
    {
        if (!BridgeJson.TryOpen(body, out var document))
        {
            return TranslationFaults.NotAnObject;
        }

        using (document)
        using (var writer = new Utf8JsonWriter(output, BridgeJson.Compact))
        {
            return WriteRequest(document.RootElement, context, writer);
        }
    }

    /// <summary>Writes the caller's answer for a provider's whole answer.</summary>
    /// <returns><see cref="FaultCode.AnswerMalformed"/> when the answer is not what the dialect says.</returns>
    public Fault? TranslateAnswer(ReadOnlyMemory<byte> answer, BridgeContext context, IBufferWriter<byte> output)
    {
        if (!BridgeJson.TryOpen(answer, out var document))
        {
            return TranslationFaults.AnswerUnreadable;
        }

        using (document)
        using (var writer = new Utf8JsonWriter(output, BridgeJson.Compact))
        {
            return WriteAnswer(document.RootElement, context, writer);
        }
    }

    /// <summary>Starts the translation of one streamed answer.</summary>
    public abstract IStreamBridge OpenStream(BridgeContext context);

    protected abstract Fault? WriteRequest(JsonElement request, BridgeContext context, Utf8JsonWriter writer);

    protected abstract Fault? WriteAnswer(JsonElement answer, BridgeContext context, Utf8JsonWriter writer);
}
