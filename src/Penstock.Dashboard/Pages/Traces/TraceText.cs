using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Penstock.Contracts.Admin;
using Penstock.Contracts.Admin.Traces;
using Penstock.Dashboard.Formatting;

namespace Penstock.Dashboard.Pages.Traces;

/// <summary>A trace as text to copy.</summary>
internal static class TraceText
{
    private static readonly JsonSerializerOptions Indented = Create();

    public static string Json(TraceView trace) => JsonSerializer.Serialize(trace, Indented);

    public static string Pretty(string text)
    {
        try
        {
            return JsonNode.Parse(text)?.ToJsonString(Indented) ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>A command that makes the same call: word for word where the content was recorded, else with a text of our own.</summary>
    public static string Curl(TraceView trace, string baseUri) =>
        trace is { RequestContent: { } body, Dialect: "openai", Operation: "chat" } && body.StartsWith('{')
            ? Snippets.Curl(baseUri, body)
            : Snippets.Curl(baseUri, trace.Requested, "Hello!");

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        AdminJson.Apply(options);
        return options;
    }
}
