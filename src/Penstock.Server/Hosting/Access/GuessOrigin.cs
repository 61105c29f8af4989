using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Penstock.Server.Hosting.Access;

/// <summary>Whose guesses are counted together: an IPv4 address, or an IPv6 network of 64 bits, because that is what one customer of a provider gets.</summary>
/// <param name="Bits">The address, or the network.</param>
/// <param name="IsNetwork">Whether it is one of IPv6.</param>
internal readonly record struct GuessOrigin(ulong Bits, bool IsNetwork)
{
    /// <summary>An address that is not known, as at a Unix socket, counts as one address.</summary>
    public static GuessOrigin Of(IPAddress? address)
    {
        if (address is null)
        {
            return default;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        plain.TryWriteBytes(bytes, out _);
        return plain.AddressFamily is AddressFamily.InterNetworkV6
            ? new GuessOrigin(BinaryPrimitives.ReadUInt64BigEndian(bytes), true)
            : new GuessOrigin(BinaryPrimitives.ReadUInt32BigEndian(bytes), false);
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        if (IsNetwork)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes, Bits);
            return $"{new IPAddress(bytes)}/64";
        }

        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Bits);
        return new IPAddress(bytes[..4]).ToString();
    }
}
