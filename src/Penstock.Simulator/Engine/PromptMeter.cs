using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Penstock.Simulator.Engine;

/// <summary>Counts a prompt's tokens and hashes it, block by block, in one pass.</summary>
/// <remarks>Each block's hash covers everything before it, so equal hashes mean an equal prefix.</remarks>
internal sealed class PromptMeter
{
    public const int BlockTokens = 16;

    private readonly List<ulong> _blocks = [];
    private ulong _chain = 0x70656E73746F636B;

    public int Tokens { get; private set; }

    /// <summary>The hash of the whole prompt.</summary>
    public ulong Seed => _chain;

    public ReadOnlySpan<ulong> Blocks => CollectionsMarshal.AsSpan(_blocks);

    /// <summary>Sets messages and roles apart; counts nothing.</summary>
    public void AddMark(ReadOnlySpan<byte> mark) => _chain = XxHash3.HashToUInt64(mark, (long)_chain);

    public void AddJsonString(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        if (raw.Contains((byte)'\\'))
        {
            raw = Encoding.UTF8.GetBytes(text.GetString() ?? "");
        }

        AddText(raw);
    }

    /// <summary>Adds something that is not text and counts a fixed number of tokens.</summary>
    public void AddFixed(int tokens, ReadOnlySpan<byte> content)
    {
        AddMark(content);
        var full = Tokens / BlockTokens;
        Tokens += tokens;
        for (; full < Tokens / BlockTokens; full++)
        {
            _blocks.Add(_chain + (ulong)full);
        }
    }

    public void AddText(ReadOnlySpan<byte> text)
    {
        var start = 0;
        for (var at = Words.WhiteLength(text); at < text.Length;)
        {
            at += Words.WordLength(text[at..]);
            if (++Tokens % BlockTokens == 0)
            {
                AddMark(text[start..at]);
                _blocks.Add(_chain);
                start = at;
            }

            at += Words.WhiteLength(text[at..]);
        }

        AddMark(text[start..]);
    }
}
