using System.Text;

namespace Penstock.Simulator.Engine;

/// <summary>UTF-8 text cut into tokens: each is a run of non-white characters with the white space before it.</summary>
internal sealed class AnswerText
{
    private readonly byte[] _utf8;
    private readonly int[] _ends;

    public AnswerText(byte[] utf8, int[] ends, int count)
    {
        _utf8 = utf8;
        _ends = ends;
        Count = count;
    }

    public static AnswerText Empty { get; } = new([], [], 0);

    /// <summary>Tokens.</summary>
    public int Count { get; }

    public ReadOnlySpan<byte> Utf8 => _utf8.AsSpan(0, Count == 0 ? 0 : _ends[Count - 1]);

    public static AnswerText Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static AnswerText Of(byte[] utf8)
    {
        var ends = new List<int>();
        for (var at = 0; at < utf8.Length;)
        {
            at += Words.WhiteLength(utf8.AsSpan(at));
            if (at == utf8.Length)
            {
                // White space at the end belongs to the last word; without any word there is no token.
                if (ends.Count > 0)
                {
                    ends[^1] = at;
                }

                break;
            }

            at += Words.WordLength(utf8.AsSpan(at));
            ends.Add(at);
        }

        return new AnswerText(utf8, [.. ends], ends.Count);
    }

    public ReadOnlyMemory<byte> Token(int index)
    {
        var start = index == 0 ? 0 : _ends[index - 1];
        return _utf8.AsMemory(start, _ends[index] - start);
    }

    public AnswerText Take(int tokens) => tokens >= Count ? this : new AnswerText(_utf8, _ends, Math.Max(tokens, 0));

    public int IndexOf(ReadOnlySpan<byte> text) => text.IsEmpty ? -1 : Utf8.IndexOf(text);

    /// <summary>The part before a byte offset.</summary>
    public AnswerText Before(int offset) => Of(_utf8[..offset]);

    public override string ToString() => Encoding.UTF8.GetString(Utf8);
}
