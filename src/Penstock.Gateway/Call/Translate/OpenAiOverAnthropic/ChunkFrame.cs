using System.Buffers;
using System.Text;
using System.Text.Json;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>What every chunk of one stream begins with. Written once, because it is most of every chunk's bytes.</summary>
internal sealed class ChunkFrame
{
    private readonly BridgeContext _context;
    private byte[] _head = [];

    public ChunkFrame(BridgeContext context)
    {
        _context = context;
        Name(default, default);
    }

    /// <summary>Sets the answer's id and model for the chunks to come.</summary>
    public void Name(RawValue id, RawValue model)
    {
        var head = new ArrayBufferWriter<byte>(256);
        head.Write("data: {\"id\":"u8);
        head.Write(id.IsText ? id.Json : "\"\""u8);
        head.Write(",\"object\":\"chat.completion.chunk\",\"created\":"u8);
        head.WriteInteger(_context.CreatedUnixSeconds);
        head.Write(",\"model\":"u8);
        if (model.IsText)
        {
            head.Write(model.Json);
        }
        else
        {
            head.WriteQuoted(Encoding.UTF8.GetBytes(_context.ProviderModel));
        }

        head.Write(",\"choices\":["u8);
        _head = head.WrittenSpan.ToArray();
    }

    /// <summary>Begins a chunk and its delta; <see cref="EndDelta"/> ends them.</summary>
    public void BeginDelta(IBufferWriter<byte> output)
    {
        output.Write(_head);
        output.Write("{\"index\":0,\"delta\":{"u8);
    }

    public static void EndDelta(IBufferWriter<byte> output) => output.Write("},\"finish_reason\":null}]}\n\n"u8);

    /// <summary>Writes a chunk whose delta is one field.</summary>
    /// <param name="name">The field with its quotes and colon.</param>
    /// <param name="value">The value as JSON text.</param>
    /// <param name="output">Where the chunk goes.</param>
    public void WriteDelta(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        BeginDelta(output);
        output.Write(name);
        output.Write(value);
        EndDelta(output);
    }

    public void WriteFinish(ReadOnlySpan<byte> reason, RawValue metStop, IBufferWriter<byte> output)
    {
        BeginDelta(output);
        output.Write("},\"finish_reason\":\""u8);
        output.Write(reason);
        output.Write("\""u8);
        if (metStop.IsText)
        {
            output.Write(",\"stop_reason\":"u8);
            output.Write(metStop.Json);
        }

        output.Write("}]}\n\n"u8);
    }

    public void WriteUsage(UsageTotals usage, IBufferWriter<byte> output)
    {
        output.Write(_head);
        output.Write("],\"usage\":"u8);
        using (var writer = new Utf8JsonWriter(output, BridgeJson.Compact))
        {
            usage.Write(writer);
        }

        output.Write("}\n\n"u8);
    }
}
