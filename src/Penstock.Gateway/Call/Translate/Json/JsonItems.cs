using System.Text.Json;

namespace Penstock.Gateway.Call.Translate.Json;

/// <summary>Walks over the elements of one array without allocating. A text that is no array has none.</summary>
/// <remarks>Moving on throws <see cref="JsonException"/> where the text is not JSON.</remarks>
internal ref struct JsonItems
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly bool _isArray;
    private Utf8JsonReader _reader;

    public JsonItems(ReadOnlySpan<byte> json)
    {
        _json = json;
        _reader = new Utf8JsonReader(json, BridgeJson.Reading);
        _isArray = !json.IsEmpty && _reader.Read() && _reader.TokenType == JsonTokenType.StartArray;
    }

    /// <summary>The current element.</summary>
    public RawValue Value { get; private set; }

    /// <summary>Goes to the next element; false after the last.</summary>
    public bool Next()
    {
        if (!_isArray || !_reader.Read() || _reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        Value = JsonFields.Take(_json, ref _reader);
        return true;
    }
}
