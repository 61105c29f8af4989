using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Penstock.Gateway.Snapshot.Settings;

/// <summary>SHA-256 of a key's secret, as a value that can be looked up without allocating.</summary>
/// <param name="A">Bytes 0 to 7.</param>
/// <param name="B">Bytes 8 to 15.</param>
/// <param name="C">Bytes 16 to 23.</param>
/// <param name="D">Bytes 24 to 31.</param>
public readonly record struct KeyHash(ulong A, ulong B, ulong C, ulong D)
{
    private const int HashBytes = 32;

    /// <summary>Hashes a secret. No salt: secrets are long and random, and the look-up must be O(1).</summary>
    /// <param name="secret">The secret as the caller sends it.</param>
    public static KeyHash Of(ReadOnlySpan<char> secret)
    {
        Span<byte> utf8 = stackalloc byte[512];
        if (Encoding.UTF8.GetMaxByteCount(secret.Length) > utf8.Length)
        {
            utf8 = new byte[Encoding.UTF8.GetMaxByteCount(secret.Length)];
        }

        var length = Encoding.UTF8.GetBytes(secret, utf8);
        Span<byte> hash = stackalloc byte[HashBytes];
        SHA256.HashData(utf8[..length], hash);
        return FromBytes(hash);
    }

    /// <summary>Reads the 32 bytes of <see cref="ToBytes"/>.</summary>
    /// <param name="hash">32 bytes.</param>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static KeyHash FromBytes(ReadOnlySpan<byte> hash)
    {
        if (hash.Length != HashBytes)
        {
            throw new ArgumentException($"A key hash has {HashBytes} bytes, not {hash.Length}.", nameof(hash));
        }

        return new KeyHash(
            BinaryPrimitives.ReadUInt64BigEndian(hash),
            BinaryPrimitives.ReadUInt64BigEndian(hash[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(hash[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(hash[24..]));
    }

    /// <summary>The 32 bytes of the hash.</summary>
    public byte[] ToBytes()
    {
        var hash = new byte[HashBytes];
        BinaryPrimitives.WriteUInt64BigEndian(hash, A);
        BinaryPrimitives.WriteUInt64BigEndian(hash.AsSpan(8), B);
        BinaryPrimitives.WriteUInt64BigEndian(hash.AsSpan(16), C);
        BinaryPrimitives.WriteUInt64BigEndian(hash.AsSpan(24), D);
        return hash;
    }
}
