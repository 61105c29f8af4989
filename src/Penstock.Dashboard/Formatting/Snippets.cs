using System.Text.Encodings.Web;
using System.Text.Json;

namespace Penstock.Dashboard.Formatting;

/// <summary>Code that calls the data plane, ready to paste.</summary>
internal static class Snippets
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Curl(string baseUri, string model, string message) =>
        Curl(baseUri, $$"""{"model": {{Json(model)}}, "messages": [{"role": "user", "content": {{Json(message)}}}]}""");

    /// <summary>A whole body in a curl line; quotes in it survive the shell.</summary>
    public static string Curl(string baseUri, string body) =>
        $"""
         curl {baseUri}v1/chat/completions \
           -H "Authorization: Bearer $PENSTOCK_KEY" \
           -H "Content-Type: application/json" \
           -d '{body.Replace("'", "'\\''", StringComparison.Ordinal)}'
         """;

    public static string OpenAiSdk(string baseUri, string model) =>
        $$"""
          from openai import OpenAI

          client = OpenAI(base_url="{{baseUri}}v1", api_key=PENSTOCK_KEY)
          answer = client.chat.completions.create(
              model={{Json(model)}},
              messages=[{"role": "user", "content": "Hello!"}],
          )
          print(answer.choices[0].message.content)
          """;

    public static string AnthropicSdk(string baseUri, string model) =>
        $$"""
          from anthropic import Anthropic

          client = Anthropic(base_url="{{baseUri.TrimEnd('/')}}", api_key=PENSTOCK_KEY)
          answer = client.messages.create(
              model={{Json(model)}},
              max_tokens=1024,
              messages=[{"role": "user", "content": "Hello!"}],
          )
          print(answer.content[0].text)
          """;

    private static string Json(string text) => JsonSerializer.Serialize(text, Readable);
}
