using System.Text.Json;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.OpenAi;

/// <summary>OpenAI's manners.</summary>
internal sealed class OpenAiDialect : IDialect
{
    public static OpenAiDialect Instance { get; } = new();

    public Refusal? Check(HttpRequest request, string? requiredKey)
    {
        if (requiredKey is null)
        {
            return null;
        }

        var sent = request.Headers.Authorization.ToString();
        return sent.Length == 0 ? OpenAiRefusals.NoKey
            : sent == $"Bearer {requiredKey}" ? null
            : OpenAiRefusals.WrongKey;
    }

    public Refusal NotJson(string where) =>
        new(400, "invalid_request_error", $"We could not parse the JSON body of your request. {where}");

    public Refusal OfStatus(int status, TimeSpan? retryAfter) => OpenAiRefusals.OfStatus(status, retryAfter);

    public Refusal ContextLength(int tokens, int limit) => new(
        400,
        "invalid_request_error",
        $"This model's maximum context length is {limit} tokens. However, your messages resulted in {tokens} tokens. "
            + "Please reduce the length of the messages.")
    {
        Param = "messages",
        Code = "context_length_exceeded",
    };

    public Refusal ContentFilter() => new(
        400,
        "invalid_request_error",
        "The response was filtered due to the prompt triggering the simulated content management policy.")
    {
        Param = "prompt",
        Code = "content_filter",
    };

    public Refusal NoPrefill() => new(
        400,
        "invalid_request_error",
        "This model does not support assistant message prefill. The conversation must end with a user message.")
    {
        Param = "messages",
    };

    public void WriteRefusal(Utf8JsonWriter json, Refusal refusal, string requestId)
    {
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, refusal.Message);
        json.WriteString("type"u8, refusal.Type);
        json.WriteString("param"u8, refusal.Param);
        json.WriteString("code"u8, refusal.Code);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
