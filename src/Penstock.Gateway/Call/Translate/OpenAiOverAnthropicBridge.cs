using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

namespace Penstock.Gateway.Call.Translate;

/// <summary>A caller of chat completions, answered by a provider of messages.</summary>
internal sealed class OpenAiOverAnthropicBridge : DialectBridge
{
    public override IStreamBridge OpenStream(BridgeContext context) => new ChunkWriter(context);

    protected override Fault? WriteRequest(JsonElement request, BridgeContext context, Utf8JsonWriter writer) =>
        new RequestWriter(request, context, writer).Write();

    protected override Fault? WriteAnswer(JsonElement answer, BridgeContext context, Utf8JsonWriter writer) =>
        new AnswerWriter(answer, context, writer).Write();
}
