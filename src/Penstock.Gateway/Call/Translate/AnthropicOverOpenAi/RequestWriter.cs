using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>Writes a chat completion request for a messages request.</summary>
internal sealed class RequestWriter(JsonElement request, BridgeContext context, Utf8JsonWriter writer)
{
    public Fault? Write()
    {
        if (Refusals.Find(request) is { } refused)
        {
            return refused;
        }

        writer.WriteStartObject();
        writer.WriteString("model"u8, context.ProviderModel);
        WriteStream();
        WriteSampling();
        WriteCaller();
        WriteReasoning();
        WriteFormat();

        var fault = new ConversationWriter(request, writer).Write() ?? ToolsWriter.Write(request, writer);
        writer.WriteEndObject();
        return fault;
    }

    private void WriteStream()
    {
        if (!request.Field("stream"u8).IsTrue())
        {
            return;
        }

        writer.WriteBoolean("stream"u8, true);
        if (context.StreamUsage)
        {
            writer.WriteStartObject("stream_options"u8);
            writer.WriteBoolean("include_usage"u8, true);
            writer.WriteEndObject();
        }
    }

    private void WriteSampling()
    {
        if (request.Field("max_tokens"u8).Count() is { } limit)
        {
            writer.WriteNumber(context.MaxTokensField, limit);
        }

        writer.WriteIfThere("temperature"u8, request.Field("temperature"u8));
        writer.WriteIfThere("top_p"u8, request.Field("top_p"u8));

        var stop = request.Field("stop_sequences"u8);
        if (stop.Items().MoveNext())
        {
            writer.WriteValue("stop"u8, stop);
        }
    }

    private void WriteCaller()
    {
        writer.WriteIfThere("user"u8, request.Field("metadata"u8).Field("user_id"u8));

        // auto is what providers do anyway, and many compatible servers do not know the field.
        if (request.Field("service_tier"u8).Is("standard_only"u8))
        {
            writer.WriteString("service_tier"u8, "default"u8);
        }
    }

    private void WriteReasoning()
    {
        var thinking = request.Field("thinking"u8);
        if (thinking.Field("type"u8).Is("disabled"u8))
        {
            return;
        }

        var effort = request.Field("output_config"u8).Field("effort"u8);
        if (effort.IsText())
        {
            writer.WriteValue("reasoning_effort"u8, effort);
        }
        else if (thinking.Field("budget_tokens"u8).Count() is { } budget)
        {
            writer.WriteString("reasoning_effort"u8, Effort(budget));
        }
    }

    // The reverse of the shares that an effort is given of the answer's limit in the other direction.
    private ReadOnlySpan<byte> Effort(long budget) =>
        (budget / (double)(request.Field("max_tokens"u8).Count() ?? context.MaxOutput)) switch
        {
            < 0.35 => "low"u8,
            < 0.65 => "medium"u8,
            _ => "high"u8,
        };

    private void WriteFormat()
    {
        var format = request.Field("output_config"u8).Field("format"u8);
        format = format.IsThere() ? format : request.Field("output_format"u8);

        if (!format.Field("schema"u8).IsThere())
        {
            return;
        }

        // Strict, because the caller's own dialect promises an answer that fits.
        writer.WritePropertyName("response_format"u8);
        writer.StartTyped("json_schema"u8);
        writer.WriteStartObject("json_schema"u8);
        writer.WriteString("name"u8, "answer"u8);
        writer.WriteBoolean("strict"u8, true);
        writer.WriteValue("schema"u8, format.Field("schema"u8));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
