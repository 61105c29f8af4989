using System.Collections.Frozen;

namespace Penstock.Contracts.Faults;

/// <summary>How one fault looks to a caller, whatever the dialect.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Slug">The stable code: in <c>error.code</c> (OpenAI), in problem details, in metrics, and the page <c>/problems/SLUG</c>.</param>
/// <param name="Title">A short sentence that is the same for every occurrence.</param>
/// <param name="OpenAiType">The value of <c>error.type</c> for OpenAI clients.</param>
/// <param name="AnthropicType">The value of <c>error.type</c> for Anthropic clients.</param>
public sealed record FaultRow(int Status, string Slug, string Title, string OpenAiType, string AnthropicType);

/// <summary>The one table from a fault to its appearance. A new <see cref="FaultCode"/> without a row does not build.</summary>
public static class FaultTable
{
    private const string Invalid = "invalid_request_error";
    private const string Api = "api_error";
    private const string Overloaded = "overloaded_error";
    private const string Server = "server_error";
    private const string Timeout = "timeout_error";

    private static readonly FaultRow[] Rows = [.. Enum.GetValues<FaultCode>().Select(Describe)];

    private static readonly FrozenDictionary<string, FaultCode> Codes =
        Enum.GetValues<FaultCode>().ToFrozenDictionary(code => Describe(code).Slug);

    /// <summary>The row of a code.</summary>
    /// <param name="code">The code.</param>
    public static FaultRow Row(this FaultCode code) => Rows[(int)code];

    /// <summary>Reads a code back from its slug.</summary>
    /// <param name="slug">The slug, as in <see cref="FaultRow.Slug"/>.</param>
    /// <param name="code">The code read.</param>
    public static bool TryParse(string slug, out FaultCode code) => Codes.TryGetValue(slug, out code);

    private static FaultRow Describe(FaultCode code) => code switch
    {
        FaultCode.RequestInvalid => new(400, "request_invalid", "The request is not valid", Invalid, Invalid),
        FaultCode.BodyTooLarge => new(413, "body_too_large", "The body is too large", Invalid, "request_too_large"),
        FaultCode.BodyTooSlow => new(408, "body_too_slow", "The body did not arrive in time", Invalid, Invalid),
        FaultCode.MediaTypeUnsupported => new(415, "media_type_unsupported", "The body is not JSON", Invalid, Invalid),
        FaultCode.RequestLineTooLong => new(414, "request_line_too_long", "The request line is too long", Invalid, Invalid),
        FaultCode.HeadersTooLarge => new(431, "headers_too_large", "The headers are too many or too large", Invalid, Invalid),
        FaultCode.PathUnknown => new(404, "path_unknown", "No such path", Invalid, "not_found_error"),
        FaultCode.MethodNotAllowed => new(405, "method_not_allowed", "The path does not take this method", Invalid, Invalid),
        FaultCode.KeyMissing => new(401, "key_missing", "No key was sent", "authentication_error", "authentication_error"),
        FaultCode.KeyInvalid => new(401, "invalid_api_key", "The key is not valid", "authentication_error", "authentication_error"),
        FaultCode.KeyForbidden => new(403, "key_forbidden", "The key may not do this", "permission_error", "permission_error"),
        FaultCode.ModelUnknown => new(404, "model_not_found", "No app or model of that name", Invalid, "not_found_error"),
        FaultCode.FeatureUnsupported => new(400, "feature_unsupported", "The target cannot do this", Invalid, Invalid),
        FaultCode.RateLimited => new(429, "rate_limit_exceeded", "A limit is used up", "rate_limit_error", "rate_limit_error"),
        FaultCode.ContextExceeded => new(400, "context_length_exceeded", "The prompt is too long", Invalid, Invalid),
        FaultCode.ContentFiltered => new(400, "content_filter", "The provider refused the content", Invalid, Invalid),
        FaultCode.ProviderRejected => new(400, "provider_rejected", "The provider refused the request", Invalid, Invalid),
        FaultCode.ProviderRateLimited => new(429, "provider_rate_limited", "The provider's limit is used up", "rate_limit_error", "rate_limit_error"),
        FaultCode.ProviderAuthFailed => new(502, "provider_auth_failed", "The provider refused Penstock's credential", Server, Api),
        FaultCode.ProviderFailed => new(502, "provider_failed", "The provider failed", Server, Api),
        FaultCode.ProviderUnreachable => new(502, "provider_unreachable", "The provider cannot be reached", Server, Api),
        FaultCode.AnswerMalformed => new(502, "answer_malformed", "The provider's answer cannot be read", Server, Api),
        FaultCode.AnswerTooLarge => new(502, "answer_too_large", "The provider's answer is too large", Server, Api),
        FaultCode.AnswerCut => new(502, "answer_cut", "The answer ended before it was complete", Server, Api),
        FaultCode.ConnectTimeout => new(504, "connect_timeout", "The provider did not accept a connection in time", Server, Timeout),
        FaultCode.FirstTokenTimeout => new(504, "first_token_timeout", "The first token did not come in time", Server, Timeout),
        FaultCode.AnswerTimeout => new(504, "answer_timeout", "The whole answer did not come in time", Server, Timeout),
        FaultCode.StreamStalled => new(504, "stream_stalled", "The answer stood still", Server, Timeout),
        FaultCode.TotalTimeout => new(504, "total_timeout", "The answer took too long", Server, Timeout),
        FaultCode.CallerGone => new(499, "caller_gone", "The caller went away", Invalid, Invalid),
        FaultCode.Draining => new(503, "draining", "The server is stopping", Server, Overloaded),
        FaultCode.NotReady => new(503, "not_ready", "The server cannot answer yet", Server, Overloaded),
        FaultCode.ServerFull => new(503, "server_full", "The server holds as much as it may", Server, Overloaded),
        FaultCode.LedgerUnavailable => new(503, "ledger_unavailable", "Cost cannot be recorded", Server, Overloaded),
        FaultCode.StoreUnavailable => new(503, "store_unavailable", "A store cannot be used", Server, Overloaded),
        FaultCode.AdminKeyInvalid => new(401, "admin_key_invalid", "The admin key is missing or not valid", "authentication_error", "authentication_error"),
        FaultCode.TooManyWrongKeys => new(429, "too_many_wrong_keys", "Too many wrong keys were sent", "authentication_error", "authentication_error"),
        FaultCode.MetricsKeyInvalid => new(401, "metrics_key_invalid", "The metrics key is missing or not valid", "authentication_error", "authentication_error"),
        FaultCode.NotFound => new(404, "not_found", "No such thing", Invalid, "not_found_error"),
        FaultCode.Conflict => new(409, "conflict", "The change does not fit what is there", Invalid, Invalid),
        FaultCode.ConfigurationInvalid => new(422, "configuration_invalid", "The configuration has mistakes", Invalid, Invalid),
        FaultCode.ServerUnreachable => new(503, "server_unreachable", "No Penstock server at the address", Server, Api),
        FaultCode.Internal => new(500, "internal", "Penstock failed", Server, Api),
    };
}
