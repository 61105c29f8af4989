using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Penstock.Dashboard.Pages.Playground;

/// <summary>The JSON that the playground sends and gets.</summary>
internal static class ChatText
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    public static string Body(ChatForm form)
    {
        var messages = new JsonArray();
        if (!string.IsNullOrWhiteSpace(form.System))
        {
            messages.Add(Message("system", form.System));
        }

        messages.Add(Message("user", form.User ?? ""));
        var body = new JsonObject { ["model"] = form.Model, ["messages"] = messages };
        if (decimal.TryParse(form.Temperature, out var temperature))
        {
            body["temperature"] = temperature;
        }

        if (long.TryParse(form.MaxTokens, out var tokens))
        {
            body["max_tokens"] = tokens;
        }

        body["stream"] = true;
        body["stream_options"] = new JsonObject { ["include_usage"] = true };
        return body.ToJsonString(Compact);
    }

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

    private static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };
}
