using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Penstock.Simulator.Engine;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.Anthropic;

/// <summary>Writes a message as Anthropic's events: content blocks that start, grow and stop.</summary>
internal sealed class MessageStream(Reply reply) : IAnswerStream
{
    private static readonly JsonWriterOptions Relaxed = new()
    {
        SkipValidation = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private int _block = -1;
    private (PieceKind Kind, int Tool) _open;

    public void Begin(IBufferWriter<byte> output)
    {
        Event(output, "message_start"u8, json =>
        {
            json.WritePropertyName("message"u8);
            MessageWriter.WriteHead(json, reply);
            json.WriteStartArray("content"u8);
            json.WriteEndArray();
            json.WriteNull("stop_reason"u8);
            json.WriteNull("stop_sequence"u8);
            if (reply.ReportsUsage)
            {
                // The vendor starts at one; the last count replaces it and is not added to it.
                MessageWriter.WriteUsage(json, reply, outputTokens: 1);
            }

            json.WriteEndObject();
        });
    }

    public void Write(IBufferWriter<byte> output, in Piece piece)
    {
        Open(output, piece);
        if (piece.Kind == PieceKind.ToolStart)
        {
            return;
        }

        output.Write("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":"u8);
        output.WriteNumber(_block);
        output.Write(piece.Kind switch
        {
            PieceKind.Reasoning => ",\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\""u8,
            PieceKind.ToolArguments => ",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\""u8,
            _ => ",\"delta\":{\"type\":\"text_delta\",\"text\":\""u8,
        });
        output.WriteEscaped(piece.Utf8.Span);
        output.Write("\"}}\n\n"u8);
    }

    public void Finish(IBufferWriter<byte> output, bool withTerminator)
    {
        Close(output);
        Event(output, "message_delta"u8, json =>
        {
            json.WriteStartObject("delta"u8);
            MessageWriter.WriteStop(json, reply.Answers[0]);
            json.WriteEndObject();
            if (reply.ReportsUsage)
            {
                MessageWriter.WriteUsage(json, reply, reply.CompletionTokens);
            }
        });

        if (withTerminator)
        {
            Event(output, "message_stop"u8, _ => { });
        }
    }

    public void WriteError(IBufferWriter<byte> output) => output.Write(
        """
        event: error
        data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}


        """u8);

    public void WriteMalformed(IBufferWriter<byte> output) => output.Write(
        """
        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_de


        """u8);

    private void Open(IBufferWriter<byte> output, in Piece piece)
    {
        // The arguments of a tool call go into the block that its start has opened.
        var wanted = (piece.Kind == PieceKind.ToolArguments ? PieceKind.ToolStart : piece.Kind, piece.Tool);
        if (_block >= 0 && wanted == _open)
        {
            return;
        }

        Close(output);
        _open = wanted;
        _block++;
        Event(output, "content_block_start"u8, json =>
        {
            json.WriteNumber("index"u8, _block);
            json.WriteStartObject("content_block"u8);
            WriteEmptyBlock(json);
            json.WriteEndObject();
        });

        if (_block == 0)
        {
            Event(output, "ping"u8, _ => { });
        }
    }

    private void WriteEmptyBlock(Utf8JsonWriter json)
    {
        switch (_open.Kind)
        {
            case PieceKind.Reasoning:
                json.WriteString("type"u8, "thinking"u8);
                json.WriteString("thinking"u8, ""u8);
                json.WriteString("signature"u8, ""u8);
                break;
            case PieceKind.ToolStart:
                var tool = reply.Answers[0].Tools[_open.Tool];
                json.WriteString("type"u8, "tool_use"u8);
                json.WriteString("id"u8, $"toolu_{tool.Id}");
                json.WriteString("name"u8, tool.Name);
                json.WriteStartObject("input"u8);
                json.WriteEndObject();
                break;
            default:
                json.WriteString("type"u8, "text"u8);
                json.WriteString("text"u8, ""u8);
                break;
        }
    }

    private void Close(IBufferWriter<byte> output)
    {
        if (_block < 0)
        {
            return;
        }

        if (_open.Kind == PieceKind.Reasoning)
        {
            Event(output, "content_block_delta"u8, json =>
            {
                json.WriteNumber("index"u8, _block);
                json.WriteStartObject("delta"u8);
                json.WriteString("type"u8, "signature_delta"u8);
                json.WriteString("signature"u8, MessageWriter.Signature);
                json.WriteEndObject();
            });
        }

        Event(output, "content_block_stop"u8, json => json.WriteNumber("index"u8, _block));
    }

    private static void Event(IBufferWriter<byte> output, ReadOnlySpan<byte> name, Action<Utf8JsonWriter> write)
    {
        output.Write("event: "u8);
        output.Write(name);
        output.Write("\ndata: "u8);
        using (var json = new Utf8JsonWriter(output, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, name);
            write(json);
            json.WriteEndObject();
        }

        output.Write("\n\n"u8);
    }
}
