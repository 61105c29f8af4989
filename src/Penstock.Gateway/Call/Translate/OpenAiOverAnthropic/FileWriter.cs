using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Writes a document block for a <c>file</c> part.</summary>
internal sealed class FileWriter(Utf8JsonWriter writer, Action enter, string path)
{
    public Fault? Write(JsonElement part)
    {
        var file = part.Field("file"u8);
        var data = file.Field("file_data"u8);
        if (!data.IsText())
        {
            return TranslationFaults.Unsupported(path, "A file must be sent as file_data: a file_id is known to one vendor only.");
        }

        if (!DataUri.TryRead(data.Utf8(), out var uri))
        {
            return TranslationFaults.Unsupported(path, "file_data must be a data: address in base64.");
        }

        return Write(uri, file, part);
    }

    private Fault? Write(DataUri uri, JsonElement file, JsonElement part)
    {
        byte[]? text = null;
        if (!uri.MediaType.SequenceEqual("application/pdf"u8))
        {
            text = uri.MediaType.StartsWith("text/"u8) ? Decode(uri.Data) : null;
            if (text is null)
            {
                return TranslationFaults.Unsupported(path, "Only PDF and UTF-8 text files are translated.");
            }
        }

        enter();
        writer.StartTyped("document"u8);
        writer.WritePropertyName("source"u8);
        if (text is null)
        {
            SourceWriter.WriteBase64(uri, writer);
        }
        else
        {
            SourceWriter.WritePlainText(text, writer);
        }

        writer.WriteIfThere("title"u8, file.Field("filename"u8));
        CacheMarker.Write(part, writer);
        writer.WriteEndObject();
        return null;
    }

    private static byte[]? Decode(ReadOnlySpan<byte> base64)
    {
        var text = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        var status = Base64.DecodeFromUtf8(base64, text, out _, out var written);

        return status == OperationStatus.Done && Utf8.IsValid(text.AsSpan(0, written)) ? text[..written] : null;
    }
}
