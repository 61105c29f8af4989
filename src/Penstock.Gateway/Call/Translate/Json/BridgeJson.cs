using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Penstock.Gateway.Call.Translate.Json;

/// <summary>The one way bodies are opened and written when they change dialect.</summary>
internal static class BridgeJson
{
    // Deeper than any limit on incoming bodies, so that translation never is the stricter one.
    private const int MaxDepth = 256;

    /// <summary>Escapes only what JSON demands: the output is never part of a page.</summary>
    public static readonly JsonWriterOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth + 64,
    };

    public static readonly JsonReaderOptions Reading = new() { MaxDepth = MaxDepth };

    private static readonly JsonDocumentOptions Opening = new() { MaxDepth = MaxDepth };

    /// <summary>Opens a JSON object whose every string can be looked at.</summary>
    public static bool TryOpen(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out JsonDocument? document)
    {
        document = null;
        if (!UnicodeText.IsValid(json.Span))
        {
            return false;
        }

        try
        {
            document = JsonDocument.Parse(json, Opening);
        }
        catch (JsonException)
        {
            return false;
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return true;
        }

        document.Dispose();
        document = null;
        return false;
    }

    /// <summary>Whether a text is one JSON object, as the arguments of a tool call must be.</summary>
    public static bool IsObject(ReadOnlySpan<byte> json)
    {
        if (!UnicodeText.IsValid(json))
        {
            return false;
        }

        var reader = new Utf8JsonReader(json, Reading);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
