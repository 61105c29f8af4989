using System.Buffers;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text.Json;

namespace Penstock.Gateway.Receive;

/// <summary>Finds a name that stands twice in one object, at any depth, without keeping the names.</summary>
/// <remarks>
/// Two readers of the same body may each take another one of two equal names; what was checked would then not be what is
/// acted on. Names are compared by a 64-bit hash with a seed of this process, so that nobody can prepare a collision.
/// </remarks>
internal ref struct DuplicateNames : IDisposable
{
    /// <summary>The most names one object may have; more would make the comparison expensive.</summary>
    public const int MostNames = 1024;

    private const int DeepestTracked = 512;

    private static readonly long Seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    private readonly int[] _starts = ArrayPool<int>.Shared.Rent(DeepestTracked + 1);
    private ulong[] _hashes = ArrayPool<ulong>.Shared.Rent(256);
    private int _count;
    private int _depth;

    public DuplicateNames()
    {
    }

    /// <summary>Enters an object.</summary>
    public void Open() => _starts[_depth++] = _count;

    /// <summary>Leaves it.</summary>
    public void Close() => _count = _starts[--_depth];

    /// <summary>Adds the name the reader stands on.</summary>
    /// <returns>False when the object has the name already, or has too many.</returns>
    public bool TryAdd(ref Utf8JsonReader reader)
    {
        var hash = reader.ValueIsEscaped ? HashUnescaped(ref reader) : XxHash3.HashToUInt64(reader.ValueSpan, Seed);
        var start = _starts[_depth - 1];
        var known = _hashes.AsSpan(start, _count - start);

        if (known.Length >= MostNames || known.Contains(hash))
        {
            return false;
        }

        if (_count == _hashes.Length)
        {
            Grow();
        }

        _hashes[_count++] = hash;
        return true;
    }

    public readonly void Dispose()
    {
        ArrayPool<int>.Shared.Return(_starts);
        ArrayPool<ulong>.Shared.Return(_hashes);
    }

    private static ulong HashUnescaped(ref Utf8JsonReader reader)
    {
        var rented = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            var length = reader.CopyString(rented);
            return XxHash3.HashToUInt64(rented.AsSpan(0, length), Seed);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<ulong>.Shared.Rent(_hashes.Length * 2);
        _hashes.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<ulong>.Shared.Return(_hashes);
        _hashes = larger;
    }
}
