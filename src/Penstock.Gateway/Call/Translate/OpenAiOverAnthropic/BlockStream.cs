using System.Buffers;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Follows the content blocks of one stream.</summary>
internal sealed class BlockStream(ChunkFrame frame)
{
    private readonly Dictionary<long, OpenBlock> _blocks = [];
    private int _calls;

    /// <summary>Whether any of the caller's tools was called.</summary>
    public bool HasCalls => _calls > 0;

    public void Start(AnthropicEvent read, IBufferWriter<byte> output)
    {
        var start = BlockStart.Read(read.ContentBlock);
        var kind = start.Kind;
        var block = new OpenBlock(kind, kind == BlockKind.Call ? _calls++ : 0)
        {
            StartInput = start.Input.Json.Length > 2 ? start.Input.Json.ToArray() : [],
        };
        _blocks[read.Index] = block;

        if (kind == BlockKind.Call)
        {
            CallChunks.Begin(frame, block.Call, start.Id, start.Name, output);
        }
        else if (kind == BlockKind.Text && start.Text.HasText)
        {
            frame.WriteDelta("\"content\":"u8, start.Text.Json, output);
        }
        else if (start.Redacted.IsText)
        {
            frame.BeginDelta(output);
            output.Write("\"thinking_blocks\":[{\"type\":\"redacted_thinking\",\"data\":"u8);
            output.Write(start.Redacted.Json);
            output.Write("}]"u8);
            ChunkFrame.EndDelta(output);
        }
    }

    public void Add(AnthropicEvent read, IBufferWriter<byte> output)
    {
        if (!_blocks.TryGetValue(read.Index, out var block))
        {
            return;
        }

        var delta = BlockDelta.Read(read.Delta);
        if (delta.Text.HasText && block.Kind == BlockKind.Text)
        {
            frame.WriteDelta("\"content\":"u8, delta.Text.Json, output);
        }
        else if (delta.PartialJson.HasText)
        {
            WriteInput(block, delta.PartialJson.Json, output);
        }
        else if (block.Kind == BlockKind.Thinking && delta.Thinking.HasText)
        {
            block.Thinking.Write(delta.Thinking.Inner);
            frame.WriteDelta("\"reasoning_content\":"u8, delta.Thinking.Json, output);
        }
        else if (block.Kind == BlockKind.Thinking && delta.Signature.HasText)
        {
            block.Signature.Write(delta.Signature.Inner);
        }
    }

    public void Stop(long index, IBufferWriter<byte> output)
    {
        if (!_blocks.Remove(index, out var block))
        {
            return;
        }

        if (block.Kind is BlockKind.Call or BlockKind.JsonAnswer && !block.HasInput)
        {
            var whole = new ArrayBufferWriter<byte>();
            whole.WriteQuoted(block.StartInput.Length > 0 ? block.StartInput : "{}"u8);
            WriteInput(block, whole.WrittenSpan, output);
        }
        else if (block.Signature.WrittenCount > 0)
        {
            WriteSigned(block, output);
        }
    }

    private void WriteInput(OpenBlock block, ReadOnlySpan<byte> part, IBufferWriter<byte> output)
    {
        block.HasInput = true;
        if (block.Kind == BlockKind.Call)
        {
            CallChunks.Continue(frame, block.Call, part, output);
        }
        else if (block.Kind == BlockKind.JsonAnswer)
        {
            frame.WriteDelta("\"content\":"u8, part, output);
        }
    }

    private void WriteSigned(OpenBlock block, IBufferWriter<byte> output)
    {
        frame.BeginDelta(output);
        output.Write("\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\""u8);
        output.Write(block.Thinking.WrittenSpan);
        output.Write("\",\"signature\":\""u8);
        output.Write(block.Signature.WrittenSpan);
        output.Write("\"}]"u8);
        ChunkFrame.EndDelta(output);
    }
}
