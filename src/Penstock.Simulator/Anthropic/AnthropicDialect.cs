using System.Text.Json;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.Anthropic;

/// <summary>Anthropic's manners.</summary>
internal sealed class AnthropicDialect : IDialect
{
    private const string Invalid = "invalid_request_error";

    public static AnthropicDialect Instance { get; } = new();

    public Refusal? Check(HttpRequest request, string? requiredKey)
    {
        if (requiredKey is not null && CheckKey(request, requiredKey) is { } refusal)
        {
            return refusal;
        }

        return request.Headers["anthropic-version"].Count == 0
            ? new Refusal(400, Invalid, "anthropic-version: header is required")
            : null;
    }

    public Refusal NotJson(string where) => new(400, Invalid, $"The request body is not valid JSON: {where}");

    public Refusal OfStatus(int status, TimeSpan? retryAfter)
    {
        var (type, message) = status switch
        {
            401 => ("authentication_error", "invalid x-api-key"),
            403 => ("permission_error", "Your API key may not use this model."),
            404 => ("not_found_error", "model: not found"),
            413 => ("request_too_large", "Request exceeds the maximum size"),
            429 => ("rate_limit_error", "This request would exceed the simulated rate limit."),
            < 500 => (Invalid, "The simulated provider refused the request."),
            503 or 529 => ("overloaded_error", "Overloaded"),
            _ => ("api_error", "Internal server error"),
        };

        return new Refusal(status, type, message)
        {
            RetryAfter = retryAfter ?? (status == 429 ? TimeSpan.FromSeconds(1) : null),
        };
    }

    public Refusal ContextLength(int tokens, int limit) =>
        new(400, Invalid, $"prompt is too long: {tokens} tokens > {limit} maximum");

    public Refusal ContentFilter() => new(400, Invalid, "Output blocked by content filtering policy");

    public Refusal NoPrefill() => new(
        400,
        Invalid,
        "This model does not support assistant message prefill. The conversation must end with a user message.");

    public void WriteRefusal(Utf8JsonWriter json, Refusal refusal, string requestId)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "error"u8);
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, refusal.Type);
        json.WriteString("message"u8, refusal.Message);
        json.WriteEndObject();
        json.WriteString("request_id"u8, requestId);
        json.WriteEndObject();
    }

    public static Refusal Field(string path, string message) => new(400, Invalid, $"{path}: {message}");

    private static Refusal? CheckKey(HttpRequest request, string requiredKey)
    {
        var key = request.Headers["x-api-key"].ToString();
        var bearer = request.Headers.Authorization.ToString();
        if (key == requiredKey || bearer == $"Bearer {requiredKey}")
        {
            return null;
        }

        var message = key.Length == 0 && bearer.Length == 0 ? "x-api-key header is required" : "invalid x-api-key";
        return new Refusal(401, "authentication_error", message);
    }
}
