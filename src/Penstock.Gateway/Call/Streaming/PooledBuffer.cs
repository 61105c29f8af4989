using System.Buffers;

namespace Penstock.Gateway.Call.Streaming;

/// <summary>A growing buffer on rented memory. Not thread-safe; disposing gives the memory back.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int SmallestRent = 1024;

    // The pool keeps what it gets back: a few answers of this size at once would hold gigabytes for good.
    private const int LargestRent = 4 * 1024 * 1024;

    private byte[] _bytes = [];

    /// <summary>How many bytes were written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written. Valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>What was written. Valid until the next write.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsSpan(Length);
    }

    /// <summary>Appends bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Forgets what was written and keeps the memory.</summary>
    public void Clear() => Length = 0;

    /// <summary>Drops bytes from the front, for a reader that has consumed them.</summary>
    public void Consume(int count)
    {
        _bytes.AsSpan(count, Length - count).CopyTo(_bytes);
        Length -= count;
    }

    public void Dispose()
    {
        var rented = _bytes;
        _bytes = [];
        Length = 0;

        GiveBack(rented);
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - Length >= count)
        {
            return;
        }

        var larger = Take(Math.Max(SmallestRent, Math.Max(Length + count, _bytes.Length * 2)));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        GiveBack(_bytes);
        _bytes = larger;
    }

    private static byte[] Take(int length) =>
        length > LargestRent ? GC.AllocateUninitializedArray<byte>(length) : ArrayPool<byte>.Shared.Rent(length);

    private static void GiveBack(byte[] bytes)
    {
        if (bytes.Length is > 0 and <= LargestRent)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
