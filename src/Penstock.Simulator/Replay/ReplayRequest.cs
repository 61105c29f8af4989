using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Penstock.Simulator.Engine;

namespace Penstock.Simulator.Replay;

/// <summary>Makes the HTTP request of one point of the trace, exact in its tokens.</summary>
internal static class ReplayRequest
{
    private const ulong SharedSeed = 0x5348415245;

    public static HttpRequestMessage Make(ReplayOptions options, TracePoint point, int number)
    {
        var path = options.IsAnthropic ? "messages" : "chat/completions";
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{options.Url.AbsoluteUri.TrimEnd('/')}/{path}"))
        {
            Content = new ReadOnlyMemoryContent(Body(options, point, number)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (options.IsAnthropic)
        {
            request.Headers.TryAddWithoutValidation("anthropic-version", "2023-06-01");
            request.Headers.TryAddWithoutValidation("x-api-key", options.Key);
        }
        else if (options.Key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Key);
        }

        return request;
    }

    /// <summary>A prompt of exactly the point's tokens.</summary>
    /// <remarks>Its last word tells the engine the answer's length, which survives a change of dialect.</remarks>
    public static string Prompt(ReplayOptions options, TracePoint point, int number)
    {
        var words = point.PromptTokens - 1;
        var shared = Math.Min(options.SharedPrefix, words);
        var text = new StringBuilder();
        Append(text, Prose.WritePrompt(SharedSeed, shared));
        Append(text, Prose.WritePrompt((ulong)number, words - shared));
        return text.Append($"answer-tokens:{point.AnswerTokens}").ToString();
    }

    private static void Append(StringBuilder text, AnswerText words) =>
        text.Append(words).Append(words.Count > 0 ? " " : "");

    private static ReadOnlyMemory<byte> Body(ReplayOptions options, TracePoint point, int number)
    {
        var buffer = new ArrayBufferWriter<byte>(point.PromptTokens * 8);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("model"u8, options.Model);
        json.WriteNumber("max_tokens"u8, point.AnswerTokens);
        json.WriteBoolean("stream"u8, options.Stream);
        if (!options.IsAnthropic)
        {
            json.WriteBoolean("ignore_eos"u8, true);
            WriteStreamOptions(json, options);
        }

        json.WriteStartArray("messages"u8);
        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        json.WriteString("content"u8, Prompt(options, point, number));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteStreamOptions(Utf8JsonWriter json, ReplayOptions options)
    {
        if (options.Stream)
        {
            json.WriteStartObject("stream_options"u8);
            json.WriteBoolean("include_usage"u8, true);
            json.WriteEndObject();
        }
    }
}
