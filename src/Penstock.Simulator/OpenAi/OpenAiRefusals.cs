using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.OpenAi;

/// <summary>OpenAI's errors in OpenAI's words.</summary>
internal static class OpenAiRefusals
{
    public static Refusal NoKey { get; } = new(
        401, "invalid_request_error", "You didn't provide an API key. (simulated)");

    public static Refusal WrongKey { get; } = new(
        401, "invalid_request_error", "Incorrect API key provided. (simulated)") { Code = "invalid_api_key" };

    public static Refusal NoModel { get; } =
        Invalid("you must provide a model parameter", "model", "missing_required_parameter");

    public static Refusal EmptyMessages { get; } = Invalid(
        "Invalid 'messages': empty array. Expected an array with minimum length 1.", "messages", "empty_array");

    public static Refusal Missing(string param) =>
        Invalid($"Missing required parameter: '{param}'.", param, "missing_required_parameter");

    public static Refusal WrongType(string param, string expected) =>
        Invalid($"Invalid type for '{param}': expected {expected}.", param, "invalid_type");

    public static Refusal WrongValue(string param, string expected) =>
        Invalid($"Invalid value for '{param}': expected {expected}.", param, "invalid_value");

    public static Refusal NoObjectSchema(string param) =>
        Invalid($"Invalid schema for '{param}': schema must be a JSON Schema of 'type: \"object\"'.", param, "invalid_function_parameters");

    public static Refusal OfStatus(int status, TimeSpan? retryAfter) => status switch
    {
        401 => WrongKey,
        429 => new Refusal(429, "requests", "Rate limit reached for the simulated model.")
        {
            Code = "rate_limit_exceeded",
            RetryAfter = retryAfter ?? TimeSpan.FromSeconds(1),
        },
        < 500 => new Refusal(status, "invalid_request_error", "The simulated provider refused the request."),
        503 => new Refusal(503, "service_unavailable_error", "The simulated engine is overloaded.")
        {
            RetryAfter = retryAfter,
        },
        _ => new Refusal(status, "server_error", "The simulated provider had an error.") { RetryAfter = retryAfter },
    };

    private static Refusal Invalid(string message, string param, string code) =>
        new(400, "invalid_request_error", message) { Param = param, Code = code };
}
