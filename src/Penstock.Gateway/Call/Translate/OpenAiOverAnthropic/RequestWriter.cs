using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Writes a messages request for a chat completion request.</summary>
internal sealed class RequestWriter(JsonElement request, BridgeContext context, Utf8JsonWriter writer)
{
    private const double HottestTemperature = 1.0;

    public Fault? Write()
    {
        if (Refusals.Find(request) is { } refused)
        {
            return refused;
        }

        if (ReadLimit() is not { } limit)
        {
            return TranslationFaults.Invalid("max_completion_tokens", "The limit must be a whole number, 1 or more.");
        }

        var tools = new ToolsWriter(request, writer);
        var thinking = ThinkingPlan.For(request, context.ProviderModel, limit, tools.ForcesCall);

        writer.WriteStartObject();
        writer.WriteString("model"u8, context.ProviderModel);
        writer.WriteNumber("max_tokens"u8, limit);
        WriteSampling(thinking);
        WriteCaller();

        var fault = WriteStop() ?? new ConversationWriter(request, writer).Write() ?? tools.Write();
        thinking.Write(OutputSchema(), writer);
        writer.WriteEndObject();
        return fault;
    }

    private long? ReadLimit()
    {
        var limit = request.Field("max_completion_tokens"u8);
        limit = limit.IsThere() ? limit : request.Field("max_tokens"u8);

        if (!limit.IsThere())
        {
            return context.MaxOutput;
        }

        return limit.Count() is > 0 and var count ? count : null;
    }

    private void WriteSampling(ThinkingPlan thinking)
    {
        if (request.Field("stream"u8).IsTrue())
        {
            writer.WriteBoolean("stream"u8, true);
        }

        // Translated thinking allows no other sampling than the provider's own.
        if (thinking.IsTranslated)
        {
            return;
        }

        if (request.Field("temperature"u8).Number() is { } temperature)
        {
            writer.WriteNumber("temperature"u8, Math.Clamp(temperature, 0, HottestTemperature));
        }

        writer.WriteIfThere("top_p"u8, request.Field("top_p"u8));
        writer.WriteIfThere("top_k"u8, request.Field("top_k"u8));
    }

    private void WriteCaller()
    {
        var user = request.Field("user"u8);
        user = user.IsThere() ? user : request.Field("safety_identifier"u8);

        if (user.IsText())
        {
            writer.WriteStartObject("metadata"u8);
            writer.WriteValue("user_id"u8, user);
            writer.WriteEndObject();
        }

        var tier = request.Field("service_tier"u8);
        if (tier.Is("default"u8))
        {
            writer.WriteString("service_tier"u8, "standard_only"u8);
        }
        else if (tier.Is("auto"u8) || tier.Is("priority"u8) || tier.Is("fast"u8))
        {
            writer.WriteString("service_tier"u8, "auto"u8);
        }
    }

    private Fault? WriteStop()
    {
        var stop = request.Field("stop"u8);
        if (!stop.IsText() && stop.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        writer.WriteStartArray("stop_sequences"u8);
        var fault = stop.IsText() ? WriteStop(stop) : null;
        foreach (var sequence in stop.Items())
        {
            fault ??= WriteStop(sequence);
        }

        writer.WriteEndArray();
        return fault;
    }

    private Fault? WriteStop(JsonElement sequence)
    {
        if (!sequence.IsText())
        {
            return TranslationFaults.Invalid("stop", "Each stop sequence must be a string.");
        }

        if (sequence.IsBlank())
        {
            return TranslationFaults.Unsupported("stop", "This model's provider takes no stop sequence of white space alone.");
        }

        writer.WriteValue(sequence);
        return null;
    }

    private JsonElement OutputSchema()
    {
        var format = request.Field("response_format"u8);

        return format.Field("type"u8).Is("json_schema"u8) ? format.Field("json_schema"u8).Field("schema"u8) : default;
    }
}
