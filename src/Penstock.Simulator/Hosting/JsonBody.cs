using System.Text.Json;
using System.Text.Unicode;

namespace Penstock.Simulator.Hosting;

/// <summary>Parses a body as JSON, or says where it is not.</summary>
internal static class JsonBody
{
    private const int DeepestNesting = 256;

    public static JsonDocument? TryParse(ReadOnlyMemory<byte> body, out string where)
    {
        where = "";
        if (!Utf8.IsValid(body.Span))
        {
            where = "The body is not valid UTF-8.";
            return null;
        }

        if (body.Span.IndexOf("\\u"u8) >= 0 && !HasOnlyWholeCharacters(body.Span))
        {
            where = "A string has half of a surrogate pair.";
            return null;
        }

        try
        {
            return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = DeepestNesting });
        }
        catch (JsonException exception)
        {
            var (line, at) = (exception.LineNumber + 1, exception.BytePositionInLine + 1);
            where = $"The body is not valid JSON at line {line}, byte {at}.";
            return null;
        }
    }

    /// <summary>Escapes can write what is no character; a document shows it only when the string is read.</summary>
    private static bool HasOnlyWholeCharacters(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            while (reader.Read())
            {
                _ = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString() : null;
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        catch (JsonException)
        {
            // Not JSON at all: the parser says where.
            return true;
        }
    }
}
