using System.Buffers.Binary;
using System.Text;

namespace Penstock.Server.Storage.Ledger;

/// <summary>Reads what <see cref="PayloadWriter"/> wrote. Running out of bytes sets <see cref="Failed"/> and yields zeros; it never throws.</summary>
internal ref struct PayloadReader(ReadOnlySpan<byte> buffer)
{
    private ReadOnlySpan<byte> _rest = buffer;

    public bool Failed { get; private set; }

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public int Int() => Take(sizeof(int)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : 0;

    public long Long() => Take(sizeof(long)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;

    public Guid Id() => Take(16) is { Length: > 0 } bytes ? new Guid(bytes, bigEndian: true) : Guid.Empty;

    public DateTimeOffset Time()
    {
        var ticks = Long();
        Failed |= ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks;
        return Failed ? default : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    public string? OptionalText()
    {
        var length = Take(sizeof(ushort)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : PayloadWriter.Absent;
        return length == PayloadWriter.Absent ? null : Encoding.UTF8.GetString(Take(length));
    }

    public string Text()
    {
        var text = OptionalText();
        Failed |= text is null;
        return text ?? string.Empty;
    }

    public TEnum Choice<TEnum>()
        where TEnum : struct, Enum
    {
        var value = (TEnum)Enum.ToObject(typeof(TEnum), Byte());
        Failed |= !Enum.IsDefined(value);
        return value;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (Failed || count > _rest.Length)
        {
            Failed = true;
            return default;
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
