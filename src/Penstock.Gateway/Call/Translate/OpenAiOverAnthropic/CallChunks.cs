using System.Buffers;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Writes the chunks of one tool call.</summary>
internal static class CallChunks
{
    public static void Begin(ChunkFrame frame, int call, RawValue id, RawValue name, IBufferWriter<byte> output)
    {
        frame.BeginDelta(output);
        output.Write("\"tool_calls\":[{\"index\":"u8);
        output.WriteInteger(call);
        output.Write(",\"id\":"u8);
        output.Write(id.IsText ? id.Json : "\"\""u8);
        output.Write(",\"type\":\"function\",\"function\":{\"name\":"u8);
        output.Write(name.IsText ? name.Json : "\"\""u8);
        output.Write(",\"arguments\":\"\"}}]"u8);
        ChunkFrame.EndDelta(output);
    }

    public static void Continue(ChunkFrame frame, int call, ReadOnlySpan<byte> arguments, IBufferWriter<byte> output)
    {
        frame.BeginDelta(output);
        output.Write("\"tool_calls\":[{\"index\":"u8);
        output.WriteInteger(call);
        output.Write(",\"function\":{\"arguments\":"u8);
        output.Write(arguments);
        output.Write("}}]"u8);
        ChunkFrame.EndDelta(output);
    }
}
