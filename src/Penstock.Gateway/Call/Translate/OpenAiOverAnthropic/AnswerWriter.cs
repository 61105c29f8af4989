using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Writes a chat completion for a whole message.</summary>
/// <remarks>
/// Beside the vendor's own fields, as compatible servers write them: <c>reasoning_content</c> (the thinking to read),
/// <c>thinking_blocks</c> (to send back with its signatures) and <c>stop_reason</c> (the stop sequence that was met).
/// </remarks>
internal sealed class AnswerWriter(JsonElement answer, BridgeContext context, Utf8JsonWriter writer)
{
    public Fault? Write()
    {
        var stopReason = answer.Field("stop_reason"u8);
        if (answer.Field("content"u8).ValueKind != JsonValueKind.Array || !stopReason.IsText())
        {
            return TranslationFaults.AnswerUnreadable;
        }

        writer.WriteStartObject();
        WriteHead();
        writer.WriteStartArray("choices"u8);
        writer.WriteStartObject();
        writer.WriteNumber("index"u8, 0);
        var message = new MessageWriter(answer, writer);
        message.Write();
        writer.WriteNull("logprobs"u8);
        writer.WriteString("finish_reason"u8, FinishReasons.For(stopReason.Utf8(), message.HasCalls));
        writer.WriteIfThere("stop_reason"u8, answer.Field("stop_sequence"u8));
        writer.WriteEndObject();
        writer.WriteEndArray();
        WriteUsage();
        writer.WriteEndObject();
        return null;
    }

    private void WriteHead()
    {
        var id = answer.Field("id"u8);
        var model = answer.Field("model"u8);

        writer.WriteString("id"u8, id.Utf8());
        writer.WriteString("object"u8, "chat.completion"u8);
        writer.WriteNumber("created"u8, context.CreatedUnixSeconds);
        writer.WritePropertyName("model"u8);
        if (model.IsText())
        {
            writer.WriteValue(model);
        }
        else
        {
            writer.WriteStringValue(context.ProviderModel);
        }
    }

    private void WriteUsage()
    {
        var usage = answer.Field("usage"u8);
        if (usage.IsThere())
        {
            writer.WritePropertyName("usage"u8);
            UsageTotals.Read(usage).Write(writer);
        }
    }
}
