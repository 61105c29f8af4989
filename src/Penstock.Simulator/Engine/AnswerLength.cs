using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Penstock.Simulator.Engine;

/// <summary>Reads the length that a prompt itself asks for: its last word is <c>answer-tokens:N</c>.</summary>
internal static class AnswerLength
{
    public static int? Asked(EngineRequest request)
    {
        if (request.LastUserText.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var text = JsonMarshal.GetRawUtf8Value(request.LastUserText)[1..^1];
        var mark = text.LastIndexOf("answer-tokens:"u8);
        var digits = mark < 0 ? [] : text[(mark + "answer-tokens:".Length)..];
        return digits.Length is > 0 and < 8
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens)
                ? tokens
                : null;
    }
}
