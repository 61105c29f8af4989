using System.Buffers;
using System.Text.Json;

namespace Penstock.Gateway.Call.Translate.Json;

/// <summary>Joins texts as UTF-8 in a pooled buffer.</summary>
internal sealed class TextJoiner : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1_024);
    private int _length;

    public bool IsEmpty => _length == 0;

    public ReadOnlySpan<byte> Utf8 => _buffer.AsSpan(0, _length);

    /// <summary>Adds the text of a string; nothing for anything else.</summary>
    public void Add(JsonElement text) => Add(text.Utf8());

    /// <summary>Adds a value as JSON text.</summary>
    public void AddRaw(JsonElement value) => Add(value.RawOr("{}"u8));

    public void Add(ReadOnlySpan<byte> text)
    {
        if (_buffer.Length - _length < text.Length)
        {
            Grow(_length + text.Length);
        }

        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
    }

    public void Clear() => _length = 0;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * _buffer.Length));
        Utf8.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
