using System.Buffers;
using System.Text;
using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Streaming;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>Writes the events of a message for the chunks of a chat completion.</summary>
/// <remarks>
/// The reason to stop goes out with the end and not before: usage comes after it, and both belong to one event.
/// Texts go over as they are escaped.
/// </remarks>
internal sealed class EventWriter : IStreamBridge
{
    private readonly BridgeContext _context;
    private readonly BlockWriter _blocks = new();
    private readonly CallStream _calls;
    private UsageTotals _usage;
    private byte[] _finish = [];
    private byte[] _metStop = [];
    private bool _started;
    private bool _refused;

    public EventWriter(BridgeContext context) => (_context, _calls) = (context, new CallStream(_blocks));

    public Fault? Translate(SseEvent streamed, IBufferWriter<byte> output)
    {
        try
        {
            var chunk = Chunk.Read(streamed.Data);
            return chunk.IsObject ? Translate(chunk, output) : TranslationFaults.AnswerUnreadable;
        }
        catch (JsonException)
        {
            return TranslationFaults.AnswerUnreadable;
        }
    }

    public void Complete(IBufferWriter<byte> output)
    {
        if (!_started)
        {
            Start(default, output);
        }

        _blocks.Stop(output);

        var finish = _refused ? "content_filter"u8 : _finish;
        var reason = StopReasons.For(finish, _calls.HasCalls, _metStop.Length > 0);
        output.Write("event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\""u8);
        output.Write(reason);
        output.Write("\",\"stop_sequence\":"u8);
        output.Write(reason.SequenceEqual("stop_sequence"u8) ? _metStop : "null"u8);
        output.Write("},\"usage\":"u8);
        WriteUsage(output);
        output.Write("}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"u8);
    }

    private Fault? Translate(Chunk chunk, IBufferWriter<byte> output)
    {
        if (chunk.Usage.IsObject)
        {
            _usage = UsageTotals.Read(chunk.Usage);
        }

        // Azure begins with a chunk about filters that has neither id nor model.
        if (!chunk.HasChoice)
        {
            return null;
        }

        if (!_started)
        {
            Start(chunk, output);
        }

        if (chunk.FinishReason.IsText)
        {
            _finish = chunk.FinishReason.Inner.ToArray();
        }

        if (chunk.StopReason.IsText)
        {
            _metStop = chunk.StopReason.Json.ToArray();
        }

        return Translate(ChunkDelta.Read(chunk.Delta), output);
    }

    private Fault? Translate(ChunkDelta delta, IBufferWriter<byte> output)
    {
        if (delta.Reasoning.HasText)
        {
            _blocks.AddThinking(delta.Reasoning, output);
        }

        if (delta.Content.HasText)
        {
            _blocks.AddText(delta.Content, output);
        }

        if (delta.Content.IsArray)
        {
            AddParts(delta.Content, output);
        }

        if (delta.Refusal.HasText)
        {
            _refused = true;
            _blocks.AddText(delta.Refusal, output);
        }

        return delta.ToolCalls.IsThere ? _calls.Add(delta.ToolCalls, output) : null;
    }

    // Mistral streams parts instead of text where a model reasons.
    private void AddParts(RawValue parts, IBufferWriter<byte> output)
    {
        var items = new JsonItems(parts.Json);
        while (items.Next())
        {
            var fields = new JsonFields(items.Value.Json);
            while (fields.Next())
            {
                if (fields.Is("text"u8) && fields.Value.HasText)
                {
                    _blocks.AddText(fields.Value, output);
                }
            }
        }
    }

    private void Start(Chunk chunk, IBufferWriter<byte> output)
    {
        _started = true;
        output.Write("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":"u8);
        output.Write(chunk.Id.IsText ? chunk.Id.Json : "\"\""u8);
        output.Write(",\"type\":\"message\",\"role\":\"assistant\",\"model\":"u8);
        if (chunk.Model.HasText)
        {
            output.Write(chunk.Model.Json);
        }
        else
        {
            output.WriteQuoted(Encoding.UTF8.GetBytes(_context.ProviderModel));
        }

        output.Write(",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":"u8);
        WriteUsage(output);
        output.Write("}}\n\n"u8);
    }

    private void WriteUsage(IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, BridgeJson.Compact);
        _usage.Write(writer);
    }
}
