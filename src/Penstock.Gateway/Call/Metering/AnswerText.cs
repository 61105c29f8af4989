using System.Text.Json;
using Penstock.Gateway.Call.Streaming;

namespace Penstock.Gateway.Call.Metering;

/// <summary>Collects the text of an answer, up to a bound.</summary>
internal static class AnswerText
{
    // Text beyond this is not kept. Only counting and recorded content use it, and both say so.
    private const int MostBytes = 8 * 1024 * 1024;

    /// <summary>Appends the string the reader stands on, unescaped.</summary>
    public static void Append(PooledBuffer text, ref Utf8JsonReader reader)
    {
        var length = reader.ValueSpan.Length;
        if (text.Length + length > MostBytes)
        {
            return;
        }

        text.Advance(reader.CopyString(text.GetSpan(length)));
    }
}
