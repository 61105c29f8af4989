using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

namespace Penstock.Gateway.Call.Translate;

/// <summary>A caller of messages, answered by a provider of chat completions.</summary>
internal sealed class AnthropicOverOpenAiBridge : DialectBridge
{
    public override IStreamBridge OpenStream(BridgeContext context) => new EventWriter(context);

    protected override Fault? WriteRequest(JsonElement request, BridgeContext context, Utf8JsonWriter writer) =>
        new RequestWriter(request, context, writer).Write();

    protected override Fault? WriteAnswer(JsonElement answer, BridgeContext context, Utf8JsonWriter writer) =>
        new AnswerWriter(answer, context, writer).Write();
}
