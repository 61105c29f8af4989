using System.Buffers;
using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Streaming;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Writes chunks of a chat completion for the events of a message.</summary>
/// <remarks>Texts go over as they are escaped, so a delta costs no more than the copying of its bytes.</remarks>
internal sealed class ChunkWriter : IStreamBridge
{
    private readonly BridgeContext _context;
    private readonly ChunkFrame _frame;
    private readonly BlockStream _blocks;
    private UsageTotals _usage;

    public ChunkWriter(BridgeContext context)
    {
        _context = context;
        _frame = new ChunkFrame(context);
        _blocks = new BlockStream(_frame);
    }

    public Fault? Translate(SseEvent streamed, IBufferWriter<byte> output)
    {
        try
        {
            var read = AnthropicEvent.Read(streamed.Data);
            if (!read.IsObject)
            {
                return TranslationFaults.AnswerUnreadable;
            }

            Translate(read, output);
            return null;
        }
        catch (JsonException)
        {
            return TranslationFaults.AnswerUnreadable;
        }
    }

    public void Complete(IBufferWriter<byte> output)
    {
        if (_context.CallerWantsUsage)
        {
            _frame.WriteUsage(_usage, output);
        }

        output.Write("data: [DONE]\n\n"u8);
    }

    private void Translate(AnthropicEvent read, IBufferWriter<byte> output)
    {
        if (read.Type.Is("content_block_delta"u8))
        {
            _blocks.Add(read, output);
        }
        else if (read.Type.Is("content_block_start"u8))
        {
            _blocks.Start(read, output);
        }
        else if (read.Type.Is("content_block_stop"u8))
        {
            _blocks.Stop(read.Index, output);
        }
        else if (read.Type.Is("message_start"u8))
        {
            StartMessage(read, output);
        }
        else if (read.Type.Is("message_delta"u8))
        {
            FinishMessage(read, output);
        }
    }

    private void StartMessage(AnthropicEvent read, IBufferWriter<byte> output)
    {
        RawValue id = default;
        RawValue model = default;
        var fields = new JsonFields(read.Message.Json);
        while (fields.Next())
        {
            if (fields.Is("id"u8))
            {
                id = fields.Value;
            }
            else if (fields.Is("model"u8))
            {
                model = fields.Value;
            }
            else if (fields.Is("usage"u8))
            {
                _usage.Update(fields.Value);
            }
        }

        _frame.Name(id, model);
        _frame.WriteDelta("\"role\":\"assistant\",\"content\":"u8, "\"\""u8, output);
    }

    private void FinishMessage(AnthropicEvent read, IBufferWriter<byte> output)
    {
        _usage.Update(read.Usage);

        var end = MessageEnd.Read(read.Delta);
        if (!end.StopReason.IsText)
        {
            return;
        }

        if (end.Explanation.HasText)
        {
            _frame.WriteDelta("\"refusal\":"u8, end.Explanation.Json, output);
        }

        _frame.WriteFinish(FinishReasons.For(end.StopReason.Inner, _blocks.HasCalls), end.StopSequence, output);
    }
}
