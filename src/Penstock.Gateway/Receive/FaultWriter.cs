using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;

namespace Penstock.Gateway.Receive;

/// <summary>Writes a fault the way a caller's dialect shows errors.</summary>
internal static class FaultWriter
{
    // The bodies are JSON documents of their own, never part of a page, so only what JSON itself demands is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the body of an error answer.</summary>
    public static void WriteBody(Dialect dialect, Fault fault, string traceId, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, Options);

        switch (dialect)
        {
            case Dialect.OpenAi:
                WriteOpenAi(fault, writer);
                break;
            case Dialect.Anthropic:
                WriteAnthropic(fault, traceId, writer);
                break;
        }
    }

    /// <summary>Writes the event that ends a stream which cannot be completed; nothing may follow it.</summary>
    public static void WriteEvent(Dialect dialect, Fault fault, string traceId, IBufferWriter<byte> output)
    {
        output.Write(dialect == Dialect.Anthropic ? "event: error\ndata: "u8 : "data: "u8);
        WriteBody(dialect, fault, traceId, output);
        output.Write("\n\n"u8);
    }

    private static void WriteOpenAi(Fault fault, Utf8JsonWriter writer)
    {
        var row = fault.Code.Row();

        writer.WriteStartObject();
        writer.WriteStartObject("error"u8);
        writer.WriteString("message"u8, fault.Detail);
        writer.WriteString("type"u8, row.OpenAiType);
        writer.WriteString("param"u8, fault.Param);
        writer.WriteString("code"u8, row.Slug);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteAnthropic(Fault fault, string traceId, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "error"u8);
        writer.WriteStartObject("error"u8);
        writer.WriteString("type"u8, fault.Code.Row().AnthropicType);
        writer.WriteString("message"u8, Sentence(fault));
        writer.WriteEndObject();
        writer.WriteString("request_id"u8, traceId);
        writer.WriteEndObject();
    }

    // The dialect has no place for the field at fault, so it stands before the sentence, as the vendor does it.
    private static string Sentence(Fault fault) =>
        fault.Param is null || fault.Detail.StartsWith(fault.Param, StringComparison.Ordinal)
            ? fault.Detail
            : $"{fault.Param}: {fault.Detail}";
}
