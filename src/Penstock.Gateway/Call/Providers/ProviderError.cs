using System.Text.Json;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Providers;

/// <summary>What an error body says, in the forms that vendors and compatible servers are known to use.</summary>
internal sealed record ProviderError(string? Message, string? Type, string? Code, string? Param)
{
    private const int MaxName = 200;

    private static readonly ProviderError Unreadable = new(null, null, null, null);

    private static readonly string[] ContextMarks =
    [
        "context_length_exceeded", "exceed_context_size_error", "model_context_window_exceeded", "maximum context length",
        "prompt is too long", "input is too long", "exceed context limit", "context window", "exceeds the available context size",
    ];

    private static readonly string[] FilterMarks =
    [
        "content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation", "content filtering policy",
        "content management policy",
    ];

    public bool IsContextExceeded => Says(ContextMarks);

    public bool IsContentFiltered => Says(FilterMarks);

    /// <summary>The status that an error inside a stream would have had as an answer of its own.</summary>
    public int ImpliedStatus => (int.TryParse(Code, out var number) && number is >= 400 and < 600 ? number : 0, Type ?? Code) switch
    {
        ( > 0 and var status, _) => status,
        (_, "invalid_request_error" or "BadRequestError") => 400,
        (_, "authentication_error") => 401,
        (_, "billing_error") => 402,
        (_, "permission_error") => 403,
        (_, "not_found_error") => 404,
        (_, "request_too_large") => 413,
        (_, "rate_limit_error" or "rate_limit_exceeded" or "insufficient_quota" or "tokens" or "requests") => 429,
        (_, "timeout_error") => 504,
        (_, "overloaded_error") => 529,
        _ => 500,
    };

    public static ProviderError Read(ReadOnlyMemory<byte> body)
    {
        if (!BridgeJson.TryOpen(body, out var document))
        {
            return Unreadable;
        }

        using (document)
        {
            return Read(document.RootElement);
        }
    }

    // {"error":{…}} of both vendors, {"error":"…"} of small servers, {"message":…} and {"detail":"…"} of Python ones.
    private static ProviderError Read(JsonElement root)
    {
        var error = root.Field("error"u8);
        if (error.IsText())
        {
            return new ProviderError(error.GetString(), null, null, null);
        }

        var source = error.ValueKind == JsonValueKind.Object ? error : root;
        var message = source.Field("message"u8);
        var inner = source.Field("innererror"u8).Field("code"u8);

        return new ProviderError(
            message.IsText() ? message.GetString() : Name(source.Field("detail"u8)),
            Name(source.Field("type"u8)),
            Name(inner) ?? Name(source.Field("code"u8)),
            Name(source.Field("param"u8)));
    }

    private static string? Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { Length: > 0 and <= MaxName } text => text,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private bool Says(string[] marks)
    {
        foreach (var mark in marks)
        {
            if (Contains(Code, mark) || Contains(Type, mark) || Contains(Message, mark))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(string? text, string mark) =>
        text is not null && text.Contains(mark, StringComparison.OrdinalIgnoreCase);
}
