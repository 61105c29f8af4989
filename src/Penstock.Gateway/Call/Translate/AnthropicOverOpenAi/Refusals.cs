using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>What a message can ask for and chat completions cannot answer.</summary>
/// <remarks>
/// Refused is what changes what the model sees, where it runs or what comes back. Hints that only shape sampling,
/// speed or caching (<c>top_k</c>, <c>cache_control</c>, <c>speed</c>, <c>context_management</c>) are left out.
/// </remarks>
internal static class Refusals
{
    private const int MostStopSequences = 4;

    public static Fault? Find(JsonElement request) =>
        FindServerSide(request) ?? FindStop(request) ?? FindLimit(request) ?? FindPrefill(request);

    private static Fault? FindServerSide(JsonElement request)
    {
        if (request.Field("container"u8).IsThere())
        {
            return TranslationFaults.Unsupported("container", "This model's provider has no containers.");
        }

        if (request.Field("mcp_servers"u8).Items().MoveNext())
        {
            return TranslationFaults.Unsupported("mcp_servers", "This model's provider does not call MCP servers. Offer their tools as your own.");
        }

        return request.Field("inference_geo"u8).IsThere()
            ? TranslationFaults.Unsupported("inference_geo", "This model's provider cannot promise where it runs.")
            : null;
    }

    private static Fault? FindStop(JsonElement request)
    {
        var stop = request.Field("stop_sequences"u8);

        return stop.ValueKind == JsonValueKind.Array && stop.GetArrayLength() > MostStopSequences
            ? TranslationFaults.Unsupported("stop_sequences", "This model's provider takes at most 4 stop sequences.")
            : null;
    }

    private static Fault? FindLimit(JsonElement request)
    {
        var limit = request.Field("max_tokens"u8);
        if (limit.IsThere() && limit.Count() is null)
        {
            return TranslationFaults.Invalid("max_tokens", "The limit must be a whole number, 0 or more.");
        }

        return limit.Count() is 0
            ? TranslationFaults.Unsupported("max_tokens", "This model's provider cannot warm its cache without an answer. Send 1 or more.")
            : null;
    }

    private static Fault? FindPrefill(JsonElement request)
    {
        var continues = false;
        foreach (var message in request.Field("messages"u8).Items())
        {
            continues = message.Field("role"u8).Is("assistant"u8);
        }

        return continues
            ? TranslationFaults.Unsupported("messages", "This model's provider cannot continue a given answer. End with a user message.")
            : null;
    }
}
