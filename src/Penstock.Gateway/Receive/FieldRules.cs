using System.Text.Json;
using Penstock.Contracts.Dialects;

namespace Penstock.Gateway.Receive;

/// <summary>The kinds a top-level field may have. Several may be allowed.</summary>
[Flags]
internal enum FieldKinds
{
    Any = 0,
    Text = 1,
    Number = 2,
    Integer = 4,
    Boolean = 8,
    Array = 16,
    Object = 32,
    Null = 64,
}

/// <summary>What the well-known top-level fields may be. Fields that are not here are carried through unread.</summary>
internal static class FieldRules
{
    private const FieldKinds Optional = FieldKinds.Null;

    public static FieldKinds Expected(ReadOnlySpan<byte> name, Dialect dialect, Operation operation)
    {
        if (operation is Operation.Embeddings)
        {
            return Embeddings(name);
        }

        var shared = Shared(name);
        return shared is not FieldKinds.Any ? shared : dialect is Dialect.OpenAi ? OpenAi(name) : Anthropic(name);
    }

    public static bool Matches(FieldKinds expected, ref Utf8JsonReader reader) => expected is FieldKinds.Any || reader.TokenType switch
    {
        JsonTokenType.String => expected.HasFlag(FieldKinds.Text),
        JsonTokenType.Number => expected.HasFlag(FieldKinds.Number) || (expected.HasFlag(FieldKinds.Integer) && reader.TryGetInt64(out _)),
        JsonTokenType.True or JsonTokenType.False => expected.HasFlag(FieldKinds.Boolean),
        JsonTokenType.StartArray => expected.HasFlag(FieldKinds.Array),
        JsonTokenType.StartObject => expected.HasFlag(FieldKinds.Object),
        JsonTokenType.Null => expected.HasFlag(FieldKinds.Null),
        _ => false,
    };

    /// <summary>The kinds in words, for the caller: <c>a string or an array</c>.</summary>
    public static string Words(FieldKinds kinds)
    {
        List<string> words = [];
        Add(FieldKinds.Text, "a string");
        Add(FieldKinds.Number, "a number");
        Add(FieldKinds.Integer, "a whole number");
        Add(FieldKinds.Boolean, "true or false");
        Add(FieldKinds.Array, "an array");
        Add(FieldKinds.Object, "an object");
        return string.Join(" or ", words);

        void Add(FieldKinds kind, string word)
        {
            if (kinds.HasFlag(kind))
            {
                words.Add(word);
            }
        }
    }

    private static FieldKinds Shared(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("model"u8) => FieldKinds.Text,
        _ when name.SequenceEqual("messages"u8) => FieldKinds.Array,
        _ when name.SequenceEqual("stream"u8) => FieldKinds.Boolean | Optional,
        _ when name.SequenceEqual("max_tokens"u8) => FieldKinds.Integer | Optional,
        _ when name.SequenceEqual("temperature"u8) || name.SequenceEqual("top_p"u8) => FieldKinds.Number | Optional,
        _ when name.SequenceEqual("tools"u8) => FieldKinds.Array | Optional,
        _ when name.SequenceEqual("metadata"u8) => FieldKinds.Object | Optional,
        _ => FieldKinds.Any,
    };

    private static FieldKinds OpenAi(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("max_completion_tokens"u8) => FieldKinds.Integer | Optional,
        _ when name.SequenceEqual("n"u8) || name.SequenceEqual("seed"u8) => FieldKinds.Integer | Optional,
        _ when name.SequenceEqual("stop"u8) => FieldKinds.Text | FieldKinds.Array | Optional,
        _ when name.SequenceEqual("stream_options"u8) || name.SequenceEqual("response_format"u8) => FieldKinds.Object | Optional,
        _ when name.SequenceEqual("frequency_penalty"u8) || name.SequenceEqual("presence_penalty"u8) => FieldKinds.Number | Optional,
        _ when name.SequenceEqual("tool_choice"u8) => FieldKinds.Text | FieldKinds.Object | Optional,
        _ when name.SequenceEqual("parallel_tool_calls"u8) || name.SequenceEqual("logprobs"u8) => FieldKinds.Boolean | Optional,
        _ when name.SequenceEqual("user"u8) => FieldKinds.Text | Optional,
        _ => FieldKinds.Any,
    };

    private static FieldKinds Anthropic(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("system"u8) => FieldKinds.Text | FieldKinds.Array | Optional,
        _ when name.SequenceEqual("stop_sequences"u8) => FieldKinds.Array | Optional,
        _ when name.SequenceEqual("top_k"u8) => FieldKinds.Integer | Optional,
        _ when name.SequenceEqual("tool_choice"u8) || name.SequenceEqual("thinking"u8) => FieldKinds.Object | Optional,
        _ => FieldKinds.Any,
    };

    private static FieldKinds Embeddings(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("model"u8) => FieldKinds.Text,
        _ when name.SequenceEqual("input"u8) => FieldKinds.Text | FieldKinds.Array,
        _ when name.SequenceEqual("dimensions"u8) => FieldKinds.Integer | Optional,
        _ when name.SequenceEqual("encoding_format"u8) || name.SequenceEqual("user"u8) => FieldKinds.Text | Optional,
        _ => FieldKinds.Any,
    };
}
