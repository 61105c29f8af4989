using System.Text;
using System.Text.Json;
using Microsoft.ML.Tokenizers;
using Penstock.Gateway.Receive;

namespace Penstock.Gateway.Call.Metering;

/// <summary>Counts tokens where the provider does not say. A close estimate: providers add tokens of their own per message.</summary>
internal static class TokenCounter
{
    private const int TokensPerMessage = 4;
    private const int TokensPerAttachment = 1_000;

    // The tokenizer takes quadratic time over text without a break, and megabytes of one letter would hold a core for hours.
    private const int LongestRun = 128;

    // What is longer is counted up to here and taken to go on alike.
    private const int MostCounted = 1_000_000;

    private static readonly Lazy<TiktokenTokenizer> O200k = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));
    private static readonly Lazy<TiktokenTokenizer> Cl100k = new(() => TiktokenTokenizer.CreateForEncoding("cl100k_base"));

    /// <summary>Counts the tokens of a text.</summary>
    /// <param name="utf8">The text as UTF-8.</param>
    /// <param name="encoding"><c>o200k_base</c> or <c>cl100k_base</c>.</param>
    public static long Count(ReadOnlySpan<byte> utf8, string encoding) =>
        utf8.IsEmpty ? 0 : CountText(Encoding.UTF8.GetString(utf8), Tokenizer(encoding));

    /// <summary>Counts the tokens of a request: the strings of its messages, system prompt, tools and input.</summary>
    /// <param name="body">A body that <see cref="RequestReader"/> accepted.</param>
    /// <param name="envelope">Its envelope.</param>
    /// <param name="encoding"><c>o200k_base</c> or <c>cl100k_base</c>.</param>
    public static long CountRequest(ReadOnlySpan<byte> body, RequestEnvelope envelope, string encoding)
    {
        var text = new StringBuilder();
        var messages = 0;
        foreach (var field in envelope.Fields)
        {
            var name = body.Slice(field.NameStart, field.NameLength);
            if (name.SequenceEqual("messages"u8) || name.SequenceEqual("system"u8)
                || name.SequenceEqual("tools"u8) || name.SequenceEqual("input"u8))
            {
                messages += AppendStrings(body[field.ValueStart..field.ValueEnd], text);
            }
        }

        return CountText(text.ToString(), Tokenizer(encoding))
            + (messages * TokensPerMessage)
            + ((long)envelope.Attachments * TokensPerAttachment);
    }

    private static long CountText(string text, TiktokenTokenizer tokenizer)
    {
        var counted = text.AsSpan(0, Math.Min(text.Length, MostCounted));
        var (tokens, start, run, wasSpace) = (0L, 0, 0, false);
        for (var i = 0; i < counted.Length; i++)
        {
            var isSpace = char.IsWhiteSpace(counted[i]);
            run = isSpace == wasSpace ? run + 1 : 1;
            wasSpace = isSpace;
            if (run > LongestRun)
            {
                tokens += tokenizer.CountTokens(counted[start..i]);
                (start, run) = (i, 1);
            }
        }

        tokens += tokenizer.CountTokens(counted[start..]);
        return text.Length <= MostCounted ? tokens : tokens * text.Length / MostCounted;
    }

    private static int AppendStrings(ReadOnlySpan<byte> value, StringBuilder text)
    {
        var objects = 0;
        var reader = new Utf8JsonReader(value, new JsonReaderOptions { MaxDepth = DuplicateNames.MostNames });
        while (reader.Read())
        {
            objects += reader.TokenType is JsonTokenType.StartObject && reader.CurrentDepth == 1 ? 1 : 0;
            if (reader.TokenType is JsonTokenType.String && !RequestPass.IsAttachment(reader.ValueSpan))
            {
                text.Append(Unescaped(ref reader)).Append('\n');
            }
        }

        return objects;
    }

    // A caller that cuts its text through an emoji sends half of a surrogate pair: not text, but not a reason to lose the count.
    private static string Unescaped(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private static TiktokenTokenizer Tokenizer(string encoding) => encoding is "cl100k_base" ? Cl100k.Value : O200k.Value;
}
