using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>Writes a message for a whole chat completion.</summary>
internal sealed class AnswerWriter(JsonElement answer, BridgeContext context, Utf8JsonWriter writer)
{
    public Fault? Write()
    {
        var choices = answer.Field("choices"u8).Items();
        var choice = choices.MoveNext() ? choices.Current : default;
        var message = choice.Field("message"u8);
        var finish = choice.Field("finish_reason"u8);
        if (message.ValueKind != JsonValueKind.Object || !finish.IsText())
        {
            return TranslationFaults.AnswerUnreadable;
        }

        writer.WriteStartObject();
        WriteHead();
        writer.WriteStartArray("content"u8);
        WriteText(message);
        var fault = WriteCalls(message.Field("tool_calls"u8), isCut: finish.Is("length"u8));
        writer.WriteEndArray();
        WriteEnd(choice, message);
        writer.WritePropertyName("usage"u8);
        UsageTotals.Read(answer.Field("usage"u8)).Write(writer);
        writer.WriteEndObject();
        return fault;
    }

    private void WriteHead()
    {
        var model = answer.Field("model"u8);

        writer.WriteString("id"u8, answer.Field("id"u8).Utf8());
        writer.WriteString("type"u8, "message"u8);
        writer.WriteString("role"u8, "assistant"u8);
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

    private void WriteText(JsonElement message)
    {
        WriteThinking(Reasoning(message));

        using var text = new TextJoiner();
        text.Add(message.Field("content"u8));
        foreach (var part in message.Field("content"u8).Items())
        {
            text.Add(part.Field("text"u8));
        }

        text.Add(message.Field("refusal"u8));
        if (!text.IsEmpty)
        {
            writer.StartTyped("text"u8);
            writer.WriteString("text"u8, text.Utf8);
            writer.WriteEndObject();
        }
    }

    // No vendor signs reasoning for another, and the field has to be there.
    private void WriteThinking(JsonElement reasoning)
    {
        if (reasoning.Utf8().IsEmpty)
        {
            return;
        }

        writer.StartTyped("thinking"u8);
        writer.WriteValue("thinking"u8, reasoning);
        writer.WriteString("signature"u8, ""u8);
        writer.WriteEndObject();
    }

    private Fault? WriteCalls(JsonElement calls, bool isCut)
    {
        Fault? fault = null;
        foreach (var call in calls.Items())
        {
            var function = call.Field("function"u8);
            if (function.Field("name"u8).IsText())
            {
                fault ??= WriteCall(call.Field("id"u8), function, isCut);
            }
        }

        return fault;
    }

    private Fault? WriteCall(JsonElement id, JsonElement function, bool isCut)
    {
        var arguments = function.Field("arguments"u8);
        var input = arguments.ValueKind == JsonValueKind.Object ? arguments.RawOr("{}"u8) : arguments.Utf8();
        var isWhole = !input.IsEmpty && BridgeJson.IsObject(input);
        if (!isWhole && !input.IsEmpty && !isCut)
        {
            return TranslationFaults.Malformed("The provider called a tool with arguments that are not a JSON object.");
        }

        writer.StartTyped("tool_use"u8);
        writer.WriteString("id"u8, id.Utf8());
        writer.WriteValue("name"u8, function.Field("name"u8));
        writer.WritePropertyName("input"u8);
        writer.WriteRawValue(isWhole ? input : "{}"u8, skipInputValidation: true);
        writer.WriteEndObject();
        return null;
    }

    private void WriteEnd(JsonElement choice, JsonElement message)
    {
        // vLLM and SGLang name the sequence that was met; elsewhere a stop looks like an end.
        var met = choice.Field("stop_reason"u8);
        var isRefusal = !message.Field("refusal"u8).Utf8().IsEmpty;
        var calls = message.Field("tool_calls"u8).Items().MoveNext();
        var finish = isRefusal ? "content_filter"u8 : choice.Field("finish_reason"u8).Utf8();

        var reason = StopReasons.For(finish, calls, met.IsText());

        writer.WriteString("stop_reason"u8, reason);
        writer.WritePropertyName("stop_sequence"u8);
        if (reason.SequenceEqual("stop_sequence"u8))
        {
            writer.WriteValue(met);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static JsonElement Reasoning(JsonElement message)
    {
        var reasoning = message.Field("reasoning_content"u8);
        return reasoning.IsText() ? reasoning : message.Field("reasoning"u8);
    }
}
