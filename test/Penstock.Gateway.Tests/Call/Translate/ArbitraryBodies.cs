using System.Text;
using CsCheck;

namespace Penstock.Gateway.Tests.Call.Translate;

/// <summary>Makes bodies of the dialects' own words in every wrong order, and bytes that are no JSON at all.</summary>
internal static class ArbitraryBodies
{
    private const int Depth = 4;

    private static readonly string[] Names =
    [
        "messages", "role", "content", "type", "text", "tool_calls", "function", "name", "arguments", "id", "tools", "tool_choice", "system", "stop",
        "stop_sequences", "max_tokens", "response_format", "json_schema", "schema", "thinking", "thinking_blocks", "signature", "reasoning_effort", "source",
        "url", "data", "media_type", "image_url", "file", "file_data", "tool_use_id", "tool_call_id", "is_error", "input", "input_schema", "cache_control",
        "choices", "message", "delta", "finish_reason", "stop_reason", "usage", "prompt_tokens", "input_tokens", "content_block", "index", "partial_json",
        "reasoning_content", "refusal", "output_config", "format", "metadata", "user_id", "citations", "n", "parallel_tool_calls", "\\ud800", "",
    ];

    private static readonly string[] Words =
    [
        "user", "assistant", "system", "tool", "developer", "text", "image_url", "image", "file", "document", "tool_use", "tool_result", "thinking",
        "redacted_thinking", "function", "required", "none", "auto", "any", "json_schema", "json_object", "base64", "url", "high", "stop", "length",
        "end_turn", "message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "text_delta", "search_result",
        "data:image/png;base64,AAAA", "data:text/plain;base64,aGk=", "data:,", "{}", "{\\\"a\\\":1}", "{", "\\ud800", "\\udc00\\ud800", "\\ud83d\\ude00", " ", "",
    ];

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.OneOf(Words).Select(word => $"\"{word}\""), Gen.OneOf("null", "true", "false", "0", "1", "-1", "2.5", "1e999", "12345678901234567890"));

    public static Gen<byte[]> Any { get; } = Gen.Frequency(
        (8, Root(Gen.OneOf(Names), Value(Depth)).Select(Encoding.UTF8.GetBytes)),
        (1, Value(Depth).Select(Encoding.UTF8.GetBytes)),
        (1, Gen.Byte.Array[0, 40]));

    // The names that lead into the depths, each with a list of what may be there.
    private static Gen<string> Root(Gen<string> names, Gen<string> value) => Gen.Select(
        Object(Depth).Array[0, 4], Object(Depth).Array[0, 3], Object(Depth), Gen.OneOf(Words), Gen.Select(names, value).Array[0, 4],
        (messages, items, part, type, more) => Fields(
        [
            ("messages", List(messages)), ("tools", List(items)), ("content", List(items)), ("choices", List(messages)), ("delta", part),
            ("content_block", part), ("type", $"\"{type}\""), ("index", "0"), ("stop_reason", $"\"{type}\""), .. more,
        ]));

    private static Gen<string> Value(int depth) => depth == 0
        ? Scalar
        : Gen.Frequency((4, Scalar), (2, Object(depth)), (1, Value(depth - 1).Array[0, 3].Select(List)));

    private static Gen<string> Object(int depth) =>
        Gen.Select(Gen.OneOf(Names), Value(depth - 1)).Array[0, 6].Select(Fields);

    private static string Fields((string Name, string Value)[] fields) =>
        $"{{{string.Join(',', fields.Select(field => $"\"{field.Name}\": {field.Value}"))}}}";

    private static string List(string[] items) => $"[{string.Join(',', items)}]";
}
