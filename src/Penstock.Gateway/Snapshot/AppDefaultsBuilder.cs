using System.Buffers;
using System.Text;
using System.Text.Json;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Snapshot;

/// <summary>Turns an app's system prompt and parameters into bytes to splice, once per snapshot.</summary>
internal static class AppDefaultsBuilder
{
    private static readonly Dictionary<string, string> AnthropicNames = new(StringComparer.Ordinal)
    {
        ["max_completion_tokens"] = "max_tokens",
        ["stop"] = "stop_sequences",
    };

    // Parameters that only exist for OpenAI callers; an Anthropic caller's request has no place for them.
    private static readonly HashSet<string> OpenAiOnly = new(StringComparer.Ordinal)
    {
        "frequency_penalty", "presence_penalty", "seed", "response_format", "reasoning_effort", "logit_bias",
        "logprobs", "top_logprobs", "n", "parallel_tool_calls", "verbosity", "store", "prediction", "user",
    };

    public static AppDefaults OpenAi(AppSettings app) => new(
        app.System is null ? [] : Message(app.System),
        app.System is null ? [] : Quoted(app.System),
        [.. app.Parameters.Select(pair => Field(pair.Key, pair.Value, OpenAiAlias(pair.Key)))]);

    public static AppDefaults Anthropic(AppSettings app) => new(
        app.System is null ? [] : TextBlock(app.System),
        app.System is null ? [] : Quoted(app.System),
        [.. app.Parameters.Where(pair => !OpenAiOnly.Contains(pair.Key)).Select(AnthropicField)]);

    private static DefaultField AnthropicField(KeyValuePair<string, JsonElement> pair)
    {
        var name = AnthropicNames.GetValueOrDefault(pair.Key, pair.Key);
        var value = name is "stop_sequences" && pair.Value.ValueKind is JsonValueKind.String
            ? JsonSerializer.SerializeToElement([pair.Value.GetString()!], SettingsJson.Default.StringArray)
            : pair.Value;
        return Field(name, value, "");
    }

    private static string OpenAiAlias(string name) => name switch
    {
        "max_tokens" => "max_completion_tokens",
        "max_completion_tokens" => "max_tokens",
        _ => "",
    };

    private static DefaultField Field(string name, JsonElement value, string alias)
    {
        var property = $"{Encoding.UTF8.GetString(Quoted(name))}:{value.GetRawText()}";
        return new DefaultField(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(alias), Encoding.UTF8.GetBytes(property));
    }

    private static byte[] Message(string system) =>
        [.. "{\"role\":\"system\",\"content\":"u8, .. Quoted(system), .. "}"u8];

    private static byte[] TextBlock(string system) =>
        [.. "{\"type\":\"text\",\"text\":"u8, .. Quoted(system), .. "}"u8];

    private static byte[] Quoted(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStringValue(text);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
