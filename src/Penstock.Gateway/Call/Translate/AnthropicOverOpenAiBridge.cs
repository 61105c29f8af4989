using System.Buffers;
using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;
using Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

namespace Penstock.Gateway.Call.Translate;

/// <summary>A caller of messages, answered by a provider of chat completions.</summary>
/// <remarks>After a fault the output holds a part of the translation and must be thrown away.</remarks>
internal sealed class AnthropicOverOpenAiBridge : IDialectBridge
{
    public Fault? TranslateRequest(ReadOnlyMemory<byte> body, BridgeContext context, IBufferWriter<byte> output)
    {
        if (!BridgeJson.TryOpen(body, out var document))
        {
            return TranslationFaults.NotAnObject;
        }

        using (document)
        using (var writer = new Utf8JsonWriter(output, BridgeJson.Compact))
        {
            return new RequestWriter(document.RootElement, context, writer).Write();
        }
    }

    public Fault? TranslateAnswer(ReadOnlyMemory<byte> answer, BridgeContext context, IBufferWriter<byte> output)
    {
        if (!BridgeJson.TryOpen(answer, out var document))
        {
            return TranslationFaults.AnswerUnreadable;
        }

        using (document)
        using (var writer = new Utf8JsonWriter(output, BridgeJson.Compact))
        {
            return new AnswerWriter(document.RootElement, context, writer).Write();
        }
    }

    public IStreamBridge OpenStream(BridgeContext context) => new EventWriter(context);
}
