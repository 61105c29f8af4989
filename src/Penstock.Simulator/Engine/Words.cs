namespace Penstock.Simulator.Engine;

/// <summary>The engines' tokenizer: one token for every run of bytes between ASCII white space.</summary>
/// <remarks>
/// Not how a real tokenizer works, and on purpose: whoever sends N words separated by single spaces knows that the
/// engine counts N, so usage can be checked to the token without a vocabulary.
/// </remarks>
internal static class Words
{
    /// <summary>What one image or document counts.</summary>
    public const int ImageTokens = 85;

    /// <summary>What the definition of one tool counts, whatever its size.</summary>
    public const int ToolTokens = 10;

    /// <summary>What an earlier tool call in the conversation counts, whatever its arguments.</summary>
    public const int ToolCallTokens = 5;

    public static bool IsWhite(byte value) => value == ' ' || (value <= '\r' && value >= '\t');

    public static int Count(ReadOnlySpan<byte> text)
    {
        var count = 0;
        var white = true;
        foreach (var value in text)
        {
            var next = IsWhite(value);
            count += white && !next ? 1 : 0;
            white = next;
        }

        return count;
    }

    public static int WhiteLength(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && IsWhite(text[length]))
        {
            length++;
        }

        return length;
    }

    public static int WordLength(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && !IsWhite(text[length]))
        {
            length++;
        }

        return length;
    }
}
