using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Penstock.Simulator.Engine;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.OpenAi;

/// <summary>Writes a chat completion as chunks. What all chunks share is put together once.</summary>
internal sealed class ChatStream : IAnswerStream
{
    private readonly Reply _reply;
    private readonly bool _tellsUsage;
    private readonly byte[] _head;
    private readonly byte[] _tail;

    public ChatStream(Reply reply)
    {
        _reply = reply;
        _tellsUsage = reply.Request.IncludeUsage && reply.ReportsUsage;
        var (created, model) = (reply.Created.ToUnixTimeSeconds(), Encoding.UTF8.GetString(reply.Model.Json));
        _head = Encoding.UTF8.GetBytes(
            $"data: {{\"id\":\"{reply.Id}\",\"object\":\"chat.completion.chunk\",\"created\":{created},"
            + $"\"model\":{model},\"system_fingerprint\":\"simulated\",\"choices\":[");
        _tail = Encoding.UTF8.GetBytes(_tellsUsage ? "],\"usage\":null}\n\n" : "]}\n\n");
    }

    public void Begin(IBufferWriter<byte> output)
    {
        for (var choice = 0; choice < _reply.Answers.Length; choice++)
        {
            var content = _reply.Answers[choice].Tools.Count > 0 ? "null" : "\"\"";
            var delta = $$"""{"role":"assistant","content":{{content}},"refusal":null}""";
            WriteChunk(output, $$"""{"index":{{choice}},"delta":{{delta}},"logprobs":null,"finish_reason":null}""");
        }
    }

    public void Write(IBufferWriter<byte> output, in Piece piece)
    {
        output.Write(_head);
        output.Write("{\"index\":"u8);
        output.WriteNumber(piece.Choice);
        output.Write(",\"delta\":{"u8);
        switch (piece.Kind)
        {
            case PieceKind.Text:
                output.Write("\"content\":\""u8);
                output.WriteEscaped(piece.Utf8.Span);
                output.Write("\""u8);
                break;
            case PieceKind.Reasoning:
                output.Write("\"reasoning_content\":\""u8);
                output.WriteEscaped(piece.Utf8.Span);
                output.Write("\""u8);
                break;
            case PieceKind.ToolStart:
                WriteToolStart(output, piece);
                break;
            case PieceKind.ToolArguments:
                output.Write("\"tool_calls\":[{\"index\":"u8);
                output.WriteNumber(piece.Tool);
                output.Write(",\"function\":{\"arguments\":\""u8);
                output.WriteEscaped(piece.Utf8.Span);
                output.Write("\"}}]"u8);
                break;
        }

        output.Write("},\"logprobs\":null,\"finish_reason\":null}"u8);
        output.Write(_tail);
    }

    public void Finish(IBufferWriter<byte> output, bool withTerminator)
    {
        for (var choice = 0; choice < _reply.Answers.Length; choice++)
        {
            var reason = Encoding.UTF8.GetString(ChatAnswerWriter.NameOf(_reply.Answers[choice].Finish));
            WriteChunk(output, $$"""{"index":{{choice}},"delta":{},"logprobs":null,"finish_reason":"{{reason}}"}""");
        }

        if (_tellsUsage)
        {
            output.Write(_head);
            output.Write("],\"usage\":"u8);
            using (var json = new Utf8JsonWriter(output))
            {
                ChatAnswerWriter.WriteUsage(json, _reply);
            }

            output.Write("}\n\n"u8);
        }

        if (withTerminator)
        {
            output.Write("data: [DONE]\n\n"u8);
        }
    }

    public void WriteError(IBufferWriter<byte> output) => output.Write(
        """
        data: {"error":{"message":"The simulated engine failed.","type":"server_error","param":null,"code":null}}


        """u8);

    public void WriteMalformed(IBufferWriter<byte> output)
    {
        output.Write(_head);
        output.Write("{\"index\":0,\"delta\":{\"content\":\"\n\n"u8);
    }

    private void WriteToolStart(IBufferWriter<byte> output, in Piece piece)
    {
        var tool = _reply.Answers[piece.Choice].Tools[piece.Tool];
        var name = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(tool.Name);
        var function = $$"""{"name":"{{name}}","arguments":""}""";
        output.Write(Encoding.UTF8.GetBytes(
            $"\"tool_calls\":[{{\"index\":{piece.Tool},\"id\":\"call_{tool.Id}\",\"type\":\"function\",\"function\":{function}}}]"));
    }

    private void WriteChunk(IBufferWriter<byte> output, string choice)
    {
        output.Write(_head);
        output.Write(Encoding.UTF8.GetBytes(choice));
        output.Write(_tail);
    }
}
