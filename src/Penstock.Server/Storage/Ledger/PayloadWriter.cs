using System.Buffers.Binary;
using System.Text;

namespace Penstock.Server.Storage.Ledger;

/// <summary>Writes little-endian fields one after the other. The caller has sized the buffer with <see cref="MaxBytes"/>.</summary>
internal ref struct PayloadWriter(Span<byte> buffer)
{
    /// <summary>Longer texts are cut: a caller's user name must not make a record of any size.</summary>
    public const int MaxChars = 1024;

    /// <summary>Stands in place of a length for an absent text.</summary>
    public const ushort Absent = ushort.MaxValue;

    private readonly Span<byte> _buffer = buffer;

    public int Length { get; private set; }

    public static int MaxBytes(string? text) => 2 + (3 * Math.Min(text?.Length ?? 0, MaxChars));

    public void Byte(byte value) => _buffer[Length++] = value;

    public void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer[Length..], value);
        Length += sizeof(int);
    }

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer[Length..], value);
        Length += sizeof(long);
    }

    public void Id(Guid value)
    {
        value.TryWriteBytes(_buffer[Length..], bigEndian: true, out var written);
        Length += written;
    }

    public void Text(string? text)
    {
        if (text is null)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_buffer[Length..], Absent);
            Length += sizeof(ushort);
            return;
        }

        var written = Encoding.UTF8.GetBytes(
            text.AsSpan(0, Math.Min(text.Length, MaxChars)), _buffer[(Length + sizeof(ushort))..]);
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer[Length..], (ushort)written);
        Length += sizeof(ushort) + written;
    }
}
