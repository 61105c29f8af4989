using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>What a chat completion can ask for and messages cannot answer.</summary>
/// <remarks>
/// Refused is what changes which tokens may appear or what comes back. Hints that only shape the sampling or speed
/// (penalties, <c>seed</c>, <c>prediction</c>, <c>verbosity</c>, <c>store</c>, <c>prompt_cache_key</c>) are left out.
/// </remarks>
internal static class Refusals
{
    public static Fault? Find(JsonElement request)
    {
        if (request.Field("n"u8).Number() is > 1)
        {
            return TranslationFaults.Unsupported("n", "This model's provider gives one answer per request. Send n=1, or one request per answer.");
        }

        if (request.Field("logprobs"u8).IsTrue() || request.Field("top_logprobs"u8).Number() is > 0)
        {
            return TranslationFaults.Unsupported("logprobs", "This model's provider gives no log probabilities. Leave logprobs and top_logprobs out.");
        }

        return FindBias(request) ?? FindMedia(request) ?? FindFunctions(request);
    }

    private static Fault? FindBias(JsonElement request)
    {
        var bias = request.Field("logit_bias"u8);

        return bias.ValueKind == JsonValueKind.Object && bias.EnumerateObject().MoveNext()
            ? TranslationFaults.Unsupported("logit_bias", "This model's provider cannot allow or ban single tokens. Leave logit_bias out.")
            : null;
    }

    private static Fault? FindMedia(JsonElement request)
    {
        foreach (var modality in request.Field("modalities"u8).Items())
        {
            if (!modality.Is("text"u8))
            {
                return TranslationFaults.Unsupported("modalities", "This model's provider answers in text only.");
            }
        }

        if (request.Field("audio"u8).IsThere())
        {
            return TranslationFaults.Unsupported("audio", "This model's provider answers in text only.");
        }

        return request.Field("web_search_options"u8).IsThere()
            ? TranslationFaults.Unsupported("web_search_options", "Searching the web is not translated between vendors. Leave web_search_options out.")
            : null;
    }

    private static Fault? FindFunctions(JsonElement request)
    {
        if (request.Field("functions"u8).IsThere())
        {
            return TranslationFaults.Unsupported("functions", "The deprecated functions are not translated. Use tools.");
        }

        return request.Field("function_call"u8).IsThere()
            ? TranslationFaults.Unsupported("function_call", "The deprecated function_call is not translated. Use tool_choice.")
            : null;
    }
}
