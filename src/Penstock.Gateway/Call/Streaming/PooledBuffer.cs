using System.Buffers;
using System.Numerics;
using Penstock.Gateway.Admit;

namespace Penstock.Gateway.Call.Streaming;

/// <summary>A growing buffer on rented memory, paid from a budget. Not thread-safe; disposing gives the memory back.</summary>
/// <remarks>Any growth may throw <see cref="BudgetExhaustedException"/>; what was written before is still there.</remarks>
internal sealed class PooledBuffer(ByteBudget? budget = null) : IBufferWriter<byte>, IDisposable
{
    private const int SmallestRent = 1024;

    // The pool keeps what it gets back: a few answers of this size at once would hold gigabytes for good.
    private const int LargestRent = 1024 * 1024;

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

    /// <summary>Makes room for so many bytes beyond those written, and no more than that, so that nothing is copied on the way.</summary>
    /// <returns>False when the budget is used up.</returns>
    public bool TryReserve(int count) => Fits(count) || TryGrow(Length + count);

    private bool Fits(int count) => _bytes.Length - Length >= count;

    // Where doubling is more than the budget has left, exactly what is needed may still fit.
    private void Reserve(int count)
    {
        if (!Fits(count) && !TryGrow(Math.Max(Length + count, _bytes.Length * 2)) && !TryGrow(Length + count))
        {
            throw new BudgetExhaustedException();
        }
    }

    // Old and new are held together while one is copied into the other, so both are paid for.
    private bool TryGrow(int length)
    {
        var size = Size(length);
        if (budget?.TryTake(size) is false)
        {
            return false;
        }

        var larger = size > LargestRent ? GC.AllocateUninitializedArray<byte>(size) : ArrayPool<byte>.Shared.Rent(size);
        _bytes.AsSpan(0, Length).CopyTo(larger);
        GiveBack(_bytes);
        _bytes = larger;
        return true;
    }

    // The pool's own sizes, so that the length of the array is what was paid.
    private static int Size(int length) =>
        length > LargestRent ? length : (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(SmallestRent, length));

    private void GiveBack(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return;
        }

        budget?.GiveBack(bytes.Length);
        if (bytes.Length <= LargestRent)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
