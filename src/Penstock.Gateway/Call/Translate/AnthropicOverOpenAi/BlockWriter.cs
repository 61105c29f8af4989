using System.Buffers;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>Writes content blocks one after the other: each is started, added to and stopped before the next.</summary>
internal sealed class BlockWriter
{
    private Kind _open;
    private long _index = -1;

    private enum Kind
    {
        None,
        Text,
        Thinking,
        Call,
    }

    public void AddText(RawValue text, IBufferWriter<byte> output)
    {
        if (_open != Kind.Text)
        {
            Start(Kind.Text, "{\"type\":\"text\",\"text\":\"\"}}\n\n"u8, output);
        }

        Add("\"text_delta\",\"text\":"u8, text.Json, output);
    }

    public void AddThinking(RawValue thinking, IBufferWriter<byte> output)
    {
        if (_open != Kind.Thinking)
        {
            Start(Kind.Thinking, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}\n\n"u8, output);
        }

        Add("\"thinking_delta\",\"thinking\":"u8, thinking.Json, output);
    }

    public void StartCall(RawValue id, RawValue name, IBufferWriter<byte> output)
    {
        Start(Kind.Call, "{\"type\":\"tool_use\",\"id\":"u8, output);
        output.Write(id.IsText ? id.Json : "\"\""u8);
        output.Write(",\"name\":"u8);
        output.Write(name.IsText ? name.Json : "\"\""u8);
        output.Write(",\"input\":{}}}\n\n"u8);
    }

    /// <summary>Adds to the open call.</summary>
    /// <param name="arguments">The next piece, as a JSON string.</param>
    /// <param name="output">Where the event goes.</param>
    public void AddArguments(ReadOnlySpan<byte> arguments, IBufferWriter<byte> output) =>
        Add("\"input_json_delta\",\"partial_json\":"u8, arguments, output);

    public bool IsInCall => _open == Kind.Call;

    public void Stop(IBufferWriter<byte> output)
    {
        if (_open == Kind.None)
        {
            return;
        }

        _open = Kind.None;
        output.Write("event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":"u8);
        output.WriteInteger(_index);
        output.Write("}\n\n"u8);
    }

    private void Start(Kind kind, ReadOnlySpan<byte> block, IBufferWriter<byte> output)
    {
        Stop(output);
        _open = kind;
        _index++;
        output.Write("event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":"u8);
        output.WriteInteger(_index);
        output.Write(",\"content_block\":"u8);
        output.Write(block);
    }

    private void Add(ReadOnlySpan<byte> field, ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        output.Write("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":"u8);
        output.WriteInteger(_index);
        output.Write(",\"delta\":{\"type\":"u8);
        output.Write(field);
        output.Write(value);
        output.Write("}}\n\n"u8);
    }
}
