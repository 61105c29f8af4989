using System.Buffers.Text;
using System.Text.Json;

namespace Penstock.Gateway.Call.Translate.Json;

/// <summary>One value of a JSON text, as a view into it. Nothing is unescaped, so nothing can be wrong with it.</summary>
/// <param name="json">The value as it stands.</param>
/// <param name="kind">The kind of its first token; <see cref="JsonTokenType.None"/> when there is none.</param>
internal readonly ref struct RawValue(ReadOnlySpan<byte> json, JsonTokenType kind)
{
    /// <summary>The value as it stands, quotes included.</summary>
    public ReadOnlySpan<byte> Json { get; } = json;

    public bool IsText => kind == JsonTokenType.String;

    public bool IsObject => kind == JsonTokenType.StartObject;

    public bool IsArray => kind == JsonTokenType.StartArray;

    public bool IsThere => kind is not (JsonTokenType.None or JsonTokenType.Null);

    /// <summary>Whether this is a string that holds anything.</summary>
    public bool HasText => IsText && Json.Length > 2;

    /// <summary>The string between its quotes, still escaped; empty for anything else.</summary>
    public ReadOnlySpan<byte> Inner => IsText ? Json[1..^1] : default;

    /// <summary>Whether this is the string, written without escapes.</summary>
    public bool Is(ReadOnlySpan<byte> text) => IsText && Inner.SequenceEqual(text);

    public long? Count =>
        kind == JsonTokenType.Number && Utf8Parser.TryParse(Json, out long value, out var used) && used == Json.Length && value >= 0
            ? value
            : null;
}
