using System.Text.Json;

namespace Penstock.Gateway.Call.Translate.Json;

/// <summary>Walks over the fields of one object without allocating. A text that is no object has no fields.</summary>
/// <remarks>Moving on throws <see cref="JsonException"/> where the text is not JSON.</remarks>
internal ref struct JsonFields
{
    private readonly ReadOnlySpan<byte> _json;
    private Utf8JsonReader _reader;
    private ReadOnlySpan<byte> _name;

    public JsonFields(ReadOnlySpan<byte> json)
    {
        _json = json;
        _reader = new Utf8JsonReader(json, BridgeJson.Reading);
        IsObject = !json.IsEmpty && _reader.Read() && _reader.TokenType == JsonTokenType.StartObject;
    }

    public bool IsObject { get; }

    /// <summary>The current field's value.</summary>
    public RawValue Value { get; private set; }

    /// <summary>Goes to the next field; false after the last.</summary>
    public bool Next()
    {
        if (!IsObject || !_reader.Read() || _reader.TokenType != JsonTokenType.PropertyName)
        {
            return false;
        }

        _name = _reader.ValueSpan;
        _reader.Read();
        Value = Take(_json, ref _reader);
        return true;
    }

    /// <summary>Whether the current field has this name.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => _name.SequenceEqual(name);

    /// <summary>Takes the value the reader stands on, and leaves the reader at its end.</summary>
    internal static RawValue Take(ReadOnlySpan<byte> json, scoped ref Utf8JsonReader reader)
    {
        var kind = reader.TokenType;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new RawValue(json[start..(int)reader.BytesConsumed], kind);
    }
}
