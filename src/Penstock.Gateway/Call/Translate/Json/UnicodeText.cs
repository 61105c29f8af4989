using System.Globalization;
using System.Text.Unicode;

namespace Penstock.Gateway.Call.Translate.Json;

/// <summary>Says whether every string of a JSON text is Unicode.</summary>
/// <remarks>
/// The JSON readers of the platform accept wrong UTF-8 and half surrogate pairs and throw when such a string is
/// looked at, so a document is checked once before anything in it is.
/// </remarks>
internal static class UnicodeText
{
    private const int EscapeLength = 6;

    public static bool IsValid(ReadOnlySpan<byte> json) => Utf8.IsValid(json) && SurrogatesPair(json);

    private static bool SurrogatesPair(ReadOnlySpan<byte> json)
    {
        while (json.IndexOf((byte)'\\') is >= 0 and var slash)
        {
            json = json[slash..];
            var unit = EscapedUnit(json);
            if (unit is not { } code || !char.IsSurrogate((char)code))
            {
                json = json[Math.Min(2, json.Length)..];
                continue;
            }

            if (!char.IsHighSurrogate((char)code) || EscapedUnit(json[EscapeLength..]) is not { } low || !char.IsLowSurrogate((char)low))
            {
                return false;
            }

            json = json[(2 * EscapeLength)..];
        }

        return true;
    }

    private static ushort? EscapedUnit(ReadOnlySpan<byte> json) =>
        json.Length >= EscapeLength
        && json[0] == '\\'
        && json[1] == 'u'
        && ushort.TryParse(json[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? unit
            : null;
}
